//! The SDK for programs that don't wait by `async`: every call once more, with a `send` that blocks.
//!
//! Made from the finished client, so that the two have the same methods, arguments and documentation. A call that
//! answers text gives the text; event streams have an iterator of their own, by hand.

use quote::{ToTokens, quote};
use syn::{
    Attribute, Expr, ExprLit, File, FnArg, GenericArgument, Ident, ImplItem, ImplItemFn, Item,
    ItemImpl, Lit, Meta, Pat, PathArguments, ReturnType, Type,
};

use super::syntax::is_client;
use crate::Error;

/// A stream has no end to block until.
const STREAM: &str = "text/event-stream";

/// The blocking calls of a completed client. `document` tells which operations stream.
pub(super) fn blocking(client: &File, document: &serde_json::Value) -> Result<File, Error> {
    let streams: Vec<&str> = crate::document::operations(document)
        .filter(|operation| {
            crate::document::success_media_type(operation.definition) == Some(STREAM)
        })
        .map(|operation| operation.id)
        .collect();
    let mut methods = Vec::new();
    let mut builders = Vec::new();
    for begin in operations(client).filter(|begin| {
        let id = begin.sig.ident.to_string();
        !streams.contains(&id.as_str())
    }) {
        let name = builder_name(begin).ok_or_else(|| unexpected(&begin.sig.ident))?;
        let calls = calls(client, name).ok_or_else(|| unexpected(name))?;
        methods.push(method(begin, name));
        builders.push(builder(name, calls)?);
    }
    Ok(syn::parse2(quote! {
        //! Every call of the client, with a `send` that blocks.
        #![cfg(all(feature = "blocking", not(target_arch = "wasm32")))]

        use crate::blocking::Client;

        impl Client {
            #(#methods)*
        }

        /// The calls of [`Client`], as they are put together.
        pub mod builder {
            use crate::{
                Error, ResponseValue,
                blocking::Runtime,
                generated::client::{builder as calls, types},
            };

            #(#builders)*
        }
    })?)
}

fn unexpected(name: &Ident) -> Error {
    Error::Client(format!(
        "progenitor wrote `{name}` in a form nobody here expects"
    ))
}

/// The methods that begin a call.
fn operations(client: &File) -> impl Iterator<Item = &ImplItemFn> {
    client
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Impl(found) if is_client(found) => Some(&found.items),
            _ => None,
        })
        .flatten()
        .filter_map(|item| match item {
            ImplItem::Fn(function) => Some(function),
            _ => None,
        })
        .filter(|function| builder_name(function).is_some())
}

/// `SlotList` of `-> builder::SlotList<'_>`.
fn builder_name(function: &ImplItemFn) -> Option<&Ident> {
    let ReturnType::Type(_, returned) = &function.sig.output else {
        return None;
    };
    let Type::Path(path) = &**returned else {
        return None;
    };
    let module = path.path.segments.first()?;
    (module.ident == "builder").then_some(&path.path.segments.last()?.ident)
}

/// The `impl` of a call's builder.
fn calls<'a>(client: &'a File, name: &Ident) -> Option<&'a ItemImpl> {
    let module = client.items.iter().find_map(|item| match item {
        Item::Mod(module) if module.ident == "builder" => module.content.as_ref(),
        _ => None,
    })?;
    module.1.iter().find_map(|item| match item {
        Item::Impl(found) if found.trait_.is_none() => {
            let Type::Path(target) = &*found.self_ty else {
                return None;
            };
            (target.path.segments.last()?.ident == *name).then_some(found)
        }
        _ => None,
    })
}

fn method(begin: &ImplItemFn, name: &Ident) -> proc_macro2::TokenStream {
    let attributes = begin.attrs.iter().map(without_await);
    let id = &begin.sig.ident;
    quote! {
        #(#attributes)*
        pub fn #id(&self) -> builder::#name<'_> {
            builder::#name {
                call: self.client().#id(),
                runtime: self.runtime(),
            }
        }
    }
}

/// The example in a method's documentation, less its `.await`.
fn without_await(attribute: &Attribute) -> Attribute {
    let mut attribute = attribute.clone();
    if let Meta::NameValue(pair) = &mut attribute.meta
        && let Expr::Lit(ExprLit {
            lit: Lit::Str(text),
            ..
        }) = &mut pair.value
    {
        let shorter = text.value().replace(".send()\n    .await;", ".send();");
        *text = syn::LitStr::new(&shorter, text.span());
    }
    attribute
}

fn builder(name: &Ident, calls: &ItemImpl) -> Result<proc_macro2::TokenStream, Error> {
    let doc = format!("Builder for [`Client::{}`](super::Client).", snake(name));
    let mut functions = Vec::new();
    for item in &calls.items {
        let ImplItem::Fn(function) = item else {
            continue;
        };
        match function.sig.ident.to_string().as_str() {
            "new" => {}
            "send" => functions.push(send(function).ok_or_else(|| unexpected(name))?),
            _ => functions.push(setter(function)),
        }
    }
    Ok(quote! {
        #[doc = #doc]
        #[derive(Debug, Clone)]
        pub struct #name<'a> {
            pub(in crate::generated) call: calls::#name<'a>,
            pub(in crate::generated) runtime: &'a Runtime,
        }

        impl #name<'_> {
            #(#functions)*
        }
    })
}

fn setter(function: &ImplItemFn) -> proc_macro2::TokenStream {
    let attributes = &function.attrs;
    let name = &function.sig.ident;
    let (generics, _, bounds) = function.sig.generics.split_for_impl();
    let arguments = function.sig.inputs.iter().skip(1);
    let names = arguments.clone().filter_map(|argument| match argument {
        FnArg::Typed(typed) => match &*typed.pat {
            Pat::Ident(name) => Some(&name.ident),
            _ => None,
        },
        FnArg::Receiver(_) => None,
    });
    quote! {
        #(#attributes)*
        pub fn #name #generics (self, #(#arguments),*) -> Self #bounds {
            Self {
                call: self.call.#name(#(#names),*),
                runtime: self.runtime,
            }
        }
    }
}

fn send(function: &ImplItemFn) -> Option<proc_macro2::TokenStream> {
    let ReturnType::Type(_, returned) = &function.sig.output else {
        return None;
    };
    let success = argument(returned)?;
    let attributes = &function.attrs;
    let text = success.to_token_stream().to_string().contains("ByteStream");
    Some(if text {
        quote! {
            #(#attributes)*
            pub fn send(self) -> Result<String, Error> {
                let call = self.call;
                self.runtime.block_on(async move { crate::read_text(call.send().await?).await })
            }
        }
    } else {
        quote! {
            #(#attributes)*
            pub fn send(self) -> Result<#success, Error> {
                Ok(self.runtime.block_on(self.call.send())?)
            }
        }
    })
}

/// `T` of `Result<T, E>`.
fn argument(result: &Type) -> Option<&Type> {
    let Type::Path(path) = result else {
        return None;
    };
    let PathArguments::AngleBracketed(arguments) = &path.path.segments.last()?.arguments else {
        return None;
    };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Type(found) => Some(found),
        _ => None,
    })
}

fn snake(name: &Ident) -> String {
    let mut out = String::new();
    for letter in name.to_string().chars() {
        if letter.is_uppercase() && !out.is_empty() {
            out.push('_');
        }
        out.extend(letter.to_lowercase());
    }
    out
}
