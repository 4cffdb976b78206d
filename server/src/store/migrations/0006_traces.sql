-- The trace of the call that kept a job, so that what is sent of it is part of that trace.
ALTER TABLE jobs ADD COLUMN traceparent TEXT;
