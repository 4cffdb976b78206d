// @generated from sdk/business-client/schema by `cargo codegen generate`; edits are refused by `cargo codegen check`.
//! Generated from the queries in `schema/queries`.
#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(clippy::all, clippy::pedantic, clippy::restriction, rustdoc::all)]
#![allow(dead_code, missing_docs, unreachable_pub, unused_imports)]

mod queries;

pub(super) use queries::*;
