//! Names of things: what they may look like, and that no two share one.

use std::{cell::RefCell, collections::BTreeMap};

use scheduler_contracts::{ids::TenantSlug, limits};
use uuid::Uuid;

use crate::handwritten::{field::Field, problem::Place};

/// Slugs no tenant can have: on sites of many tenants their pages stand under `/{slug}`, and these are
/// the site's own.
const TAKEN: [&str; 4] = ["assets", "health", "metrics", "ready"];

/// Names seen so far, each with where it was first seen.
pub(super) struct Unique<N> {
    kind: &'static str,
    seen: RefCell<BTreeMap<N, Place>>,
}

impl<N: Clone + Ord> Unique<N> {
    /// None seen; `kind` is what a name is called.
    pub(super) fn new(kind: &'static str) -> Self {
        Self {
            kind,
            seen: RefCell::default(),
        }
    }

    /// The name, if nobody has it yet.
    pub(super) fn claim(&self, field: &Field<'_>, name: N) -> Option<N> {
        let mut seen = self.seen.borrow_mut();
        if let Some(first) = seen.get(&name) {
            return field.refuse(format_args!(
                "this {} is taken by {first}; give each its own",
                self.kind
            ));
        }
        seen.insert(name.clone(), field.place().clone());
        Some(name)
    }

    /// Whether somebody has that name.
    pub(super) fn knows(&self, name: &N) -> bool {
        self.seen.borrow().contains_key(name)
    }
}

/// A tenant's slug.
pub(super) fn slug(field: &Field<'_>) -> Option<TenantSlug> {
    let slug = field.line(1..=limits::SLUG)?;
    let inside = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if !slug.bytes().all(inside) || slug.starts_with('-') || slug.ends_with('-') {
        return field.refuse(format_args!(
            "`{slug}` can't stand in a URL as it is; write small letters, digits and dashes between them"
        ));
    }
    if TAKEN.contains(&slug) {
        return field.refuse(format_args!(
            "sites of many tenants have a page of their own at `/{slug}`; choose another"
        ));
    }
    Some(TenantSlug(slug.to_owned()))
}

/// The id of a service or of a member of staff.
pub(super) fn uuid(field: &Field<'_>) -> Option<Uuid> {
    let text = field.text()?;
    let id = Uuid::try_parse(text).ok();
    match id.filter(|id| !id.is_nil() && id.hyphenated().to_string() == text) {
        Some(id) => Some(id),
        None => field.refuse(format_args!(
            "`{text}` is no id; write a UUID in small letters such as `{}`, and keep it forever",
            "0197a3c0-7b1e-7c44-9d2a-5f0e6b8c1d23"
        )),
    }
}
