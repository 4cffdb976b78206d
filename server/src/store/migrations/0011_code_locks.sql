-- How often a customer's codes were locked since the last right one: each lock is longer than the one before.
ALTER TABLE customers ADD COLUMN code_locks BIGINT NOT NULL DEFAULT 0;
