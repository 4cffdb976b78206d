//! What the SDK knows of the contract it was generated from.

use contract_compat::Document;
use proc_macro2::TokenStream;
use quote::quote;

use super::fingerprints;
use crate::{
    Error,
    document::{self, Operation},
};

/// The SDK's `contract.rs`.
///
/// # Errors
/// When an operation has no fingerprint.
pub fn sdk(document: &Document) -> Result<syn::File, Error> {
    let version = document.version();
    let known: Vec<Operation<'_>> = document::operations(document.root()).collect();
    let operations = fingerprints(document)?
        .into_iter()
        .filter_map(|(id, fingerprint)| {
            let operation = known.iter().find(|operation| operation.id == id)?;
            Some(entry(operation, &fingerprint, document))
        });
    Ok(syn::parse2(quote! {
        //! The contract this SDK was generated from.

        /// Version of the contract.
        pub const VERSION: &str = #version;

        /// Whether an operation takes a stoken as bearer.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Stoken {
            /// It takes none.
            None,
            /// It works with one and without.
            Optional,
            /// It needs one.
            Required,
        }

        /// One operation of the contract.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct Operation {
            /// Its id.
            pub id: &'static str,
            /// First 16 hex digits of the SHA-256 of its canonical contract.
            pub fingerprint: &'static str,
            /// The HTTP method, in capitals.
            pub method: &'static str,
            /// The path below the server's URL, its parameters in braces.
            pub path: &'static str,
            /// Whether the same call may be sent again: it changes nothing, ends in the same state, or carries an
            /// idempotency key.
            pub retry_is_safe: bool,
            /// Whether it takes an `Idempotency-Key`.
            pub idempotency_key: bool,
            /// Whether it takes a stoken as bearer.
            pub stoken: Stoken,
            /// The media type of its success, if that has a body.
            pub media_type: Option<&'static str>,
        }

        /// All operations, sorted by id.
        pub const OPERATIONS: &[Operation] = &[#(#operations),*];

        /// The operation with this id.
        #[must_use]
        pub fn operation(id: &str) -> Option<&'static Operation> {
            let position = OPERATIONS.binary_search_by(|operation| operation.id.cmp(id)).ok()?;
            OPERATIONS.get(position)
        }
    })?)
}

fn entry(operation: &Operation<'_>, fingerprint: &str, document: &Document) -> TokenStream {
    let id = operation.id;
    let method = operation.method.to_uppercase();
    let path = operation.path;
    let idempotency_key = operation
        .parameters("header")
        .any(|name| name.eq_ignore_ascii_case("Idempotency-Key"));
    let retry_is_safe = idempotency_key || matches!(method.as_str(), "GET" | "DELETE");
    let stoken = stoken(operation, document);
    let media_type = match document::success_media_type(operation.definition) {
        Some(media_type) => quote!(Some(#media_type)),
        None => quote!(None),
    };
    quote!(Operation {
        id: #id,
        fingerprint: #fingerprint,
        method: #method,
        path: #path,
        retry_is_safe: #retry_is_safe,
        idempotency_key: #idempotency_key,
        stoken: #stoken,
        media_type: #media_type,
    })
}

fn stoken(operation: &Operation<'_>, document: &Document) -> TokenStream {
    let alternatives = operation
        .definition
        .get("security")
        .and_then(serde_json::Value::as_array);
    let is_bearer = |name: &String| {
        document
            .root()
            .pointer(&format!("/components/securitySchemes/{name}/scheme"))
            .is_some_and(|scheme| scheme == "bearer")
    };
    let schemes = || {
        alternatives
            .into_iter()
            .flatten()
            .filter_map(serde_json::Value::as_object)
    };
    match (
        schemes().any(|alternative| alternative.keys().any(is_bearer)),
        schemes().any(serde_json::Map::is_empty),
    ) {
        (false, _) => quote!(Stoken::None),
        (true, true) => quote!(Stoken::Optional),
        (true, false) => quote!(Stoken::Required),
    }
}
