//! Whose request it is: the visitor's network address.

use std::net::{IpAddr, SocketAddr};

use http::HeaderMap;
use ipnet::IpNet;

/// Hops of `X-Forwarded-For` that are looked at.
const HOPS: usize = 16;

/// The address of whoever sent the request: that of the connection or, as far as trusted proxies say
/// so, what stands in `X-Forwarded-For`. It is read from the right, since what stands further left
/// came from whoever wanted to write it.
pub(crate) fn of(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> IpAddr {
    let is_proxy = |address: &IpAddr| trusted.iter().any(|network| network.contains(address));
    let mut address = peer.to_canonical();
    let named = headers.get_all("x-forwarded-for").into_iter();
    let named: Vec<&str> = named.filter_map(|header| header.to_str().ok()).collect();
    let hops = named.iter().rev().flat_map(|header| header.rsplit(','));
    for hop in hops.take(HOPS) {
        if !is_proxy(&address) {
            break;
        }
        match address_of(hop.trim()) {
            Some(before) => address = before.to_canonical(),
            None => break,
        }
    }
    address
}

/// The address of a hop. Some gateways write its port behind it, as Azure's Application Gateway does.
fn address_of(hop: &str) -> Option<IpAddr> {
    let address = hop.parse().ok();
    address.or_else(|| Some(hop.parse::<SocketAddr>().ok()?.ip()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_trusted_proxies_say_where_a_visitor_is() {
        let mut headers = HeaderMap::new();
        let forwarded = "6.6.6.6, 203.0.113.9, 10.0.0.2".parse().unwrap();
        headers.insert("x-forwarded-for", forwarded);
        let proxies = ["10.0.0.0/8".parse().unwrap()];
        let through = of("10.0.0.1".parse().unwrap(), &headers, &proxies);
        assert_eq!(through.to_string(), "203.0.113.9");
        let straight = of("198.51.100.4".parse().unwrap(), &headers, &proxies);
        assert_eq!(straight.to_string(), "198.51.100.4");
        let unconfigured = of("10.0.0.1".parse().unwrap(), &headers, &[]);
        assert_eq!(unconfigured.to_string(), "10.0.0.1");
    }

    #[test]
    fn a_port_behind_an_address_is_none_of_it() {
        let proxies = ["10.0.0.0/8".parse().unwrap()];
        for (named, visitor) in [
            ("6.6.6.6, 203.0.113.9:4711, 10.0.0.2:80", "203.0.113.9"),
            ("[2001:db8::9]:4711", "2001:db8::9"),
            ("2001:db8::9", "2001:db8::9"),
            ("203.0.113.9:port", "10.0.0.1"),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert("x-forwarded-for", named.parse().unwrap());
            let through = of("10.0.0.1".parse().unwrap(), &headers, &proxies);
            assert_eq!(through.to_string(), visitor, "{named}");
        }
    }
}
