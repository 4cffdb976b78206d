//! A database that has grown: ten tenants with two thousand rows each in every table that grows. The messages
//! that are due for longest were put off, as in an outage of their provider, and one customer's streams left two
//! thousand stokens.

use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection};

/// The instant of a row's number: they are an hour apart.
pub(super) const fn at(number: i64) -> i64 {
    1_700_000_000_000_000 + number * 3_600_000_000
}

/// What each table holds, as a row of tenant `t` and number `n`; `$at` stands for its instant.
pub(super) const ROWS: [(&str, &str); 12] = [
    (
        "customers (tenant_id, id, contact_kind, contact, last_event, wrong_codes, codes_locked_until, created_at)",
        "t, 'customer-' || n, 'email', n || '@example.com', 9, 0, 0, $at",
    ),
    (
        "sessions (tenant_id, id, token_hash, parent_id, customer_id, level, last_event, created_at, expires_at, \
         refreshable_until, ended_at)",
        "t, 'session-' || n, 'hash-' || n, CASE WHEN n % 10 = 0 THEN 'session-' || (n - 1) END, \
         'customer-' || n, 'claimed', 9, $at, $at, $at, NULL",
    ),
    (
        "codes (tenant_id, session_id, code_hash, expires_at)",
        "t, 'session-' || n, 'code-' || n, $at",
    ),
    (
        "manage_links (tenant_id, token_hash, customer_id, expires_at, used_at)",
        "t, 'link-' || n, 'customer-' || n, $at, NULL",
    ),
    (
        "bookings (tenant_id, id, revision, status, service_id, service_name, staff_id, staff_name, customer_id, \
         session_id, starts_at, ends_at, occupied_from, occupied_until, shares, single, buffer_before_minutes, \
         buffer_after_minutes, price_amount, price_currency, customer_name, note, cancel_reason, created_at, updated_at)",
        "t, 'booking-' || n, 1, CASE WHEN n % 10 = 0 THEN 'cancelled' WHEN n < 1000 THEN 'completed' \
         ELSE 'confirmed' END, 'service', 'Massage', 'staff-' || n % 5, 'Mara', 'customer-' || n % 500, \
         'session-' || n % 500, $at, $at + 1800000000, $at, $at + 1800000000, 'service ' || n, 1, 0, 0, 4500, 'EUR', \
         'Kim', NULL, NULL, $at, $at",
    ),
    (
        "events (tenant_id, customer_id, sequence, session_id, session_sequence, payload, created_at)",
        "t, 'customer-' || n % 100, n, 'session-' || n % 100, n, '{}', $at",
    ),
    (
        "idempotency_keys (tenant_id, operation, caller, idempotency_key, request_hash, response, created_at)",
        "t, 'booking_create', 'session session-' || n % 500, 'key-' || n, 'hash', '{}', $at",
    ),
    (
        "jobs (tenant_id, id, subject, revision, kind, payload, due_at, attempts, claimed_until, state, last_error, \
         created_at)",
        "t, 'job-' || n, 'booking-' || n, 1, 'confirmation', '{}', $at, 0, \
         CASE WHEN n < 900 THEN $at + 7200000000000 ELSE 0 END, \
         CASE WHEN n % 50 = 0 THEN 'dead' ELSE 'due' END, NULL, $at",
    ),
    (
        "messages (tenant_id, id, subject, revision, kind, contact, provider, provider_id, attempts, due_at, sent_at)",
        "t, 'message-' || n, 'booking-' || n, 1, 'confirmation', 'k', 'resend', NULL, 1, $at, $at",
    ),
    (
        "delivery_reports (tenant_id, provider, event_id, message_id, status, reason, reported_at)",
        "t, 'resend', 'event-' || n, 'message-' || n, 'delivered', NULL, $at",
    ),
    (
        "rate_limits (tenant_id, subject, window_start, calls)",
        "t, 'book by session ' || n, $at, 1",
    ),
    (
        "day_counts (tenant_id, subject, day, counted)",
        "t, 'codes contact ' || n, $at, 1",
    ),
];

/// Fills a database whose schema is up to date, and lets the planner know.
pub(super) async fn fill(url: &str) -> PgConnection {
    let mut connection = PgConnection::connect(url).await.unwrap();
    for (table, row) in ROWS {
        let row = row.replace(
            "$at",
            &format!("({} + n::bigint * {})", at(0), at(1) - at(0)),
        );
        let insert = format!(
            "INSERT INTO {table} SELECT {row} FROM (SELECT 'tenant-' || number AS t \
             FROM generate_series(1, 10) AS number) AS tenants, generate_series(1, 2000) AS n"
        );
        connection.execute(AssertSqlSafe(insert)).await.unwrap();
    }
    // One customer's streams were opened again and again, since long ago.
    let streams = format!(
        "INSERT INTO sessions (tenant_id, id, token_hash, parent_id, customer_id, level, last_event, created_at, \
         expires_at, refreshable_until, ended_at) SELECT 'tenant-3', 'stream-' || n, 'stream-hash-' || n, 'session-7', \
         'customer-7', 'claimed', 0, {0}, {0}, {0}, NULL FROM generate_series(1, 2000) AS n",
        at(1_500)
    );
    connection.execute(AssertSqlSafe(streams)).await.unwrap();
    connection.execute("VACUUM ANALYZE").await.unwrap();
    connection
}
