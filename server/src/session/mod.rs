//! Customers without an account: contact, stoken, code, manage link.
//!
//! What holds here:
//! - A stoken exists as text only on its way in and out; what is kept is its hash.
//! - [`Access`] comes only from a stoken that lives, at the tenant it was asked of.
//! - Nothing here tells whether a contact is known.

mod access;
mod contact;
mod limits;
mod open;
mod stoken;
mod verify;

pub use access::{Access, Level, SessionRefusal, authenticate, authenticate_stream, is_over};
pub use contact::Contact;
pub(crate) use limits::network;
pub use limits::{CountedFor, Limited, RateLimit, count};
pub use open::{OpenedSession, OpenedStream, end, open, open_stream, redeem, refresh};
pub use stoken::{Kind, Stoken, TokenHash};
pub use verify::{SentCode, VerifyRefusal, send_code, verify};
