//! A storefront for any tenant: its Vendure products, cart to order, and booking beside it.
//!
//! - [`vendure`]: the Vendure of `examples/vendure`, for development and tests

pub mod vendure;
