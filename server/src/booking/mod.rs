//! Booking, changing and showing appointments: each change is one transaction that holds the booking,
//! its event and its messages, or nothing.

mod calendar;
mod change;
mod complete;
mod create;
mod message_plan;
mod replay;
mod show;

pub(crate) use calendar::calendar_file;
pub use change::change;
pub use complete::complete_past;
pub use create::{Caller, NewBooking, create};
pub use replay::{InFlight, Intent, Told};
pub use show::{contract_instant, domain_instant, shown, shown_id, shown_slot};
