-- Who holds a job; since when it is unknown whether its message was taken over, and that message.
ALTER TABLE jobs ADD COLUMN claim TEXT;
ALTER TABLE jobs ADD COLUMN unclear_since BIGINT;
ALTER TABLE jobs ADD COLUMN sealed TEXT;
DROP INDEX jobs_by_due;
CREATE INDEX jobs_waiting ON jobs (due_at) WHERE state <> 'dead';

-- What became of messages that a provider took over. Nothing personal: the contact is masked.
CREATE TABLE messages (
    tenant_id TEXT NOT NULL,
    id TEXT NOT NULL,
    subject TEXT NOT NULL,
    revision BIGINT NOT NULL,
    kind TEXT NOT NULL,
    contact TEXT NOT NULL,
    provider TEXT NOT NULL,
    provider_id TEXT,
    attempts BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    sent_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX messages_by_time ON messages (tenant_id, sent_at);

CREATE TABLE delivery_reports (
    tenant_id TEXT NOT NULL,
    provider TEXT NOT NULL,
    event_id TEXT NOT NULL,
    message_id TEXT NOT NULL,
    status TEXT NOT NULL,
    reason TEXT,
    reported_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, provider, event_id)
);
CREATE INDEX delivery_reports_by_message ON delivery_reports (tenant_id, message_id, reported_at);
CREATE INDEX delivery_reports_by_age ON delivery_reports (tenant_id, reported_at);
