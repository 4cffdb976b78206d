-- What was laid aside is counted and forgotten without reading what is to be sent.
CREATE INDEX jobs_dead ON jobs (tenant_id, due_at) WHERE state = 'dead';
