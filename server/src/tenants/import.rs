//! From the text of a file to tenants, or to everything that is wrong with it.
//!
//! Reading changes nothing. Whoever stores what comes out stores all of it in one transaction, so that
//! an import happens whole or not at all, and happening twice changes nothing more.
//!
//! ```
//! use scheduler_server::tenants::import;
//!
//! let refused = import::read("[[tenants]]\nslug = 'Stillwater'\n", "tenants.toml").unwrap_err();
//! assert!(refused.to_string().contains("tenants.toml:2: tenants[Stillwater].slug: "));
//! ```

use super::{definition::TenantDefinition, validate};
use crate::handwritten::{
    field::Field,
    problem::{Findings, Listed, Problem},
    value::Value,
};

/// The tenants of a file that has no problems.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// In the order they are written.
    pub tenants: Vec<TenantDefinition>,
    /// What is allowed, but likely not meant. To be shown, not to be stopped at.
    pub warnings: Vec<Problem>,
}

/// Reads a file of tenants; `file` is what its messages call it.
///
/// # Errors
/// Every problem in it, if there is any.
pub fn read(text: &str, file: &str) -> Result<Import, ImportError> {
    let refused = |problems| ImportError {
        file: file.to_owned(),
        problems,
    };
    let written = Value::parse(text, file).map_err(refused)?;
    let findings = Findings::default();
    let tenants = Field::whole(&written, &findings).table(validate::tenants_file);
    match (tenants, findings.sorted()) {
        (Some(file), (problems, warnings)) if problems.is_empty() => Ok(Import {
            tenants: file.tenants,
            warnings,
        }),
        (_, (problems, _)) => Err(refused(problems)),
    }
}

/// A file of tenants that nothing was taken from.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file} can't be imported, and nothing was changed. Problems: {}{}", .problems.len(), Listed(.problems))]
pub struct ImportError {
    /// Which file.
    pub file: String,
    /// Everything that must be changed in it, in the order of its lines.
    pub problems: Vec<Problem>,
}
