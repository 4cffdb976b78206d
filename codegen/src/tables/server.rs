//! What the server knows of its own contract and of the releases its clients were built from.

use contract_compat::Document;
use proc_macro2::TokenStream;
use quote::quote;

use super::{Release, fingerprints};
use crate::Error;

/// The server's `contract.rs`.
///
/// # Errors
/// When an operation has no fingerprint.
pub fn server(document: &Document, releases: &[Release]) -> Result<syn::File, Error> {
    let version = document.version();
    let operations = fingerprints(document)?
        .into_iter()
        .map(|(id, fingerprint)| quote!(Operation { id: #id, fingerprint: #fingerprint }));
    let releases = releases
        .iter()
        .map(|release| release_entry(release, document))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(syn::parse2(quote! {
        //! The contract this server was compiled with, and how every supported release differs from it.

        /// Version of the contract.
        pub const VERSION: &str = #version;

        /// One operation of the contract.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct Operation {
            /// Its id.
            pub id: &'static str,
            /// First 16 hex digits of the SHA-256 of its canonical contract.
            pub fingerprint: &'static str,
        }

        /// How one side of an operation differs between a release and this contract.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Difference {
            /// Not at all.
            Identical,
            /// In ways that are proven harmless.
            Compatible,
            /// In ways that break, or that aren't proven harmless.
            Breaking,
        }

        /// One operation of a release.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct ReleasedOperation {
            /// Its id.
            pub id: &'static str,
            /// Its fingerprint in that release.
            pub fingerprint: &'static str,
            /// How its request differs.
            pub request: Difference,
            /// How its response differs.
            pub response: Difference,
        }

        /// A supported release.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct Release {
            /// Its version.
            pub version: &'static str,
            /// Its operations, sorted by id.
            pub operations: &'static [ReleasedOperation],
        }

        /// All operations, sorted by id.
        pub const OPERATIONS: &[Operation] = &[#(#operations),*];

        /// The supported releases, newest first.
        pub const RELEASES: &[Release] = &[#(#releases),*];
    })?)
}

fn release_entry(release: &Release, current: &Document) -> Result<TokenStream, Error> {
    let version = release.version.to_string();
    let own = fingerprints(current)?;
    let operations = fingerprints(&release.document)?
        .into_iter()
        .map(|(id, fingerprint)| {
            let difference = if own.contains(&(id, fingerprint.clone())) {
                quote!(Difference::Identical)
            } else {
                quote!(Difference::Breaking)
            };
            quote!(ReleasedOperation {
                id: #id,
                fingerprint: #fingerprint,
                request: #difference,
                response: #difference,
            })
        });
    Ok(quote!(Release { version: #version, operations: &[#(#operations),*] }))
}
