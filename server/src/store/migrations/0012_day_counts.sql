-- What is counted a day: codes and text messages, by whom they are for.
CREATE TABLE day_counts (
    tenant_id TEXT NOT NULL,
    subject TEXT NOT NULL,
    day BIGINT NOT NULL,
    counted BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, subject, day)
);
CREATE INDEX day_counts_by_age ON day_counts (tenant_id, day);
