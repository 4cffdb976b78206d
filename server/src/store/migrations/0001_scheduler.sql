CREATE TABLE tenants (
    id TEXT NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    revision BIGINT NOT NULL,
    listed BIGINT NOT NULL,
    definition TEXT NOT NULL
);

CREATE TABLE customers (
    tenant_id TEXT NOT NULL,
    id TEXT NOT NULL,
    contact_kind TEXT NOT NULL,
    contact TEXT NOT NULL,
    last_event BIGINT NOT NULL,
    wrong_codes BIGINT NOT NULL,
    codes_locked_until BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, contact_kind, contact)
);

CREATE TABLE sessions (
    tenant_id TEXT NOT NULL,
    id TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    parent_id TEXT,
    customer_id TEXT NOT NULL,
    level TEXT NOT NULL,
    last_event BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    refreshable_until BIGINT NOT NULL,
    ended_at BIGINT,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, token_hash)
);

CREATE TABLE codes (
    tenant_id TEXT NOT NULL,
    session_id TEXT NOT NULL,
    code_hash TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, session_id)
);

CREATE TABLE manage_links (
    tenant_id TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (tenant_id, token_hash)
);

CREATE TABLE bookings (
    tenant_id TEXT NOT NULL,
    id TEXT NOT NULL,
    revision BIGINT NOT NULL,
    status TEXT NOT NULL,
    service_id TEXT NOT NULL,
    service_name TEXT NOT NULL,
    staff_id TEXT NOT NULL,
    staff_name TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    session_id TEXT,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    occupied_from BIGINT NOT NULL,
    occupied_until BIGINT NOT NULL,
    shares TEXT NOT NULL,
    single BIGINT NOT NULL,
    buffer_before_minutes BIGINT NOT NULL,
    buffer_after_minutes BIGINT NOT NULL,
    price_amount BIGINT NOT NULL,
    price_currency TEXT NOT NULL,
    customer_name TEXT NOT NULL,
    note TEXT,
    cancel_reason TEXT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX bookings_by_time ON bookings (tenant_id, occupied_until);
CREATE INDEX bookings_by_end ON bookings (tenant_id, status, ends_at);
-- Whatever the server believes, the database refuses a single appointment that is booked twice.
CREATE UNIQUE INDEX bookings_single ON bookings (tenant_id, staff_id, service_id, starts_at)
    WHERE single = 1 AND status <> 'cancelled';
CREATE INDEX bookings_by_customer ON bookings (tenant_id, customer_id, starts_at, id);
CREATE INDEX bookings_by_session ON bookings (tenant_id, session_id, starts_at, id);

CREATE TABLE events (
    tenant_id TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    session_id TEXT,
    session_sequence BIGINT,
    payload TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, customer_id, sequence)
);
CREATE INDEX events_by_session ON events (tenant_id, session_id, session_sequence);
CREATE INDEX events_by_age ON events (tenant_id, created_at);

CREATE TABLE idempotency_keys (
    tenant_id TEXT NOT NULL,
    operation TEXT NOT NULL,
    caller TEXT NOT NULL,
    idempotency_key TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    response TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, operation, caller, idempotency_key)
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (tenant_id, created_at);

CREATE TABLE jobs (
    tenant_id TEXT NOT NULL,
    id TEXT NOT NULL,
    subject TEXT NOT NULL,
    revision BIGINT NOT NULL,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    claimed_until BIGINT NOT NULL,
    state TEXT NOT NULL,
    last_error TEXT,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, subject, revision, kind)
);
CREATE INDEX jobs_by_due ON jobs (state, due_at);

CREATE TABLE rate_limits (
    tenant_id TEXT NOT NULL,
    subject TEXT NOT NULL,
    window_start BIGINT NOT NULL,
    calls BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, subject, window_start)
);
