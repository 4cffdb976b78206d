//! What every database must do.

mod bookings;
mod events;
mod forgetting;
mod jobs;
mod sessions;
mod tenants;

pub use bookings::*;
pub use events::*;
pub use forgetting::*;
pub use jobs::*;
pub use sessions::*;
pub use tenants::*;
