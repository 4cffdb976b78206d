//! The worker under a clock that is set by hand: through changes of daylight saving time, a year of
//! bookings, a clock that is put back, and whatever goes wrong between claim and end; what messages say, and what
//! is forgotten when.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "what can't be done fails the test"
)]

mod broken_off;
mod forgetting;
mod hand_over;
mod laid_aside;
mod time;
mod words;
mod world;
