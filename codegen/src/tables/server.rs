//! What the server knows of its own contract and of the releases its clients were built from.

use contract_compat::{Document, OperationReport, Options, Side, Verdict};
use proc_macro2::TokenStream;
use quote::quote;

use super::{Release, fingerprints};
use crate::{Error, workspace::HISTORY};

/// The server's `contract.rs`.
///
/// # Errors
/// When an operation has no fingerprint.
pub fn server(document: &Document, releases: &[Release]) -> Result<syn::File, Error> {
    let version = document.version();
    let operations = fingerprints(document)?
        .into_iter()
        .map(|(id, fingerprint)| quote!((#id, #fingerprint)));
    let releases = releases
        .iter()
        .map(|release| release_entry(release, document))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(syn::parse2(quote! {
        //! The contract this server was compiled with, and how every supported release differs from it.

        use scheduler_contracts::drift::Tolerance;

        use crate::drift::{Release, ReleasedOperation, ServedContract};

        /// The contract this server was compiled with.
        pub const SERVED: ServedContract = ServedContract {
            version: #version,
            operations: &[#(#operations),*],
            releases: &[#(#releases),*],
        };
    })?)
}

fn release_entry(release: &Release, current: &Document) -> Result<TokenStream, Error> {
    let version = release.version.to_string();
    let path = format!("{HISTORY}/{version}.json");
    let report = contract_compat::compare(&release.document, current, &Options::default())
        .map_err(|error| Error::not_a_document(path, error))?;
    let mut operations: Vec<(String, TokenStream)> = fingerprints(&release.document)?
        .into_iter()
        .map(|(id, fingerprint)| {
            let compared = report
                .operations
                .iter()
                .find(|operation| operation.operation_id == id);
            let name = compared.map_or(id, |operation| present_id(operation, current));
            let request = difference(compared, Side::Request);
            let response = difference(compared, Side::Response);
            let entry = quote!(ReleasedOperation {
                operation_id: #name,
                fingerprint: #fingerprint,
                request: #request,
                response: #response,
            });
            (name.to_owned(), entry)
        })
        .collect();
    operations.sort_by(|left, right| left.0.cmp(&right.0));
    let operations = operations.into_iter().map(|(_, entry)| entry);
    Ok(quote!(Release { version: #version, operations: &[#(#operations),*] }))
}

/// What the operation is called today: on the wire, method and path make it the same one under another id.
fn present_id<'a>(operation: &'a OperationReport, current: &'a Document) -> &'a str {
    if current.operation(&operation.operation_id).is_some() {
        return &operation.operation_id;
    }
    current
        .operations()
        .find(|other| other.method() == operation.method && other.path() == operation.path)
        .map_or(&operation.operation_id, |other| other.id())
}

/// What concerns the operation as a whole concerns both of its sides.
fn difference(compared: Option<&OperationReport>, side: Side) -> TokenStream {
    let verdict = compared.map_or(Verdict::Breaking, |operation| {
        let own = match side {
            Side::Request => operation.request,
            _ => operation.response,
        };
        operation
            .findings
            .iter()
            .filter(|finding| finding.side == Side::Operation)
            .map(|finding| Verdict::from(finding.verdict))
            .fold(own, Verdict::max)
    });
    match verdict {
        Verdict::Identical => quote!(Tolerance::Identical),
        Verdict::Compatible => quote!(Tolerance::Compatible),
        Verdict::Breaking => quote!(Tolerance::Breaking),
    }
}
