-- When a job failed last, and since when its provider, whenever it was asked, was asked too often.
ALTER TABLE jobs ADD COLUMN failed_at BIGINT;
ALTER TABLE jobs ADD COLUMN throttled_since BIGINT;
