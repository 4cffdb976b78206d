//! The demo tenants, with links that lead to the running sites.

use scheduler_server::{
    app::App,
    tenants::{definition::TenantDefinition, import},
};

use crate::ports::Addresses;

const TENANTS: &str = include_str!("../../../server/demo/tenants.toml");

/// The tenant that has a site of its own here.
pub(crate) const PRACTICE: &str = "stillwater";

/// Imports them. A tenant's site is the one that runs here, or would if it were started by itself, and its pages may
/// listen for live events.
pub(crate) async fn import(
    app: &App,
    sites: Option<&Addresses>,
) -> Result<Vec<TenantDefinition>, Box<dyn std::error::Error>> {
    let mut tenants = import::read(TENANTS, "server/demo/tenants.toml")?.tenants;
    if let Some(sites) = sites {
        for tenant in &mut tenants {
            lead_to(tenant, sites);
        }
    }
    app.store
        .import_tenants(&tenants, || app.ids.uuid(app.clock.now()))
        .await?;
    Ok(tenants)
}

fn lead_to(tenant: &mut TenantDefinition, sites: &Addresses) {
    let slug = &tenant.slug.0;
    tenant.site_url = match slug.as_str() {
        PRACTICE => format!("http://{}", sites.hypno),
        slug => format!("http://{}/{slug}", sites.main),
    };
    for port in [sites.main.port(), sites.hypno.port(), sites.shop.port()] {
        for host in ["127.0.0.1", "localhost"] {
            tenant.allowed_origins.push(format!("http://{host}:{port}"));
        }
    }
}
