//! What keeps a site from running at all.

use std::net::SocketAddr;

use crate::config::UnfitConfig;

/// A site can't start or go on.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The configuration can't be used.
    #[error(transparent)]
    Config(#[from] UnfitConfig),
    /// A template of the site is wrong.
    #[error("the site's templates can't be used: {0}")]
    Templates(#[from] tera::Error),
    /// The scheduling server's URL is none.
    #[error("the site can't be set up: {0}")]
    Business(#[from] business_client::Error),
    /// The port can't be had.
    #[error(
        "the site can't listen at {address} ({source}): stop what listens there, or set `listen` to another"
    )]
    Listen {
        /// Where it would.
        address: SocketAddr,
        /// Why not.
        source: std::io::Error,
    },
    /// The port that was taken has no address.
    #[error("the site can't serve: {0}")]
    Io(#[from] std::io::Error),
}
