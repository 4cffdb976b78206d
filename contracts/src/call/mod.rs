//! The parts of a call as they stand in an operation's signature.
//!
//! They tell the document what the operation takes and hand the handler what arrived, unread and
//! unjudged: the server first compares contracts, then reads. So none of them can fail, and every
//! answer, failures included, carries the server's headers.

mod answer;
mod body;
mod parameters;

pub use answer::{Answer, CalendarFile};
pub use body::{Body, NoBody};
pub use parameters::{Bearer, IdempotencyKey, LastEventId, OptionalBearer, Path, Query};

pub(crate) use parameters::AUTHORIZATION;
