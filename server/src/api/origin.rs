//! Where a call comes from, and whether it came safely.

use std::net::{IpAddr, SocketAddr};

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
            forwarded(config, peer, headers)
        } else {
            Some(peer)
        };
        Self {
            address,
            tls: context.server.using_tls() || forwarded_tls,
            // A proxy on this machine speaks for somebody else: its word decides.
            plain_allowed: https.excuses(peer) && !https.believes(peer),
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

/// Who is asked for: from the right, the first hop that isn't itself a proxy or a site. What stands
/// further left was written by whoever asked, and is not believed. A hop that is no address counts as
/// the proxy that passed it on.
fn forwarded(config: &Config, peer: IpAddr, headers: &HeaderMap) -> Option<IpAddr> {
    let lines: Vec<_> = headers.get_all("x-forwarded-for").iter().collect();
    let hops = lines
        .iter()
        .rev()
        .flat_map(|line| line.as_bytes().rsplit(|byte| *byte == b','));
    let mut passed_on_by = peer;
    for hop in hops {
        let Some(address) = std::str::from_utf8(hop).ok().and_then(address_of) else {
            return Some(passed_on_by);
        };
        if !speaks_for_others(config, address) {
            return Some(address);
        }
        passed_on_by = address;
    }
    None
}

/// The address of a hop. Some gateways write its port behind it, as Azure's Application Gateway does.
fn address_of(hop: &str) -> Option<IpAddr> {
    let hop = hop.trim();
    let address = hop.parse().ok();
    let address = address.or_else(|| Some(hop.parse::<SocketAddr>().ok()?.ip()));
    address.map(|address| address.to_canonical())
}

fn last(headers: &HeaderMap, name: &str) -> Option<String> {
    let value = headers.get_all(name).iter().next_back()?.to_str().ok()?;
    value
        .rsplit(',')
        .next()
        .map(|value| value.trim().to_ascii_lowercase())
}
