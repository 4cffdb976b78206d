//! Which Rust type each operation answers, read off the generated client.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};
use serde_json::Value;
use syn::{
    File, FnArg, GenericArgument, Ident, ImplItem, ImplItemFn, Item, ItemImpl, Path, PathArguments,
    ReturnType, Type,
};

use crate::{Error, document};

const JSON: &str = "application/json";

/// The SDK's `answers.rs`: how each operation's answer is held against its type.
///
/// # Errors
/// When the client lacks the method of an operation that answers JSON.
pub fn answers(client: &File, document: &Value) -> Result<File, Error> {
    let mut by_type: BTreeMap<String, (Path, Vec<&str>)> = BTreeMap::new();
    for operation in document::operations(document) {
        if document::success_media_type(operation.definition) != Some(JSON) {
            continue;
        }
        let answer = answer(client, operation.id).ok_or_else(|| {
            Error::Client(format!(
                "the client doesn't tell what `{}` answers",
                operation.id
            ))
        })?;
        let name = answer.to_token_stream().to_string();
        let (_, operations) = by_type.entry(name).or_insert((answer, Vec::new()));
        operations.push(operation.id);
    }
    let arms: TokenStream = by_type
        .into_values()
        .map(|(answer, mut operations)| {
            operations.sort_unstable();
            quote!(#(#operations)|* => first::<#answer>,)
        })
        .collect();
    Ok(syn::parse2(quote! {
        //! How each operation's answer is held against the contract.
        #![cfg(not(target_arch = "wasm32"))]

        use super::client::types;
        use crate::misfit::first;

        /// The first place where a body isn't what the contract says, or `None` if it fits.
        pub type Check = fn(&[u8]) -> Option<types::DriftPlace>;

        /// The check of what an operation answers on success; `None` if that isn't JSON.
        #[must_use]
        pub fn check(operation: &str) -> Option<Check> {
            let check: Check = match operation {
                #arms
                _ => return None,
            };
            Some(check)
        }
    })?)
}

/// The type an operation's builder answers when it is sent.
fn answer(client: &File, operation: &str) -> Option<Path> {
    let method = functions(&client.items, "Client").find(|function| {
        function.sig.ident == operation
            && matches!(function.sig.inputs.first(), Some(FnArg::Receiver(_)))
    })?;
    let builder = returned(method)?.segments.last()?.ident.clone();
    let builders = client.items.iter().find_map(|item| match item {
        Item::Mod(module) if module.ident == "builder" => module.content.as_ref(),
        _ => None,
    })?;
    let send = functions(&builders.1, &builder.to_string())
        .find(|function| function.sig.ident == "send")?;
    argument(&argument(returned(send)?)?)
}

/// The functions of a type's own `impl` blocks.
fn functions<'a>(items: &'a [Item], of: &str) -> impl Iterator<Item = &'a ImplItemFn> {
    items
        .iter()
        .filter_map(move |item| match item {
            Item::Impl(found) if found.trait_.is_none() && is_of(found, of) => Some(found),
            _ => None,
        })
        .flat_map(|found| &found.items)
        .filter_map(|item| match item {
            ImplItem::Fn(function) => Some(function),
            _ => None,
        })
}

fn is_of(item: &ItemImpl, name: &str) -> bool {
    let last = |path: &Path| path.segments.last().map(|segment| segment.ident.clone());
    match &*item.self_ty {
        Type::Path(target) => last(&target.path).is_some_and(|ident: Ident| ident == name),
        _ => false,
    }
}

fn returned(function: &ImplItemFn) -> Option<&Path> {
    match &function.sig.output {
        ReturnType::Type(_, kind) => match &**kind {
            Type::Path(target) => Some(&target.path),
            _ => None,
        },
        ReturnType::Default => None,
    }
}

/// The first type between a path's angle brackets.
fn argument(path: &Path) -> Option<Path> {
    let PathArguments::AngleBracketed(arguments) = &path.segments.last()?.arguments else {
        return None;
    };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Type(Type::Path(target)) => Some(target.path.clone()),
        _ => None,
    })
}
