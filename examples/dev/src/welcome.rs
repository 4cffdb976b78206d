//! What is printed once everything runs: one page of links.

use std::{net::SocketAddr, path::PathBuf};

use jiff::Timestamp;
use scheduler_server::tenants::definition::TenantDefinition;
use site_kit::business_client::{DateTime, TimeDelta, Utc};

use crate::ports::Addresses;

/// Where everything is.
#[derive(Clone)]
pub(crate) struct Places {
    pub(crate) api: SocketAddr,
    pub(crate) operations: SocketAddr,
    pub(crate) outbox: PathBuf,
    /// Whether Vendure is started behind the shops.
    pub(crate) has_shop: bool,
    pub(crate) sites: Option<Addresses>,
}

/// A service of the demo tenants that anybody can try: the practice's first conversation.
const SERVICE: &str = "0197a3c0-1f40-7a10-8c1e-5b7d20a4e001";
const SESSION: &str = r#"{"contact":{"kind":"email","address":"kim@example.com"}}"#;

pub(crate) fn print(places: &Places, tenants: &[TenantDefinition], now: Timestamp) {
    let Places {
        api,
        operations,
        outbox,
        has_shop,
        sites,
    } = places;
    println!("\n  Nexus scheduling is running. Ctrl-C stops it.\n");
    if let Some(sites) = sites {
        println!("  All links   http://{}", sites.home);
        println!(
            "  Outbox      http://{}/outbox (messages land there instead of being sent)",
            sites.home
        );
        println!(
            "  site-main   http://{} (find a business, book with any tenant)",
            sites.main
        );
        println!(
            "  site-hypno  http://{} (a practice's own site)",
            sites.hypno
        );
        println!(
            "  site-shop   http://{} ({})",
            sites.shop,
            match has_shop {
                true => "shops that also take appointments; opens once Vendure runs",
                false => "appointments only: its shops stay closed without Vendure",
            }
        );
    }
    println!("  API         http://{api}/api/public");
    println!("  Document    http://{api}/openapi.json");
    println!("  Metrics     http://{operations}/metrics");
    println!("  Messages    {} (rate limits are off)", outbox.display());
    println!("\n  Demo tenants");
    for tenant in tenants {
        let site = sites.map_or_else(String::new, |_| format!(", {}", tenant.site_url));
        println!(
            "    {:<18} {}, {}{site}",
            tenant.slug.0,
            tenant.name,
            tenant.time_zone.name()
        );
    }
    println!("\n  Try it");
    let now = DateTime::from_timestamp(now.as_second(), 0).unwrap_or_default();
    for line in tries(api, now) {
        println!("    {line}");
    }
    println!();
}

/// Lines that work when pasted.
pub(crate) fn tries(api: &SocketAddr, now: DateTime<Utc>) -> [String; 3] {
    let tenant = format!("http://{api}/api/public/{}", crate::demo::PRACTICE);
    let text = |at: DateTime<Utc>| at.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    let (from, to) = (text(now), text(now + TimeDelta::days(5)));
    [
        format!("curl {tenant}/services"),
        format!("curl '{tenant}/slots?serviceId={SERVICE}&from={from}&to={to}'"),
        format!("curl {tenant}/session -H 'Content-Type: application/json' -d '{SESSION}'"),
    ]
}
