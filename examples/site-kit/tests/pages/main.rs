//! A site over a mock scheduling server, as a browser meets it.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test ends where this fails"
)]

mod booking;
mod failing;
mod safety;
mod setup;
mod visitor;
