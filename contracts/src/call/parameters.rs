//! Path, query and header parameters: declared by type, read by the server.

use std::marker::PhantomData;

use async_trait::async_trait;
use dropshot::{
    ApiEndpointBodyContentType, ExtractorMetadata, HttpError, RequestContext, ServerContext,
    SharedExtractor,
};
use schemars::JsonSchema;
use serde::{Deserialize, de::DeserializeOwned};

use crate::limits;

/// The header of a stoken. In the document it becomes a security requirement.
pub(crate) const AUTHORIZATION: &str = "Authorization";

/// The variables of the path, one a field of `T`.
#[derive(Clone, Copy, Debug)]
pub struct Path<T>(PhantomData<fn() -> T>);

/// The query parameters, one a field of `T`.
#[derive(Clone, Copy, Debug)]
pub struct Query<T>(PhantomData<fn() -> T>);

macro_rules! declares {
    ($name:ident, $declaration:ident) => {
        #[async_trait]
        impl<T: DeserializeOwned + JsonSchema + Send + Sync + 'static> SharedExtractor
            for $name<T>
        {
            async fn from_request<C: ServerContext>(
                _: &RequestContext<C>,
            ) -> Result<Self, HttpError> {
                Ok(Self(PhantomData))
            }

            fn metadata(content: ApiEndpointBodyContentType) -> ExtractorMetadata {
                <dropshot::$declaration<T> as SharedExtractor>::metadata(content)
            }
        }
    };
}

declares!(Path, Path);
declares!(Query, Query);

macro_rules! header {
    ($(#[$doc:meta])* $name:ident, $declaration:ty) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name(());

        #[async_trait]
        impl SharedExtractor for $name {
            async fn from_request<C: ServerContext>(
                _: &RequestContext<C>,
            ) -> Result<Self, HttpError> {
                Ok(Self(()))
            }

            fn metadata(content: ApiEndpointBodyContentType) -> ExtractorMetadata {
                <dropshot::Header<$declaration> as SharedExtractor>::metadata(content)
            }
        }
    };
}

header!(
    /// The operation needs a stoken.
    Bearer,
    Authorization
);
header!(
    /// The operation works with a stoken and without.
    OptionalBearer,
    OptionalAuthorization
);
header!(
    /// The operation answers a repeated call with its first success.
    IdempotencyKey,
    IdempotencyKeyHeader
);
header!(
    /// The operation resumes after an event.
    LastEventId,
    LastEventIdHeader
);

#[derive(Deserialize, JsonSchema)]
struct Authorization {
    #[serde(rename = "Authorization")]
    _stoken: String,
}

#[derive(Deserialize, JsonSchema)]
struct OptionalAuthorization {
    #[serde(rename = "Authorization")]
    _stoken: Option<String>,
}

#[derive(Deserialize, JsonSchema)]
struct IdempotencyKeyHeader {
    /// Names this intent: the same key and body within 24 hours answer the first success again.
    #[serde(rename = "Idempotency-Key")]
    #[schemars(
        length(min = 1, max = "limits::IDEMPOTENCY_KEY"),
        regex(pattern = r"^[!-~]+$")
    )]
    _key: Option<String>,
}

#[derive(Deserialize, JsonSchema)]
struct LastEventIdHeader {
    /// The last event seen, as `EventSource` sends it when it reconnects.
    #[serde(rename = "Last-Event-ID")]
    #[schemars(length(min = 1, max = "limits::TOKEN"), regex(pattern = r"^[!-~]+$"))]
    _id: Option<String>,
}
