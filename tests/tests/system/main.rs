//! The system as its customers and operators meet it: real programs, real HTTP, a real database.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    missing_docs
)]

mod backup;
mod bad_address;
mod bad_body;
mod bad_session;
mod booking_flow;
mod busy_database;
mod changed_sdk;
mod command_line;
mod daily_caps;
mod database_away;
mod dependencies;
mod deploy;
mod drift_at_run_time;
#[allow(unreachable_pub)]
#[path = "../../../codegen/compat/tests/edits/mod.rs"]
mod edits;
mod erasure;
mod events;
mod every_edit;
mod failing_for_hours;
mod giving_way;
mod headers;
mod https_only;
mod idempotency;
mod killed;
mod limits;
mod logs;
mod measured;
mod message_faults;
mod messages;
mod never_double_booked;
mod operations;
mod outbox;
mod own_tls;
mod processes;
mod secrets_stay_secret;
mod sessions;
mod shutdown;
mod side_by_side;
mod sites;
mod strangers;
mod stream_ends;
mod streams;
mod traces;
mod two_of_each;
mod valid;
