//! What an operation answers.

use std::marker::PhantomData;

use dropshot::{ApiEndpointResponse, Body, HttpError, HttpResponse};
use http::{Response, StatusCode};
use schemars::JsonSchema;
use serde::Serialize;

/// An answer of type `R`, or a failure, with its headers: dropshot drops the headers of a handler's
/// `Err`, so failures are answers too and `R` only tells the document what a success looks like.
#[derive(Debug)]
pub struct Answer<R> {
    response: Response<Body>,
    of: PhantomData<fn() -> R>,
}

impl<R> Answer<R> {
    /// Sends this response as it is.
    #[must_use]
    pub fn new(response: Response<Body>) -> Self {
        Self {
            response,
            of: PhantomData,
        }
    }
}

impl<R: HttpResponse> HttpResponse for Answer<R> {
    fn to_result(self) -> Result<Response<Body>, HttpError> {
        Ok(self.response)
    }

    fn response_metadata() -> ApiEndpointResponse {
        R::response_metadata()
    }

    fn status_code(&self) -> StatusCode {
        self.response.status()
    }
}

/// A calendar file (RFC 5545).
#[derive(Debug, Serialize, JsonSchema)]
pub struct CalendarFile(
    /// Its text.
    pub String,
);
