//! Which version a change needs.
//!
//! From 1.0.0 on, what breaks needs a major version and any other change a minor one. Below it, where semver promises
//! least, what breaks needs a minor version and any other change a patch. Anything may follow a pre-release.

use contract_compat::Verdict;
use semver::Version;

/// How much a version must be raised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bump {
    /// Not at all.
    None,
    /// By a version that promises nothing broke.
    Compatible,
    /// By a version that says something broke.
    Breaking,
}

impl From<Verdict> for Bump {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Identical => Self::None,
            Verdict::Compatible => Self::Compatible,
            Verdict::Breaking => Self::Breaking,
        }
    }
}

/// The lowest version that may follow one.
#[must_use]
pub fn lowest(last: &Version, bump: Bump) -> Version {
    if bump == Bump::None {
        return last.clone();
    }
    if !last.pre.is_empty() {
        return Version::new(last.major, last.minor, last.patch);
    }
    match (last.major, bump) {
        (0, Bump::Compatible) => Version::new(0, last.minor, last.patch + 1),
        (0, _) => Version::new(0, last.minor + 1, 0),
        (_, Bump::Compatible) => Version::new(last.major, last.minor + 1, 0),
        (..) => Version::new(last.major + 1, 0, 0),
    }
}

/// Whether a version says enough about what changed since the last one.
#[must_use]
pub fn suffices(last: &Version, bump: Bump, version: &Version) -> bool {
    if !last.pre.is_empty() && bump != Bump::None {
        return version > last;
    }
    let core = Version::new(version.major, version.minor, version.patch);
    match bump {
        Bump::None => version >= last,
        // A pre-release of a version announces what that version does.
        _ => core >= lowest(last, bump),
    }
}

#[cfg(test)]
mod tests {
    use semver::Version;

    use super::{Bump, lowest, suffices};

    fn version(text: &str) -> Version {
        Version::parse(text).expect("a version")
    }

    #[test]
    fn a_break_needs_a_major_version_and_below_one_a_minor() {
        for (last, bump, expected) in [
            ("1.4.2", Bump::Breaking, "2.0.0"),
            ("1.4.2", Bump::Compatible, "1.5.0"),
            ("1.4.2", Bump::None, "1.4.2"),
            ("0.4.2", Bump::Breaking, "0.5.0"),
            ("0.4.2", Bump::Compatible, "0.4.3"),
            ("2.0.0-rc.1", Bump::Breaking, "2.0.0"),
        ] {
            assert_eq!(
                lowest(&version(last), bump),
                version(expected),
                "{last} {bump:?}"
            );
        }
    }

    #[test]
    fn a_version_says_enough_or_does_not() {
        for (last, bump, next, enough) in [
            ("1.4.2", Bump::Compatible, "1.4.2", false),
            ("1.4.2", Bump::Compatible, "1.4.3", false),
            ("1.4.2", Bump::Compatible, "2.0.0", true),
            ("1.4.2", Bump::Breaking, "1.5.0", false),
            ("1.4.2", Bump::Breaking, "2.0.0-rc.1", true),
            ("2.0.0-rc.1", Bump::Breaking, "2.0.0-rc.2", true),
            ("2.0.0-rc.1", Bump::Breaking, "2.0.0-rc.1", false),
            ("1.4.2", Bump::None, "1.4.1", false),
        ] {
            assert_eq!(
                suffices(&version(last), bump, &version(next)),
                enough,
                "{last} to {next}, {bump:?}"
            );
        }
    }
}
