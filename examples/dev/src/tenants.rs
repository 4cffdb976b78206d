//! Every tenant of the database, for the page of links: the demo tenants, and whoever was imported beside them.

use std::net::SocketAddr;

use scheduler_server::{app::App, store::StoreError, tenants::definition::TenantDefinition};
use serde::Serialize;
use site_kit::url::{Host, Url};

/// Tenants listed at most; of more, the page says so.
const MOST: usize = 200;

/// A tenant, as the page names it.
#[derive(Serialize)]
pub(crate) struct Tenant {
    slug: String,
    name: String,
    time_zone: String,
    /// Its site, if that is on this machine; else its pages at site-main.
    link: String,
    /// Its site, if that is elsewhere.
    elsewhere: Option<String>,
    is_listed: bool,
}

/// Those there are now, by slug, and how many there are.
///
/// # Errors
/// When the database doesn't answer.
pub(crate) async fn all(
    app: &App,
    main: Option<SocketAddr>,
) -> Result<(Vec<Tenant>, usize), StoreError> {
    let mut tenants = Vec::new();
    let keys = app.store.tenant_keys().await?;
    for key in keys.iter().take(MOST) {
        if let Some(tenant) = app.store.tenant_of_key(key).await? {
            tenants.push(Tenant::of(tenant.definition(), main));
        }
    }
    tenants.sort_by(|one, other| one.slug.cmp(&other.slug));
    Ok((tenants, keys.len()))
}

impl Tenant {
    fn of(tenant: &TenantDefinition, main: Option<SocketAddr>) -> Self {
        let slug = tenant.slug.0.clone();
        let site = tenant.site_url.clone();
        let (link, elsewhere) = match main {
            Some(main) if !is_here(&site) => (format!("http://{main}/{slug}"), Some(site)),
            _ => (site, None),
        };
        Self {
            name: tenant.name.clone(),
            time_zone: tenant.time_zone.name().to_owned(),
            is_listed: tenant.listed,
            slug,
            link,
            elsewhere,
        }
    }
}

/// Whether a URL leads to this machine.
fn is_here(url: &str) -> bool {
    let url = Url::parse(url).ok();
    match url.as_ref().and_then(Url::host) {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}
