//! Every site's port, taken before anything begins.

use std::net::{Ipv4Addr, SocketAddr};

use site_kit::tokio::net::TcpListener;

/// A port is taken, or isn't this machine's to have.
#[derive(Debug, thiserror::Error)]
#[error(
    "port {port}, where {what} would be, can't be had ({reason}): stop what listens there, or choose others by `--port N`"
)]
pub(crate) struct Taken {
    port: u16,
    what: &'static str,
    reason: std::io::Error,
}

/// What listens for browsers.
pub(crate) struct Listeners {
    pub(crate) home: TcpListener,
    pub(crate) main: TcpListener,
    pub(crate) hypno: TcpListener,
    pub(crate) shop: TcpListener,
    /// Vendure's, which takes it itself.
    pub(crate) vendure: u16,
}

/// Where they listen.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Addresses {
    pub(crate) home: SocketAddr,
    pub(crate) main: SocketAddr,
    pub(crate) hypno: SocketAddr,
    pub(crate) shop: SocketAddr,
    pub(crate) vendure: SocketAddr,
}

impl Addresses {
    /// Where sites would be that are started by themselves beside an API on this port; unknown if any port would do.
    pub(crate) fn beside(api: u16) -> Option<Self> {
        let at = |offset| SocketAddr::from((Ipv4Addr::LOCALHOST, after(api, offset)));
        (api != 0).then(|| Self {
            home: at(2),
            main: at(3),
            hypno: at(4),
            shop: at(5),
            vendure: at(6),
        })
    }
}

impl Listeners {
    /// On the ports after the API's, or on any that are free if that one is 0.
    pub(crate) async fn bind(api: u16) -> Result<Self, Taken> {
        Ok(Self {
            home: bind(after(api, 2), "the page of links").await?,
            main: bind(after(api, 3), "site-main").await?,
            hypno: bind(after(api, 4), "site-hypno").await?,
            shop: bind(after(api, 5), "site-shop").await?,
            // Known to be free at this moment, and named before Vendure runs.
            vendure: address(&bind(after(api, 6), "Vendure").await?).port(),
        })
    }

    pub(crate) fn addresses(&self) -> Addresses {
        Addresses {
            home: address(&self.home),
            main: address(&self.main),
            hypno: address(&self.hypno),
            shop: address(&self.shop),
            vendure: SocketAddr::from((Ipv4Addr::LOCALHOST, self.vendure)),
        }
    }
}

/// So many ports after the API's; any free one if that is 0.
pub(crate) fn after(api: u16, offset: u16) -> u16 {
    match api {
        0 => 0,
        api => api.saturating_add(offset),
    }
}

async fn bind(port: u16, what: &'static str) -> Result<TcpListener, Taken> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await;
    listener.map_err(|reason| Taken { port, what, reason })
}

fn address(listener: &TcpListener) -> SocketAddr {
    let unknown = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    listener.local_addr().unwrap_or(unknown)
}
