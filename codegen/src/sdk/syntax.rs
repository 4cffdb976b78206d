//! Finding one's way in generated Rust.

use syn::{Attribute, Expr, ExprLit, File, Item, Lit, Meta, Token, punctuated::Punctuated};

/// The items of the generated `types` module.
pub(super) fn types(file: &mut File) -> Option<&mut Vec<Item>> {
    file.items.iter_mut().find_map(|item| match item {
        Item::Mod(module) if module.ident == "types" => {
            module.content.as_mut().map(|(_, items)| items)
        }
        _ => None,
    })
}

/// The text in `#[serde(key = "…")]`.
pub(super) fn serde_value(attributes: &[Attribute], key: &str) -> Option<String> {
    attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("serde"))
        .filter_map(|attribute| {
            attribute
                .parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated)
                .ok()
        })
        .flatten()
        .find_map(|meta| match meta {
            Meta::NameValue(pair) if pair.path.is_ident(key) => match pair.value {
                Expr::Lit(ExprLit {
                    lit: Lit::Str(text),
                    ..
                }) => Some(text.value()),
                _ => None,
            },
            _ => None,
        })
}

/// Takes a trait out of a `#[derive(…)]`, whatever path it is written with.
pub(super) fn remove_derives(attributes: &mut [Attribute], names: &[&str]) {
    for attribute in attributes
        .iter_mut()
        .filter(|attribute| attribute.path().is_ident("derive"))
    {
        let Ok(derives) =
            attribute.parse_args_with(Punctuated::<syn::Path, Token![,]>::parse_terminated)
        else {
            continue;
        };
        let kept = derives.iter().filter(|path| {
            path.segments
                .last()
                .is_none_or(|segment| names.iter().all(|name| segment.ident != name))
        });
        *attribute = syn::parse_quote!(#[derive(#(#kept),*)]);
    }
}

/// Whether an `impl` is of a trait of this name for a type of this name.
pub(super) fn implements(item: &syn::ItemImpl, name: &str, of: &str) -> bool {
    let is = |path: &syn::Path, ident: &str| {
        path.segments
            .last()
            .is_some_and(|segment| segment.ident == ident)
    };
    let type_matches = matches!(&*item.self_ty, syn::Type::Path(target) if is(&target.path, of));
    type_matches && item.trait_.as_ref().is_some_and(|(path, _)| is(path, name))
}

/// Whether this is where the client's own methods stand.
pub(super) fn is_client(item: &syn::ItemImpl) -> bool {
    item.trait_.is_none()
        && matches!(&*item.self_ty, syn::Type::Path(target) if target.path.is_ident("Client"))
}
