//! One query over HTTP: bounded in time and size, and every failure told apart.

use std::{sync::atomic::Ordering, time::Duration};

use graphql_client::{GraphQLQuery, PathFragment, QueryBody};
use reqwest::{
    Response,
    header::{AUTHORIZATION, CONTENT_TYPE},
};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{CartToken, Error, Shop};

const LARGEST_ANSWER: usize = 2 << 20;
const CHANNEL: &str = "vendure-token";
const CART: &str = "vendure-auth-token";

impl Shop {
    /// Asks `Q`, as the visitor with this cart.
    pub(super) async fn ask<Q: GraphQLQuery>(
        &self,
        variables: Q::Variables,
    ) -> Result<Q::ResponseData, Error> {
        self.ask_within::<Q>(self.patience, variables).await
    }

    /// The same for several changes in one call, which Vendure makes one after the other: it has twice the time.
    pub(super) async fn ask_for_steps<Q: GraphQLQuery>(
        &self,
        variables: Q::Variables,
    ) -> Result<Q::ResponseData, Error> {
        let patience = self.patience.saturating_mul(2);
        self.ask_within::<Q>(patience, variables).await
    }

    async fn ask_within<Q: GraphQLQuery>(
        &self,
        patience: Duration,
        variables: Q::Variables,
    ) -> Result<Q::ResponseData, Error> {
        let QueryBody {
            variables,
            query,
            operation_name,
        } = Q::build_query(variables);
        let body = serde_json::to_vec(&QueryBody {
            variables,
            query,
            operation_name,
        })
        .map_err(|error| Error::InvalidRequest(format!("`{operation_name}`: {error}")))?;
        let mut request = self
            .http
            .post(&self.url)
            .timeout(patience)
            .header(CONTENT_TYPE, "application/json")
            .header(CHANNEL, self.channel.as_str())
            .body(body);
        let kept = self.cart.lock().await.clone();
        if let Some(bearer) = kept.as_ref().and_then(CartToken::bearer) {
            request = request.header(AUTHORIZATION, bearer);
        }
        let answer = request.send().await;
        let answer = answer.map_err(|error| failed(&error, patience))?;
        let status = answer.status().as_u16();
        let newer = answer.headers().get(CART).and_then(|it| it.to_str().ok());
        if let Some(newer) = newer.and_then(CartToken::new) {
            *self.cart.lock().await = Some(newer);
        }
        let bytes = Self::read(answer, LARGEST_ANSWER, patience).await?;
        self.has_answered.store(true, Ordering::Relaxed);
        understand::<Q::ResponseData>(operation_name, status, &bytes, &self.channel)
    }

    /// A body, up to so many bytes.
    pub(super) async fn read(
        mut answer: Response,
        limit: usize,
        patience: Duration,
    ) -> Result<Vec<u8>, Error> {
        let mut bytes = Vec::new();
        let failed = |error: reqwest::Error| failed(&error, patience);
        while let Some(chunk) = answer.chunk().await.map_err(failed)? {
            if bytes.len().saturating_add(chunk.len()) > limit {
                return Err(Error::TooLarge { limit });
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(bytes)
    }
}

/// A call that had so long.
pub(super) fn failed(error: &reqwest::Error, patience: Duration) -> Error {
    match error.is_timeout() {
        true => Error::TooSlow(patience),
        false => Error::Unreachable(cause(error)),
    }
}

/// Data, or the first thing that is wrong. Vendure answers 200 with errors for what it refuses, and 400 with errors for a
/// query its schema doesn't have. Its messages quote what was sent, names and addresses included: none is kept.
fn understand<T: DeserializeOwned>(
    query: &'static str,
    status: u16,
    bytes: &[u8],
    channel: &super::ChannelToken,
) -> Result<T, Error> {
    let json = serde_json::from_slice::<Value>(bytes).map_err(|_| "it is no JSON".to_owned());
    let answer: graphql_client::Response<Value> = match json.and_then(fit) {
        Ok(answer) => answer,
        Err(_) if status != 200 => return Err(Error::Unavailable { status }),
        Err(reason) => {
            return Err(Error::Drift {
                query,
                reason: format!("it is no GraphQL answer: {reason}"),
            });
        }
    };
    if let Some(error) = answer.errors.into_iter().flatten().next() {
        let code = error
            .extensions
            .as_ref()
            .and_then(|it| it.get("code"))
            .and_then(Value::as_str)
            .unwrap_or_default();
        return Err(match code {
            "CHANNEL_NOT_FOUND" => Error::ChannelNotFound {
                token: channel.as_str().to_owned(),
            },
            "ENTITY_NOT_FOUND" => Error::NotFound,
            "GRAPHQL_VALIDATION_FAILED" | "GRAPHQL_PARSE_FAILED" | "BAD_USER_INPUT" => {
                Error::Drift {
                    query,
                    reason: format!("{code} at `{}`", place(error.path)),
                }
            }
            "INTERNAL_SERVER_ERROR" | "" => Error::Unavailable { status },
            other => Error::Refused {
                query,
                code: other.to_owned(),
            },
        });
    }
    if status != 200 {
        return Err(Error::Unavailable { status });
    }
    fit(answer.data.unwrap_or_default()).map_err(|reason| Error::Drift { query, reason })
}

/// A `T`, or where it isn't one and what it should be: never what it is, which may be personal.
fn fit<T: DeserializeOwned>(json: Value) -> Result<T, String> {
    serde_path_to_error::deserialize(json).map_err(|error| {
        let message = error.inner().to_string();
        // serde's message begins with the value and ends with what was expected.
        let expected = message.rsplit_once(", expected ");
        let expected = expected.filter(|_| message.starts_with("invalid "));
        let is_missing = message.starts_with("missing field `");
        match expected {
            Some((_, expected)) => format!("`{}` is not {expected}", error.path()),
            None if is_missing => format!("`{}` has a {message}", error.path()),
            None => format!("`{}` is something else", error.path()),
        }
    })
}

fn place(path: Option<Vec<PathFragment>>) -> String {
    let steps = path.into_iter().flatten().map(|step| step.to_string());
    steps.collect::<Vec<_>>().join("/")
}

/// The innermost cause, which is what a person can do something about. reqwest's own words repeat the URL.
fn cause(error: &reqwest::Error) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    cause.to_string()
}
