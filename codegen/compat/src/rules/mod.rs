//! Every rule a finding can name: what it means, whom it breaks, an example, and how to make the change in two releases.
//!
//! A rule is an entry of data. Rules about schemas come as one entry for a whole `Twin`: the same change narrowed and widened, on
//! the request and on the response, so that no rule can be without its mirror. The comparison knows nothing of this module beyond ids.

mod operations;
mod parameters;
mod responses;
mod schemas;
mod source;
mod texts;

use std::sync::LazyLock;

use serde_json::Value;

use crate::report::{FindingVerdict, Side};

/// What a finding's rule means.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// The stable id that findings name.
    pub id: String,
    /// Whom it concerns.
    pub side: Side,
    /// How its findings are judged when they can be decided.
    pub verdict: FindingVerdict,
    /// The change in a few words.
    pub title: String,
    /// What happens to whom.
    pub breaks: String,
    /// How to reach the same end without breaking anybody.
    pub safe: String,
    /// The rule for the opposite change, or for the same change on the other side.
    pub mirror: String,
    /// A whole document before the change.
    pub old: Value,
    /// The document after it, on which this rule and no other finds something.
    pub new: Value,
    /// The part of the example worth showing, before and after.
    pub shown: (String, String),
}

/// One schema change with four rules: narrowed and widened, request and response.
pub(crate) struct Twin {
    pub(crate) facet: crate::compare::Facet,
    /// The change in a few words, narrowed and widened.
    pub(crate) titles: (&'static str, &'static str),
    /// A schema that accepts more, and one that accepts less.
    pub(crate) wide: &'static str,
    pub(crate) narrow: &'static str,
    /// How to narrow and how to widen without breaking anybody.
    pub(crate) safe: (&'static str, &'static str),
}

/// A rule about anything but schemas.
pub(crate) struct Single {
    pub(crate) id: &'static str,
    pub(crate) side: Side,
    pub(crate) verdict: FindingVerdict,
    pub(crate) title: &'static str,
    pub(crate) breaks: &'static str,
    pub(crate) safe: &'static str,
    pub(crate) mirror: &'static str,
    /// Members that replace those of a plain operation, before and after; `null` for no operation.
    pub(crate) old: &'static str,
    pub(crate) new: &'static str,
}

/// All rules, sorted by id.
#[must_use]
pub fn all() -> &'static [Rule] {
    static ALL: LazyLock<Vec<Rule>> = LazyLock::new(|| {
        let singles = [
            operations::RULES,
            parameters::RULES,
            responses::RULES,
            source::RULES,
        ];
        let mut rules: Vec<Rule> = schemas::TWINS.iter().flat_map(texts::of_twin).collect();
        rules.extend(singles.into_iter().flatten().map(texts::of_single));
        rules.sort_by(|left, right| left.id.cmp(&right.id));
        rules
    });
    &ALL
}

/// The rule with this id.
///
/// ```
/// let rule = contract_compat::rules::find("request-enum-value-removed").ok_or("no such rule")?;
/// assert_eq!(rule.mirror, "response-enum-value-added");
/// # Ok::<(), &str>(())
/// ```
#[must_use]
pub fn find(id: &str) -> Option<&'static Rule> {
    all().iter().find(|rule| rule.id == id)
}

impl Rule {
    /// The rule's page, as Markdown.
    #[must_use]
    pub fn page(&self) -> String {
        let verdict = match self.verdict {
            FindingVerdict::Compatible => "compatible",
            FindingVerdict::Undecided => "undecided",
            FindingVerdict::Breaking => "breaking",
        };
        format!(
            "# {id}\n\n{title}. Side: {side}. Verdict: {verdict}.\n\n## What it means\n\n{breaks}\n\n## Example\n\nBefore:\n\n```json\n{old}\n```\n\n\
             After:\n\n```json\n{new}\n```\n\n## The safe way, in two releases\n\n{safe}\n\n## Mirror\n\n`{mirror}`\n",
            id = self.id,
            title = self.title,
            side = self.side.name(),
            breaks = self.breaks,
            old = self.shown.0,
            new = self.shown.1,
            safe = self.safe,
            mirror = self.mirror,
        )
    }
}
