//! Keeps a client alive when an open enum or union grows.
//!
//! progenitor closes every enum. A component with `x-open: true` gets one more variant, `Unknown`, which keeps a
//! member this contract doesn't know as it came. A member it does know is still read strictly: a known tag over
//! content that doesn't fit is an error, never `Unknown`.

use quote::{format_ident, quote};
use serde_json::Value;
use syn::{
    Arm, ExprMatch, File, Item, ItemEnum, Pat,
    visit_mut::{VisitMut, visit_item_enum_mut},
};

use super::syntax::{implements, remove_derives, serde_value, types};
use crate::Error;

/// Opens every component the document declares open.
pub(super) fn open(file: &mut File, document: &Value) -> Result<(), Error> {
    let names = open_components(document);
    let Some(items) = types(file) else {
        return Err(Error::Client(
            "progenitor wrote no module `types`".to_owned(),
        ));
    };
    let mut unions = false;
    for name in names {
        let position = items
            .iter()
            .position(|item| matches!(item, Item::Enum(found) if found.ident == name));
        let Some(Item::Enum(closed)) = position.and_then(|at| items.get_mut(at)) else {
            return Err(refused(&name, "it is neither an enum nor a tagged union"));
        };
        if closed
            .variants
            .iter()
            .any(|variant| variant.ident == "Unknown")
        {
            return Err(refused(&name, "it has a member called `unknown` already"));
        }
        match serde_value(&closed.attrs, "tag") {
            Some(tag) => {
                let written = open_union(closed, &tag)?;
                items.extend(written);
                unions = true;
            }
            None if closed
                .variants
                .iter()
                .all(|variant| variant.fields.is_empty()) =>
            {
                open_enum(closed);
                open_conversions(items, &name);
            }
            None => {
                return Err(refused(
                    &name,
                    "its members have no tag: give each a property of the same name with one value",
                ));
            }
        }
    }
    if unions {
        items.extend(unknown());
    }
    Ok(())
}

fn open_components(document: &Value) -> Vec<String> {
    let schemas = document
        .pointer("/components/schemas")
        .and_then(Value::as_object);
    let mut names: Vec<String> = schemas
        .into_iter()
        .flatten()
        .filter(|(_, schema)| schema.get("x-open") == Some(&Value::Bool(true)))
        .map(|(name, _)| name.clone())
        .collect();
    names.sort();
    names
}

fn refused(name: &str, reason: &str) -> Error {
    Error::Client(format!(
        "the component `{name}` is declared open (`x-open`), but {reason}"
    ))
}

/// The variant `Unknown`, and serde by way of a private copy that knows the members by their tag.
fn open_union(closed: &mut ItemEnum, tag: &str) -> Result<Vec<Item>, Error> {
    let name = closed.ident.clone();
    let private = format_ident!("Known{name}");
    let known: Vec<String> = closed
        .variants
        .iter()
        .map(|variant| {
            serde_value(&variant.attrs, "rename").unwrap_or_else(|| variant.ident.to_string())
        })
        .collect();

    let mut copy = closed.clone();
    copy.ident = private.clone();
    copy.vis = syn::Visibility::Inherited;
    remove_derives(
        &mut copy.attrs,
        &["Clone", "Debug", "PartialEq", "Eq", "Hash"],
    );
    WithoutDocs.visit_item_enum_mut(&mut copy);
    let remote = name.to_string();
    copy.attrs
        .push(syn::parse_quote!(#[serde(remote = #remote)]));
    copy.attrs.push(syn::parse_quote!(#[allow(dead_code)]));
    copy.variants.push(syn::parse_quote!(
        #[serde(skip)]
        Unknown(Unknown)
    ));

    remove_derives(&mut closed.attrs, &["Serialize", "Deserialize"]);
    closed
        .attrs
        .retain(|attribute| !attribute.path().is_ident("serde"));
    for variant in &mut closed.variants {
        variant
            .attrs
            .retain(|attribute| !attribute.path().is_ident("serde"));
        for field in &mut variant.fields {
            field
                .attrs
                .retain(|attribute| !attribute.path().is_ident("serde"));
        }
    }
    closed.variants.push(syn::parse_quote!(
        ///A member this contract doesn't know: the server's is newer.
        Unknown(Unknown)
    ));

    let impls: File = syn::parse2(quote! {
        impl ::serde::Serialize for #name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                match self {
                    Self::Unknown(unknown) => ::serde::Serialize::serialize(&unknown.json, serializer),
                    known => #private::serialize(known, serializer),
                }
            }
        }
        impl<'de> ::serde::Deserialize<'de> for #name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                let json = <::serde_json::Value as ::serde::Deserialize>::deserialize(deserializer)?;
                match json.get(#tag).and_then(::serde_json::Value::as_str) {
                    None | Some(#(#known)|*) => {
                        #private::deserialize(json).map_err(<D::Error as ::serde::de::Error>::custom)
                    }
                    Some(name) => Ok(Self::Unknown(Unknown { name: name.to_owned(), json })),
                }
            }
        }
    })?;
    let mut written = vec![Item::Enum(copy)];
    written.extend(impls.items);
    Ok(written)
}

/// What the variant `Unknown` of a union holds.
fn unknown() -> Vec<Item> {
    vec![
        syn::parse_quote!(
            ///A member of an open union that this contract doesn't know, kept as it came.
            #[derive(Clone, Debug, PartialEq)]
            pub struct Unknown {
                name: ::std::string::String,
                json: ::serde_json::Value,
            }
        ),
        syn::parse_quote!(
            impl Unknown {
                ///What the server calls it: the value of the union's tag.
                #[must_use]
                pub fn name(&self) -> &str {
                    &self.name
                }

                ///All of it, as it came.
                #[must_use]
                pub fn json(&self) -> &::serde_json::Value {
                    &self.json
                }
            }
        ),
    ]
}

fn open_enum(closed: &mut ItemEnum) {
    remove_derives(&mut closed.attrs, &["Copy"]);
    closed.variants.push(syn::parse_quote!(
        ///A value this contract doesn't know: the server's is newer.
        #[serde(untagged)]
        Unknown(::std::string::String)
    ));
}

/// typify writes an enum's `Display` and `FromStr` as one `match` each.
fn open_conversions(items: &mut [Item], name: &str) {
    for item in items {
        let Item::Impl(found) = item else { continue };
        if implements(found, "Display", name) {
            Matches(|found: &mut ExprMatch| {
                found.expr = syn::parse_quote!(self);
                found
                    .arms
                    .push(syn::parse_quote!(Self::Unknown(value) => f.write_str(value),));
            })
            .visit_item_impl_mut(found);
        } else if implements(found, "FromStr", name) {
            Matches(|found: &mut ExprMatch| {
                let known: Vec<Arm> = found
                    .arms
                    .iter()
                    .filter(|arm| !matches!(arm.pat, Pat::Wild(_)))
                    .cloned()
                    .collect();
                found.arms = known;
                found
                    .arms
                    .push(syn::parse_quote!(_ => Ok(Self::Unknown(value.to_owned())),));
            })
            .visit_item_impl_mut(found);
        }
    }
}

struct Matches<F>(F);

impl<F: FnMut(&mut ExprMatch)> VisitMut for Matches<F> {
    fn visit_expr_match_mut(&mut self, found: &mut ExprMatch) {
        (self.0)(found);
    }
}

struct WithoutDocs;

impl VisitMut for WithoutDocs {
    fn visit_item_enum_mut(&mut self, item: &mut ItemEnum) {
        item.attrs
            .retain(|attribute| !attribute.path().is_ident("doc"));
        visit_item_enum_mut(self, item);
    }

    fn visit_variant_mut(&mut self, variant: &mut syn::Variant) {
        variant
            .attrs
            .retain(|attribute| !attribute.path().is_ident("doc"));
        for field in &mut variant.fields {
            field
                .attrs
                .retain(|attribute| !attribute.path().is_ident("doc"));
        }
    }
}
