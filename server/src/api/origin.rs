//! Where a call comes from, and whether it came safely.

use std::net::IpAddr;

use http::HeaderMap;

use super::call::Context;
use crate::config::Config;

/// Where a call comes from.
pub(super) struct Origin {
    address: Option<IpAddr>,
    tls: bool,
    plain_allowed: bool,
}

impl Origin {
    /// Reads it from the connection, and from what trusted proxies and sites say of theirs.
    pub(super) fn of(config: &Config, context: &Context) -> Self {
        let peer = context.request.remote_addr().ip().to_canonical();
        let headers = context.request.headers();
        let https = &config.https;
        let forwarded_tls =
            https.believes(peer) && last(headers, "x-forwarded-proto").as_deref() == Some("https");
        let address = if speaks_for_others(config, peer) {
            forwarded(config, headers)
        } else {
            Some(peer)
        };
        Self {
            address,
            tls: context.server.using_tls() || forwarded_tls,
            plain_allowed: https.excuses(peer),
        }
    }

    /// The customer's address; nothing if a trusted site or proxy forwards none.
    pub(super) fn address(&self) -> Option<IpAddr> {
        self.address
    }

    /// Whether it came over TLS.
    pub(super) fn is_tls(&self) -> bool {
        self.tls
    }

    /// Whether a stoken may travel this way.
    pub(super) fn is_secure(&self) -> bool {
        self.tls || self.plain_allowed
    }
}

/// Whether an address is a proxy or a site, which asks on behalf of somebody else.
fn speaks_for_others(config: &Config, address: IpAddr) -> bool {
    config.https.believes(address) || config.rate_limits.believes(address)
}

/// The nearest forwarded address that isn't a proxy's or a site's own.
fn forwarded(config: &Config, headers: &HeaderMap) -> Option<IpAddr> {
    let hops: Vec<IpAddr> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map_while(|hop| hop.trim().parse().ok())
        .collect();
    hops.into_iter()
        .rev()
        .map(|hop: IpAddr| hop.to_canonical())
        .find(|hop| !speaks_for_others(config, *hop))
}

fn last(headers: &HeaderMap, name: &str) -> Option<String> {
    let value = headers.get_all(name).iter().next_back()?.to_str().ok()?;
    value
        .rsplit(',')
        .next()
        .map(|value| value.trim().to_ascii_lowercase())
}
