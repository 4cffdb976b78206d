//! Adds what progenitor drops, and takes away what a site must not call.

use std::collections::BTreeSet;

use serde_json::Value;
use syn::{Attribute, Fields, File, ImplItem, Item, Type};

use super::syntax::{is_client, serde_value, types};
use crate::{Error, document};

/// Completes a generated client in place.
pub(super) fn complete(file: &mut File, document: &Value) -> Result<(), Error> {
    remove_panicking_constructor(file);
    deprecate_operations(file, document);
    if let Some(items) = types(file) {
        deprecate_types(items, document);
        let conversions = conversions_from_text(items)?;
        items.extend(conversions);
    }
    Ok(())
}

/// `Client::new` unwraps; `new_with_client` remains.
fn remove_panicking_constructor(file: &mut File) {
    for item in &mut file.items {
        if let Item::Impl(found) = item
            && is_client(found)
        {
            found.items.retain(
                |item| !matches!(item, ImplItem::Fn(function) if function.sig.ident == "new"),
            );
        }
    }
}

fn deprecate_operations(file: &mut File, document: &Value) {
    let deprecated: BTreeSet<&str> = document::operations(document)
        .filter(|operation| is_deprecated(operation.definition))
        .map(|operation| operation.id)
        .collect();
    for item in &mut file.items {
        let Item::Impl(found) = item else { continue };
        if !is_client(found) {
            continue;
        }
        for item in &mut found.items {
            if let ImplItem::Fn(function) = item
                && deprecated.contains(function.sig.ident.to_string().as_str())
            {
                deprecate(&mut function.attrs);
            }
        }
    }
}

fn deprecate_types(items: &mut [Item], document: &Value) {
    let Some(schemas) = document
        .pointer("/components/schemas")
        .and_then(Value::as_object)
    else {
        return;
    };
    for item in items {
        let (name, attributes, fields) = match item {
            Item::Struct(found) => (&found.ident, &mut found.attrs, Some(&mut found.fields)),
            Item::Enum(found) => (&found.ident, &mut found.attrs, None),
            _ => continue,
        };
        let Some(schema) = schemas.get(&name.to_string()) else {
            continue;
        };
        if is_deprecated(schema) {
            deprecate(attributes);
        }
        if let Some(Fields::Named(fields)) = fields {
            for field in &mut fields.named {
                let property = serde_value(&field.attrs, "rename")
                    .or_else(|| field.ident.as_ref().map(ToString::to_string));
                let definition =
                    property.and_then(|property| schema.get("properties")?.get(property.as_str()));
                if definition.is_some_and(is_deprecated) {
                    deprecate(&mut field.attrs);
                }
            }
        }
    }
}

fn is_deprecated(definition: &Value) -> bool {
    definition.get("deprecated") == Some(&Value::Bool(true))
}

fn deprecate(attributes: &mut Vec<Attribute>) {
    attributes.push(syn::parse_quote!(#[deprecated = "the contract is about to drop it"]));
}

/// typify gives a newtype of text no `From<&str>`, so that `.slug("salon")` would not compile.
fn conversions_from_text(items: &[Item]) -> Result<Vec<Item>, Error> {
    items
        .iter()
        .filter_map(|item| match item {
            Item::Struct(found) => match &found.fields {
                Fields::Unnamed(fields) => Some((&found.ident, fields.unnamed.first()?)),
                _ => None,
            },
            _ => None,
        })
        .filter(|(_, field)| {
            matches!(&field.ty, Type::Path(target) if target.path.segments.last().is_some_and(|last| last.ident == "String"))
        })
        .map(|(name, _)| {
            Ok(syn::parse2(quote::quote! {
                impl ::std::convert::From<&str> for #name {
                    fn from(value: &str) -> Self {
                        Self(value.to_owned())
                    }
                }
            })?)
        })
        .collect()
}
