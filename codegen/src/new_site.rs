//! `cargo codegen new-site NAME`: a tenant's site that builds and books at once.
//!
//! What it writes is what stands in `templates/site`, under another name. The end-to-end tests write such a site, build
//! it and book through it.

use thiserror::Error;

use crate::{Error, Workspace, generate::Change};

/// The folder sites are written to, below the workspace's top.
pub const FOLDER: &str = "sites";
/// The tenant a site is for unless it is told: the practice that `cargo run` knows.
pub const TENANT: &str = "stillwater";

/// Where its visitors find it until it is told otherwise.
const URL: &str = "http://127.0.0.1:8704";
/// Characters of a name at most: cargo's limit.
const LONGEST: usize = 64;
/// Names cargo or Rust has for itself.
const RESERVED: [&str; 7] = ["alloc", "build", "core", "deps", "examples", "std", "test"];

/// The files of a site, by their path in it. They name it as [`SAMPLE`] does.
const FILES: [(&str, &str); 6] = [
    ("Cargo.toml", include_str!("../templates/site/Cargo.toml")),
    ("site.toml", include_str!("../templates/site/site.toml")),
    ("src/main.rs", include_str!("../templates/site/src/main.rs")),
    ("src/lib.rs", include_str!("../templates/site/src/lib.rs")),
    (
        "src/home.html",
        include_str!("../templates/site/src/home.html"),
    ),
    (
        "src/style.css",
        include_str!("../templates/site/src/style.css"),
    ),
];

/// What the templates call their site: as a package, as a crate, in words.
const SAMPLE: [&str; 3] = ["my-practice", "my_practice", "My practice"];

/// Why a site may not be written.
#[derive(Debug, Error)]
pub enum Refusal {
    /// It can't be a package's name.
    #[error("`{name}` can't be a site's name: {reason}; try a name like `my-practice`")]
    Name {
        /// As it was given.
        name: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// Something has this name already.
    #[error("there is a package `{0}` in Cargo.lock already; choose another name")]
    Taken(String),
    /// Something stands where it would be written.
    #[error("{0} is there already; choose another name, or remove it first")]
    Present(String),
    /// It can't be a tenant's slug.
    #[error(
        "`{0}` can't be a tenant's slug: it has small letters, digits and single dashes between them"
    )]
    Tenant(String),
}

/// A site that was written.
#[derive(Debug)]
pub struct NewSite {
    /// Its files.
    pub changes: Vec<Change>,
    /// What to do next.
    pub next: String,
}

/// Writes a site for a tenant.
///
/// # Errors
/// When the name or the slug can't be one, something of that name is there already, or a file can't be written.
pub fn new_site(workspace: &Workspace, name: &str, tenant: &str) -> Result<NewSite, Error> {
    let crate_name = crate_name(name)?;
    // A site that was written and built stands in Cargo.lock too: its folder is the better word for it.
    let folder = format!("{FOLDER}/{name}");
    if workspace.root().join(&folder).exists() {
        return Err(Refusal::Present(folder).into());
    }
    let lock = workspace.read("Cargo.lock")?.unwrap_or_default();
    if lock
        .lines()
        .any(|line| line == format!("name = \"{name}\""))
    {
        return Err(Refusal::Taken(name.to_owned()).into());
    }
    if !is_kebab(tenant) {
        return Err(Refusal::Tenant(tenant.to_owned()).into());
    }
    let words = in_words(name);
    let [package, library, title] = SAMPLE;
    let mut changes = Vec::new();
    for (path, template) in FILES {
        let text = template
            .replace(package, name)
            .replace(library, &crate_name)
            .replace(title, &words)
            .replace(&format!("\"{TENANT}\""), &format!("\"{tenant}\""));
        let path = format!("{folder}/{path}");
        workspace.write(&path, &text)?;
        changes.push(Change::Wrote(path));
    }
    Ok(NewSite {
        changes,
        next: next(name, &folder, tenant),
    })
}

fn next(name: &str, folder: &str, tenant: &str) -> String {
    format!(
        "
Build the scheduling server and the site together, then start each in a terminal of its own:

    cargo build --package scheduler-dev --package {name}
    cargo run -- --no-sites
    target/debug/{name} --config {folder}/site.toml

then open {URL} and book at `{tenant}`. docs/build-a-site.md goes on from there.
"
    )
}

/// The name as Rust has it, if it can be a package's.
fn crate_name(name: &str) -> Result<String, Refusal> {
    let refused = |reason| Refusal::Name {
        name: name.to_owned(),
        reason,
    };
    if name.len() > LONGEST {
        return Err(refused("it is too long"));
    }
    if !is_kebab(name) {
        return Err(refused(
            "it has small letters, digits and single dashes between them",
        ));
    }
    if name.starts_with(|first: char| first.is_ascii_digit()) {
        return Err(refused("it begins with a digit"));
    }
    let crate_name = name.replace('-', "_");
    if RESERVED.contains(&name) || syn::parse_str::<syn::Ident>(&crate_name).is_err() {
        return Err(refused("cargo or Rust needs the word for itself"));
    }
    Ok(crate_name)
}

fn is_kebab(name: &str) -> bool {
    let is_part = |part: &str| {
        !part.is_empty()
            && part
                .chars()
                .all(|character| character.is_ascii_lowercase() || character.is_ascii_digit())
    };
    name.split('-').all(is_part)
}

/// `kiln-and-clay` is Kiln and clay.
fn in_words(name: &str) -> String {
    let words = name.replace('-', " ");
    let mut characters = words.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => words,
    }
}
