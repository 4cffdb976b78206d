//! Where a site listens.

use std::net::SocketAddr;

use tokio::net::TcpListener;

use crate::Error;

/// Where a site listens: at a port it has already, or at one it takes once all else is right.
#[derive(Debug)]
pub struct Listener(Place);

#[derive(Debug)]
enum Place {
    Taken(TcpListener),
    Free(SocketAddr),
}

impl Listener {
    /// At this address, which is taken when the site [serves](crate::Site::serve): a site that can't be put together
    /// was never there.
    #[must_use]
    pub fn at(address: SocketAddr) -> Self {
        Self(Place::Free(address))
    }

    /// The port itself.
    pub(crate) async fn take(self) -> Result<TcpListener, Error> {
        match self.0 {
            Place::Taken(listener) => Ok(listener),
            Place::Free(address) => {
                let taken = TcpListener::bind(address).await;
                taken.map_err(|source| Error::Listen { address, source })
            }
        }
    }
}

impl From<TcpListener> for Listener {
    fn from(listener: TcpListener) -> Self {
        Self(Place::Taken(listener))
    }
}
