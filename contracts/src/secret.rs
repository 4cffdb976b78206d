//! Secrets on the wire: their own types, which print nothing of themselves.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::limits;

/// A session token: whoever has it is the customer. It is sent as `Authorization: Bearer`, and kept out
/// of URLs and logs.
#[derive(Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
pub struct Stoken(
    #[schemars(length(min = 1, max = "limits::TOKEN"), regex(pattern = r"^[!-~]+$"))] pub String,
);

/// The token of a manage link: it works once.
#[derive(Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
pub struct ManageToken(
    #[schemars(length(min = 1, max = "limits::TOKEN"), regex(pattern = r"^[!-~]+$"))] pub String,
);

impl fmt::Debug for Stoken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Stoken(redacted)")
    }
}

impl fmt::Debug for ManageToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ManageToken(redacted)")
    }
}
