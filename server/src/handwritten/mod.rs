//! Files people write by hand, read so that every mistake in one is named at once.
//!
//! A TOML file of tenants or of configuration is read whole. Whoever wrote it is told each problem with
//! its line, its key and what to write instead, rather than the first problem of many. Nothing here
//! knows which keys there are: [`config`](crate::config) and [`tenants`](crate::tenants) ask for them,
//! and a key nobody asked for is a mistake.
//!
//! In the order a file meets them:
//! - [`value`]: what is written, each value with its place.
//! - [`field`]: one value, read as what it should be.
//! - [`table`]: the keys of a table, and those nobody knows.
//! - [`problem`]: what is wrong, and where.

pub mod field;
pub mod problem;
pub mod table;
pub mod value;
