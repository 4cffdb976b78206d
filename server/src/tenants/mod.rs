//! Tenants: what a business says of itself, read from a file and kept as one document.
//!
//! An operator writes tenants down in TOML; `demo/tenants.toml` shows every key. The file is read whole,
//! every problem in it is named at once ([`import`]), and only what has none becomes a
//! [`TenantDefinition`](definition::TenantDefinition). From then on that type is all there is: the store
//! keeps it as one JSON document a tenant, the API shows it to customers, the slot search asks it for
//! services and staff.
//!
//! Nothing here stores, listens or knows what time it is.
//!
//! In the order a file meets them:
//! - [`import`]: from text to tenants, or to everything that is wrong with it.
//! - `validate`: what a tenant must be, field by field.
//! - [`definition`]: the tenant that came out.
//! - [`published`]: what customers see of it.
//! - [`scheduling`]: what the slot search sees of it.
//! - [`time_off`]: absences, in wall time.

pub mod definition;
pub mod import;
pub mod published;
pub mod scheduling;
pub mod time_off;
mod validate;
