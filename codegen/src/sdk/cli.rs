//! The command-line client, as progenitor writes it, less what a shell must not see and with what it leaves open.
//!
//! A secret of a URL would stand in the list of processes and in the shell's history, so an operation that takes one
//! is left out: event streams, which the program has a command of its own for. What progenitor doesn't know how to
//! show is handed to the program.

use serde_json::Value;
use syn::{
    Expr, ExprMethodCall, File, Item, Stmt, Token, TraitItem, TypeParamBound,
    punctuated::Punctuated,
    visit_mut::{VisitMut, visit_arm_mut, visit_expr_mut},
};

use crate::document;

/// The operations a command line has.
pub(super) fn document(document: &Value) -> Value {
    let streams: Vec<(String, String)> = document::operations(document)
        .filter(|operation| {
            document::success_media_type(operation.definition) == Some("text/event-stream")
        })
        .map(|operation| (operation.path.to_owned(), operation.method.to_owned()))
        .collect();
    let mut document = document.clone();
    for (path, method) in streams {
        let item = document
            .get_mut("paths")
            .and_then(|paths| paths.get_mut(&path))
            .and_then(Value::as_object_mut);
        if let Some(item) = item {
            item.remove(&method);
        }
    }
    document
}

/// Completes what progenitor wrote.
pub(super) fn complete(file: &mut File) {
    AnswersAreShown.visit_file_mut(file);
    NoTemplate.visit_file_mut(file);
    NoSchemas.visit_file_mut(file);
    // The SDK's own `Error` is another.
    file.items.insert(
        1,
        syn::parse_quote!(
            use scheduler_sdk::CallError as Error;
        ),
    );
    for item in &mut file.items {
        if let Item::Trait(config) = item
            && config.ident == "CliConfig"
        {
            config.items.retain(|item| !is_of_lists(item));
            for item in &mut config.items {
                may_fail(item);
            }
            config.items.push(text());
        }
    }
}

/// Printing an answer may fail: the disk is full, the file not writable.
fn may_fail(item: &mut TraitItem) {
    if let TraitItem::Fn(function) = item
        && is_success(&function.sig.ident)
    {
        function.sig.output = syn::parse_quote!(-> anyhow::Result<()>);
    }
}

fn is_success(name: &syn::Ident) -> bool {
    name == "success_item" || name == "success_no_item"
}

/// For pages that dropshot's own extension marks, of which the contract has none.
fn is_of_lists(item: &TraitItem) -> bool {
    matches!(item, TraitItem::Fn(function) if function.sig.ident.to_string().starts_with("list_"))
}

fn text() -> TraitItem {
    syn::parse_quote!(
        fn success_text(
            &self,
            value: ResponseValue<ByteStream>,
        ) -> impl ::std::future::Future<Output = anyhow::Result<()>> + Send;
    )
}

/// progenitor writes `todo!()` for answers that aren't JSON, and takes it that others are always shown.
struct AnswersAreShown;

impl VisitMut for AnswersAreShown {
    fn visit_arm_mut(&mut self, arm: &mut syn::Arm) {
        if let Expr::Block(block) = &*arm.body {
            match block.block.stmts.as_slice() {
                [Stmt::Macro(only)] if only.mac.path.is_ident("todo") => {
                    *arm.body = syn::parse_quote!(self.config.success_text(r).await);
                }
                [Stmt::Expr(Expr::Macro(only), _)] if only.mac.path.is_ident("todo") => {
                    *arm.body = syn::parse_quote!(self.config.success_text(r).await);
                }
                [Stmt::Expr(Expr::MethodCall(told), _), Stmt::Expr(..)]
                    if is_success(&told.method) =>
                {
                    *arm.body = Expr::MethodCall(told.clone());
                }
                _ => {}
            }
        }
        visit_arm_mut(self, arm);
    }
}

/// An argument progenitor declares and does nothing with.
struct NoTemplate;

impl VisitMut for NoTemplate {
    fn visit_expr_mut(&mut self, expression: &mut Expr) {
        while let Expr::MethodCall(call) = expression
            && is_template(call)
        {
            *expression = (*call.receiver).clone();
        }
        visit_expr_mut(self, expression);
    }
}

fn is_template(call: &ExprMethodCall) -> bool {
    let argument = quote::ToTokens::to_token_stream(&call.args).to_string();
    call.method == "arg" && argument.contains(r#"Arg :: new ("json-body-template")"#)
}

/// Answers are shown as JSON; nobody asks for their schema.
struct NoSchemas;

impl VisitMut for NoSchemas {
    fn visit_predicate_type_mut(&mut self, predicate: &mut syn::PredicateType) {
        let kept: Punctuated<TypeParamBound, Token![+]> = predicate
            .bounds
            .iter()
            .filter(|bound| match bound {
                TypeParamBound::Trait(found) => found
                    .path
                    .segments
                    .first()
                    .is_none_or(|segment| segment.ident != "schemars"),
                _ => true,
            })
            .cloned()
            .collect();
        predicate.bounds = kept;
    }
}
