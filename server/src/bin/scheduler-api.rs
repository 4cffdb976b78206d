//! The API server.
fn main() {}
