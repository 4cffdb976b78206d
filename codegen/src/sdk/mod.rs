//! From a document to the SDK's Rust, by way of progenitor.
//!
//! [`shape`] prepares the document, progenitor writes Rust, and what it closes, drops or gets wrong is put right in
//! the syntax tree: open unions, deprecations, conversions, the mock's media types.

mod answers;
mod blocking;
mod cli;
mod complete;
mod mock;
mod open;
pub mod shape;
mod syntax;

use std::{
    any::Any,
    panic::{AssertUnwindSafe, catch_unwind},
};

pub use answers::answers;
use openapiv3::OpenAPI;
use proc_macro2::TokenStream;
use progenitor_impl::{
    GenerationSettings, Generator, HooksMode, InterfaceStyle, TagStyle, TypePatch,
};
use quote::quote;
use serde_json::Value;

use crate::Error;

/// The SDK's client and types.
///
/// # Errors
/// When progenitor can't read the document, or an open component can't be opened.
pub fn client(document: &Value) -> Result<syn::File, Error> {
    let mut file = syn::parse2(write(document, |generator, spec| {
        generator.generate_tokens(spec)
    })?)?;
    complete::complete(&mut file, document)?;
    open::open(&mut file, document)?;
    Ok(file)
}

/// The SDK's calls for programs without `async`, from its [`client`].
///
/// # Errors
/// When a call of the client has another form than expected.
pub fn blocking(client: &syn::File, document: &Value) -> Result<syn::File, Error> {
    blocking::blocking(client, document)
}

/// The command-line client's arguments and calls, one subcommand an operation.
///
/// # Errors
/// When progenitor can't read the document.
pub fn cli(document: &Value) -> Result<syn::File, Error> {
    let document = cli::document(document);
    let mut file = syn::parse2(write(&document, |generator, spec| {
        generator.cli(spec, "scheduler_sdk")
    })?)?;
    cli::complete(&mut file);
    Ok(file)
}

/// The mock server's expectations and answers, one pair an operation.
///
/// # Errors
/// When progenitor can't read the document.
pub fn mock(document: &Value) -> Result<syn::File, Error> {
    let mut file = syn::parse2(write(document, |generator, spec| {
        generator.httpmock(spec, "scheduler_sdk")
    })?)?;
    mock::complete(&mut file, document);
    Ok(file)
}

/// Runs progenitor, which panics at what it can't express.
fn write(
    document: &Value,
    run: impl FnOnce(&mut Generator, &OpenAPI) -> progenitor_impl::Result<TokenStream>,
) -> Result<TokenStream, Error> {
    let spec: OpenAPI = serde_json::from_value(shape::for_progenitor(document))
        .map_err(|error| Error::Client(format!("it is no OpenAPI 3.0 document: {error}")))?;
    let mut generator = Generator::new(&settings(document));
    catch_unwind(AssertUnwindSafe(|| run(&mut generator, &spec)))
        .map_err(|panic| Error::Client(format!("progenitor gave up: {}", reason(&*panic))))?
        .map_err(|error| Error::Client(error.to_string()))
}

/// What a panic says.
fn reason(panic: &(dyn Any + Send)) -> &str {
    panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or(panic.downcast_ref::<&str>().copied())
        .unwrap_or("it didn't say why")
}

fn settings(document: &Value) -> GenerationSettings {
    let mut settings = GenerationSettings::new();
    settings
        .with_interface(InterfaceStyle::Builder)
        .with_tag(TagStyle::Merged)
        .with_hooks(HooksMode::Expected)
        .with_inner_type(quote!(crate::Settings))
        .with_derive("PartialEq");
    let mut id = TypePatch::default();
    for name in ["Copy", "Eq", "Hash", "Ord", "PartialOrd"] {
        id.with_derive(name);
    }
    for name in ids(document) {
        settings.with_patch(name, &id);
    }
    for name in secrets(document) {
        settings.with_replacement(name, "crate::Stoken", std::iter::empty());
    }
    settings
}

/// Components that are declared secret (`x-secret`): the SDK has a type that prints nothing of them.
fn secrets(document: &Value) -> impl Iterator<Item = &String> {
    document
        .pointer("/components/schemas")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
        .filter(|(_, schema)| schema.get("x-secret") == Some(&Value::Bool(true)))
        .map(|(name, _)| name)
}

/// Components that are a UUID and nothing else.
fn ids(document: &Value) -> impl Iterator<Item = &String> {
    document
        .pointer("/components/schemas")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
        .filter(|(_, schema)| schema.get("format").is_some_and(|format| format == "uuid"))
        .map(|(name, _)| name)
}
