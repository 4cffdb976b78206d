-- Whether a session lives is asked at every wake-up of a stream: neither its streams' own stokens nor sessions that are
-- over are read for that. Streams' stokens are many and short: they are forgotten apart from the rest.
CREATE INDEX sessions_living ON sessions (tenant_id, customer_id, expires_at)
    WHERE parent_id IS NULL AND ended_at IS NULL;
CREATE INDEX sessions_of_streams ON sessions (tenant_id, expires_at) WHERE parent_id IS NOT NULL;
