//! The catalogue client's Rust, from its queries and the part of Vendure's schema they use.

use std::path::Path;

use graphql_client_codegen::{
    CodegenMode, GraphQLClientCodegenOptions, generate_module_token_stream_from_string,
};
use quote::quote;

use crate::{Error, Workspace, files::GeneratedFile};

/// The types of Vendure's Shop API that the queries use.
pub const SCHEMA: &str = "sdk/business-client/schema/vendure.graphql";
/// The folder of queries, a file each.
pub const QUERIES: &str = "sdk/business-client/schema/queries";

const MODULE: &str = "sdk/business-client/src/shop/generated/mod.rs";
const CLIENT: &str = "sdk/business-client/src/shop/generated/queries.rs";
const NOTICE: &str = "// @generated from sdk/business-client/schema by `cargo codegen generate`; edits are refused by `cargo codegen check`.\n";

/// A query, mutation or fragment file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// From the workspace's top folder.
    pub path: String,
    /// All of it.
    pub text: String,
}

/// The queries, sorted by path; none if the workspace has no catalogue client.
///
/// # Errors
/// When a file can't be read.
pub fn queries(workspace: &Workspace) -> Result<Vec<Query>, Error> {
    let mut queries = Vec::new();
    for path in workspace.files(QUERIES)? {
        if let Some(text) = workspace.read(&path)? {
            queries.push(Query { path, text });
        }
    }
    Ok(queries)
}

/// The generated files, the same on every machine; none if the workspace has no catalogue client.
///
/// # Errors
/// [`Error::Query`] when a query doesn't fit the schema.
pub fn files(workspace: &Workspace) -> Result<Vec<GeneratedFile>, Error> {
    let queries = queries(workspace)?;
    if queries.is_empty() {
        return Ok(Vec::new());
    }
    let schema = workspace.root().join(SCHEMA);
    let mut modules = Vec::new();
    for query in &queries {
        modules.push(module(query, &schema)?);
    }
    let client = prettyplease::unparse(&syn::parse2(quote! { #(#modules)* })?);
    Ok(vec![
        GeneratedFile {
            path: MODULE,
            text: format!(
                "{NOTICE}//! Generated from the queries in `schema/queries`.\n\
                 #![cfg_attr(rustfmt, rustfmt_skip)]\n\
                 #![allow(clippy::all, clippy::pedantic, clippy::restriction, rustdoc::all)]\n\
                 #![allow(dead_code, missing_docs, unreachable_pub, unused_imports)]\n\n\
                 mod queries;\n\npub(super) use queries::*;\n"
            ),
        },
        GeneratedFile {
            path: CLIENT,
            text: format!("{NOTICE}{client}"),
        },
    ])
}

fn module(query: &Query, schema: &Path) -> Result<proc_macro2::TokenStream, Error> {
    let mut options = GraphQLClientCodegenOptions::new(CodegenMode::Cli);
    options.set_response_derives("Clone,Debug,PartialEq".to_owned());
    options.set_variables_derives("Clone,Debug".to_owned());
    // A member of a union that is newer than the schema is read as `Unknown`.
    options.set_fragments_other_variant(true);
    options.set_skip_serializing_none(true);
    options.set_module_visibility(syn_2::parse_quote!(pub));
    options.set_custom_scalars_module(syn_2::parse_quote!(crate::shop::scalars));
    generate_module_token_stream_from_string(&query.text, schema, options).map_err(|error| {
        Error::Query {
            path: query.path.clone(),
            reason: error.to_string(),
        }
    })
}
