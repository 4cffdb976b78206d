//! The body of a request, not yet read.

use std::marker::PhantomData;

use async_trait::async_trait;
use dropshot::{
    ApiEndpointBodyContentType, ExclusiveExtractor, ExtractorMetadata, HttpError, RequestContext,
    ServerContext, TypedBody,
};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;

/// A JSON body of type `T`. The server reads it once it knows that the contracts agree.
#[derive(Debug)]
pub struct Body<T> {
    request: hyper::Request<dropshot::Body>,
    of: PhantomData<fn() -> T>,
}

impl<T> Body<T> {
    /// The request with its body unread.
    #[must_use]
    pub fn into_request(self) -> hyper::Request<dropshot::Body> {
        self.request
    }
}

#[async_trait]
impl<T: DeserializeOwned + JsonSchema + Send + Sync + 'static> ExclusiveExtractor for Body<T> {
    async fn from_request<C: ServerContext>(
        _: &RequestContext<C>,
        request: hyper::Request<dropshot::Body>,
    ) -> Result<Self, HttpError> {
        Ok(Self {
            request,
            of: PhantomData,
        })
    }

    fn metadata(content: ApiEndpointBodyContentType) -> ExtractorMetadata {
        <TypedBody<T> as ExclusiveExtractor>::metadata(content)
    }
}

/// The operation has no body, and says so to whoever sends one.
#[derive(Debug)]
pub struct NoBody {
    request: hyper::Request<dropshot::Body>,
}

impl NoBody {
    /// The request with whatever body it has unread.
    #[must_use]
    pub fn into_request(self) -> hyper::Request<dropshot::Body> {
        self.request
    }
}

#[async_trait]
impl ExclusiveExtractor for NoBody {
    async fn from_request<C: ServerContext>(
        _: &RequestContext<C>,
        request: hyper::Request<dropshot::Body>,
    ) -> Result<Self, HttpError> {
        Ok(Self { request })
    }

    fn metadata(_: ApiEndpointBodyContentType) -> ExtractorMetadata {
        ExtractorMetadata {
            extension_mode: dropshot::ExtensionMode::None,
            parameters: Vec::new(),
        }
    }
}
