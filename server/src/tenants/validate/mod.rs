//! What a tenant must be, field by field.
//!
//! Each concept has its file, which reads it and holds it to the bounds of the contract. What only shows
//! between fields (a service given by nobody, two tenants of one slug) is judged where the fields meet.
//! All of it is judged, whatever is found: a person corrects a file once, not once a mistake.

mod address;
mod identity;
mod service;
mod staff;
mod tenant;

use super::definition::TenantsFile;
use crate::handwritten::table::Table;
use identity::Unique;

/// The whole file.
pub(super) fn tenants_file(file: &Table<'_>) -> Option<TenantsFile> {
    let tenants = file.required("tenants")?;
    let slugs = Unique::new("slug");
    if tenants.elements()?.is_empty() {
        return tenants.refuse("there is no tenant in it; write at least one `[[tenants]]`");
    }
    Some(TenantsFile {
        tenants: tenants.each(|tenant| tenant.table(|keys| tenant::read(keys, &slugs)))?,
    })
}
