//! Live events: one stream a connection, fed from the database.
//!
//! A stream reads the events after its position, waits to be woken, and reads again. Nothing is lost
//! between two connections, since the position travels as the event's id; nothing piles up, since a
//! reader that doesn't read is cut off and resumes.

mod feed;
mod frame;
mod glance;
mod position;

pub use feed::{OpenStreams, open};
pub use glance::{Glance, Watched};
pub use position::Position;
