//! Drift at run time, through its public interface: the client's contract, parameters, bodies.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected has failed"
)]

mod agreement;
mod body;
mod client;
mod contracts;
mod documents;
mod instances;
mod json;
mod parameters;
mod values;
