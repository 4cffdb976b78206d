// @generated from openapi.json by `cargo codegen generate`; edits are refused by `cargo codegen check`.
//! Generated from `openapi.json`.
#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(clippy::all, clippy::pedantic, clippy::restriction, rustdoc::all)]
#![allow(deprecated, missing_docs, unreachable_pub, unused_imports, unused_variables)]

pub mod contract;
