//! End-to-end tests and benches over the whole system
