//! Constants of the contract, compiled into the SDK and the server.

mod releases;
mod sdk;
mod server;

use contract_compat::Document;

pub use releases::{Release, supported};
pub use sdk::sdk;
pub use server::server;

use crate::Error;

/// Each operation's id and fingerprint, sorted by id.
fn fingerprints(document: &Document) -> Result<Vec<(&str, String)>, Error> {
    let mut fingerprints = document
        .operations()
        .map(|operation| {
            let fingerprint = operation.fingerprint().map_err(|error| {
                Error::not_a_document(format!("the operation `{}`", operation.id()), error)
            })?;
            Ok((operation.id(), fingerprint))
        })
        .collect::<Result<Vec<_>, Error>>()?;
    fingerprints.sort();
    Ok(fingerprints)
}
