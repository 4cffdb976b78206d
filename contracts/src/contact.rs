//! How a customer is reached.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::limits;

/// The address a customer gives. It identifies them at one tenant, once they have proved it theirs.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Contact {
    /// By email.
    Email {
        /// The address; its case doesn't count.
        #[schemars(
            length(min = "limits::EMAIL_MIN", max = "limits::EMAIL"),
            regex(pattern = r"^[^@\s\u0000-\u001f\u007f]+@[^@\s\u0000-\u001f\u007f]+$")
        )]
        address: String,
    },
    /// By SMS.
    Phone {
        /// The number in E.164 form.
        #[schemars(regex(pattern = r"^\+[1-9][0-9]{6,14}$"))]
        number: String,
    },
}

/// Which kind of address a code was sent to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ContactKind {
    /// By email.
    Email,
    /// By SMS.
    Phone,
}
