//! Stand-ins for the providers of messages: real HTTP servers that behave as the providers'
//! documentation says, and count what they delivered.
//!
//! ```no_run
//! # async fn run() {
//! use scheduler_tests::providers::{Fault, Resend};
//!
//! let resend = Resend::start().await;
//! resend.next(Fault::Status(500, None));
//! // NEXUS_DELIVERY_RESEND_URL = resend.url(), NEXUS_DELIVERY_RESEND_KEY = resend.key()
//! assert!(resend.emails().is_empty());
//! # }
//! ```

mod resend;
mod server;
mod twilio;

pub use resend::{Email, Resend};
pub use server::Fault;
pub use twilio::{TextMessage, Twilio};
