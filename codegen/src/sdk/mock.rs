//! Puts the generated mock server right where it expects or answers something else than the SDK sends or reads.

use std::collections::BTreeMap;

use quote::format_ident;
use serde_json::Value;
use syn::{
    Expr, File, ImplItem, ImplItemFn, Item, ItemImpl, Type, parse_quote,
    visit_mut::{VisitMut, visit_expr_mut},
};

use crate::document;

/// Answers of media types other than JSON take their text, and path patterns need no crate of their own.
pub(super) fn complete(file: &mut File, document: &Value) {
    PatternsAsText.visit_file_mut(file);
    InstantsAsSent.visit_file_mut(file);
    let answers = text_answers(document);
    for item in &mut file.items {
        let Item::Mod(module) = item else { continue };
        for item in module.content.iter_mut().flat_map(|(_, items)| items) {
            if let Item::Impl(found) = item
                && let Some(media_type) = type_name(found).and_then(|name| answers.get(&name))
            {
                answer_text(found, media_type);
            }
        }
    }
}

/// The media types of successes that aren't JSON, by the name progenitor gives the answering type.
fn text_answers(document: &Value) -> BTreeMap<String, String> {
    document::operations(document)
        .filter_map(|operation| {
            let media_type = document::success_media_type(operation.definition)?;
            (media_type != "application/json")
                .then(|| (pascal_case(operation.id) + "Then", media_type.to_owned()))
        })
        .collect()
}

fn pascal_case(id: &str) -> String {
    id.split('_')
        .flat_map(|word| {
            let (first, rest) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
            [first.to_uppercase(), rest.to_owned()]
        })
        .collect()
}

fn type_name(item: &ItemImpl) -> Option<String> {
    match &*item.self_ty {
        Type::Path(target) => Some(target.path.get_ident()?.to_string()),
        _ => None,
    }
}

fn answer_text(item: &mut ItemImpl, media_type: &str) {
    let name = format_ident!("ok");
    for item in &mut item.items {
        if let ImplItem::Fn(function) = item
            && function.sig.ident == name
        {
            *function = parse_quote! {
                pub fn ok(self, value: impl ::std::convert::AsRef<str>) -> Self {
                    Self(self.0.status(200u16).header("content-type", #media_type).body(value.as_ref()))
                }
            };
        }
    }
}

/// Turns `regex::Regex::new(pattern).unwrap()` into the pattern, which httpmock takes as well.
struct PatternsAsText;

impl VisitMut for PatternsAsText {
    fn visit_expr_mut(&mut self, expression: &mut Expr) {
        if let Some(pattern) = pattern_of(expression) {
            *expression = pattern;
        }
        visit_expr_mut(self, expression);
    }
}

fn pattern_of(expression: &Expr) -> Option<Expr> {
    let Expr::MethodCall(unwrap) = expression else {
        return None;
    };
    let Expr::Call(call) = &*unwrap.receiver else {
        return None;
    };
    let Expr::Path(function) = &*call.func else {
        return None;
    };
    let path: Vec<String> = function
        .path
        .segments
        .iter()
        .map(|segment| segment.ident.to_string())
        .collect();
    if unwrap.method != "unwrap" || path != ["regex", "Regex", "new"] {
        return None;
    }
    match call.args.first()? {
        Expr::Reference(reference) => Some((*reference.expr).clone()),
        other => Some(other.clone()),
    }
}

/// The SDK sends instants as RFC 3339; their `to_string` is something else.
struct InstantsAsSent;

impl VisitMut for InstantsAsSent {
    fn visit_impl_item_fn_mut(&mut self, function: &mut ImplItemFn) {
        if quote::ToTokens::to_token_stream(&function.sig)
            .to_string()
            .contains("DateTime")
        {
            Rfc3339.visit_block_mut(&mut function.block);
        }
    }
}

struct Rfc3339;

impl VisitMut for Rfc3339 {
    fn visit_expr_mut(&mut self, expression: &mut Expr) {
        if let Expr::MethodCall(call) = expression
            && call.method == "to_string"
        {
            let receiver = &call.receiver;
            *expression =
                parse_quote!(#receiver.to_rfc3339_opts(::chrono::SecondsFormat::AutoSi, true));
        }
        visit_expr_mut(self, expression);
    }
}
