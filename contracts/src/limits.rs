//! Every bound of the contract, declared once: the schema documents it and the server enforces it
//! by walking that schema.

/// Bytes of a request body, at most.
pub const BODY_BYTES: usize = 64 * 1024;
/// Nested arrays and objects in a request body, at most.
pub const BODY_DEPTH: usize = 32;
/// Characters of a tenant's slug: a DNS label.
pub const SLUG: u32 = 63;
/// Characters of a person's, service's or tenant's name.
pub const NAME: u32 = 120;
/// Characters of a customer's note, a reason or a description.
pub const TEXT: u32 = 2_000;
/// Characters of an email address: RFC 5321, 4.5.3.1.3, less the brackets.
pub const EMAIL: u32 = 254;
/// Characters of an email address that is a local part, an at sign and a host: no shorter one exists.
pub const EMAIL_MIN: u32 = 3;
/// Characters of a URL.
pub const URL: u32 = 2_048;
/// Characters of an opaque token: a page token, a manage token.
pub const TOKEN: u32 = 512;
/// Characters of an idempotency key.
pub const IDEMPOTENCY_KEY: u32 = 128;
/// Minutes of an appointment, a buffer or an interval: one day.
pub const DAY_MINUTES: u32 = 24 * 60;
/// Minutes of a notice or a cut-off: one year.
pub const NOTICE_MINUTES: u32 = 366 * 24 * 60;
/// Elapsed days a service may be booked ahead.
pub const HORIZON_DAYS: u32 = 730;
/// Seats of a group.
pub const CAPACITY: u32 = 1_000;
/// Minor units of a price.
pub const AMOUNT: i64 = 1_000_000_000_000;
/// Staff who may give one service.
pub const STAFF: u32 = 200;
/// Items of a page when the caller doesn't say.
pub const PAGE_DEFAULT: u32 = 100;
/// Items of a page at most.
pub const PAGE: u32 = 1_000;
/// Elapsed days between `from` and `to` of a slot search.
pub const SLOT_RANGE_DAYS: i64 = 62;
/// Alternatives offered when a slot is taken.
pub const ALTERNATIVES: u32 = 5;
/// Places named in one drift or validation error; more are counted, not listed.
pub const PLACES: u32 = 50;
/// The last revision of a booking; nobody changes one so often.
pub const REVISION: u32 = 1_000_000;
/// Seconds a client may be asked to wait before it tries again: one day.
pub const RETRY_SECONDS: u32 = 86_400;
/// The largest event id: what a JavaScript number still holds exactly.
pub const EVENT_ID: u64 = 9_007_199_254_740_991;
