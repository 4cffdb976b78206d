//! Reads an answer within bounds and judges whether it fits the contract, before the generated code
//! sees it.

use std::sync::Arc;

use bytes::{Bytes, BytesMut};
use reqwest::{Response, StatusCode, header::HeaderMap};

use crate::{
    drift::{Drift, Named},
    misfit,
    types::{ApiError, DriftPlace, ErrorBody},
};

/// An answer read whole.
pub(crate) struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    /// `None` if it is longer than is read.
    body: Option<Bytes>,
    limit: usize,
}

/// What is known of a call when its answer turns out not to be one; kept in the extensions of the
/// response, where [`crate::Error`] finds it.
#[derive(Clone)]
pub(crate) struct Context {
    pub(crate) operation: &'static str,
    pub(crate) trouble: Option<Arc<Trouble>>,
}

/// Why an answer is none.
pub(crate) enum Trouble {
    /// It doesn't fit the contract.
    Drift(Drift),
    /// It is longer than this client reads.
    TooLong { limit: usize },
    /// It isn't a Nexus server's.
    Foreign { status: StatusCode },
}

impl Answer {
    /// Reads an answer's body, at most `limit` bytes of it.
    pub(crate) async fn read(mut response: Response, limit: usize) -> reqwest::Result<Self> {
        let status = response.status();
        let headers = std::mem::take(response.headers_mut());
        let announced = response.content_length().unwrap_or_default();
        let mut body = BytesMut::new();
        let mut whole = usize::try_from(announced).is_ok_and(|announced| announced <= limit);
        while whole && let Some(chunk) = response.chunk().await? {
            whole = body.len().saturating_add(chunk.len()) <= limit;
            body.extend_from_slice(&chunk);
        }
        Ok(Self {
            status,
            headers,
            body: whole.then(|| body.freeze()),
            limit,
        })
    }

    pub(crate) fn status(&self) -> StatusCode {
        self.status
    }

    pub(crate) fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Whether the same call is being answered at this moment.
    pub(crate) fn is_in_progress(&self) -> bool {
        let refusal = self
            .body
            .as_deref()
            .map(serde_json::from_slice::<ErrorBody>);
        self.status == StatusCode::CONFLICT
            && matches!(
                refusal,
                Some(Ok(ErrorBody {
                    error: ApiError::InProgress { .. }
                }))
            )
    }

    /// A response for the generated code: this answer, or one of a status no contract has if this
    /// is no answer to `operation`.
    pub(crate) fn into_response(self, operation: &'static str) -> Response {
        let trouble = self.trouble(operation);
        let status = match trouble {
            None => self.status,
            Some(_) => StatusCode::from_u16(999).unwrap_or(StatusCode::SWITCHING_PROTOCOLS),
        };
        let mut response = http::Response::new(self.body.unwrap_or_default());
        *response.status_mut() = status;
        *response.headers_mut() = self.headers;
        response.extensions_mut().insert(Context {
            operation,
            trouble: trouble.map(Arc::new),
        });
        Response::from(response)
    }

    fn trouble(&self, operation: &'static str) -> Option<Trouble> {
        let server_version = Named::in_headers(&self.headers).map(|named| named.version);
        let Some(body) = &self.body else {
            return Some(Trouble::TooLong { limit: self.limit });
        };
        let place = if self.status.is_success() {
            misfit::of_success(operation, body)?
        } else if self.status.is_client_error() || self.status.is_server_error() {
            let place = misfit::first::<ErrorBody>(body)?;
            if self.is_missing_route(body) {
                no_such_operation()
            } else if server_version.is_some() {
                place
            } else {
                return Some(Trouble::Foreign {
                    status: self.status,
                });
            }
        } else {
            return None;
        };
        Some(Trouble::Drift(Drift::of_answer(
            Some(operation),
            server_version,
            vec![place],
        )))
    }

    /// Whether this is how the server's router, which knows no contract, says that it has no such
    /// path or method.
    fn is_missing_route(&self, body: &[u8]) -> bool {
        let router = matches!(
            self.status,
            StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED
        );
        router
            && serde_json::from_slice::<serde_json::Value>(body)
                .is_ok_and(|json| json.get("request_id").is_some() && json.get("message").is_some())
    }
}

fn no_such_operation() -> DriftPlace {
    DriftPlace {
        at: "path".to_owned(),
        expected: "an operation of the server".to_owned(),
        found: "missing".to_owned(),
    }
}
