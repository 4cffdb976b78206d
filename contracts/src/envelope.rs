//! What every success is wrapped in.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::limits;

/// One thing.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[schemars(rename = "{T}Data")]
pub struct Data<T> {
    /// The thing.
    pub data: T,
}

/// A page of things.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "{T}Page")]
pub struct Page<T> {
    /// The things, in order.
    #[schemars(length(max = "limits::PAGE"))]
    pub data: Vec<T>,
    /// For `pageToken` of the next call; absent on the last page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = "limits::TOKEN"))]
    pub next_page_token: Option<String>,
}

/// Which page of a list.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PageQuery {
    /// How many at most.
    #[serde(default)]
    #[schemars(range(min = 1, max = "limits::PAGE"))]
    pub limit: Option<u32>,
    /// Where the page before ended.
    #[serde(default)]
    #[schemars(length(min = 1, max = "limits::TOKEN"), regex(pattern = r"^[!-~]+$"))]
    pub page_token: Option<String>,
}
