-- What a session's end, a customer's erasure and retention look for.
CREATE INDEX sessions_by_parent ON sessions (tenant_id, parent_id);
CREATE INDEX sessions_by_customer ON sessions (tenant_id, customer_id);
CREATE INDEX sessions_by_end ON sessions (tenant_id, expires_at);
CREATE INDEX codes_by_end ON codes (tenant_id, expires_at);
CREATE INDEX manage_links_by_customer ON manage_links (tenant_id, customer_id);
CREATE INDEX manage_links_by_end ON manage_links (tenant_id, expires_at);
CREATE INDEX rate_limits_by_age ON rate_limits (tenant_id, window_start);
CREATE INDEX customers_by_age ON customers (tenant_id, created_at);
CREATE INDEX messages_by_subject ON messages (tenant_id, subject);
