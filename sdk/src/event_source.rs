//! The event stream for a browser, whose `EventSource` takes a URL and nothing else.

use std::{fmt, time::Duration};

use chrono::{DateTime, Utc};
use progenitor_client::ClientInfo as _;
use reqwest::{Method, Url};
use serde::{Serialize, Serializer, ser::SerializeStruct as _};

use crate::{
    Client, Error, connect, contract,
    types::{ErrorBody, TenantSlug},
};

/// The operation whose URL this is.
const OPERATION: &str = "event_stream";

/// How long a server has to say who may listen.
const ASKING: Duration = Duration::from_secs(5);

/// What a browser's `EventSource` is opened with. Made by [`Client::event_source`].
///
/// The URL holds a stoken that opens event streams for a minute and does nothing else. `Debug` prints
/// neither; it serializes as `{"url": "…", "connectBefore": "…"}`.
#[derive(Clone, PartialEq, Eq)]
pub struct EventSource {
    url: Url,
    slug: TenantSlug,
    connect_before: DateTime<Utc>,
}

impl Client {
    /// A URL for a browser that wants this session's events, after the event of this id if it has
    /// seen one. Fetch another each time the stream breaks: `EventSource` would retry the old one.
    ///
    /// # Errors
    /// Any [`Error`] of `session_stream`.
    pub async fn event_source(
        &self,
        slug: impl Into<TenantSlug>,
        after: Option<u64>,
    ) -> Result<EventSource, Error> {
        let slug = slug.into();
        let stream = self.session_stream().slug(slug.clone()).send().await?;
        let stream = stream.into_inner().data;
        let mut url = address(self.baseurl(), &slug)?;
        url.query_pairs_mut()
            .append_pair("stoken", stream.stoken.expose());
        if let Some(after) = after {
            url.query_pairs_mut()
                .append_pair("lastEventId", &after.to_string());
        }
        Ok(EventSource {
            url,
            slug,
            connect_before: stream.connect_before,
        })
    }
}

impl Client {
    /// Whether the server lets pages of this origin, such as `https://practice.example`, listen to
    /// [`event_source`](Self::event_source): whether the tenant's `allowed_origins` name it. Asked as
    /// a browser asks, and without a session.
    ///
    /// # Errors
    /// [`Error::Transport`], of a server that fails with a status of 500 and more too, and
    /// [`Error::InvalidRequest`] if `origin` can't stand in a header. Any other answer says that pages
    /// may listen, or that they may not: a browser takes it so.
    pub async fn lets_listen(
        &self,
        slug: impl Into<TenantSlug>,
        origin: &str,
    ) -> Result<bool, Error> {
        let url = address(self.baseurl(), &slug.into())?;
        let asked = self
            .client()
            .request(Method::OPTIONS, url)
            .timeout(ASKING)
            .header("origin", origin)
            .header("access-control-request-method", "GET")
            .send()
            .await;
        let answer = asked.and_then(|answer| match answer.status().is_server_error() {
            true => answer.error_for_status(),
            false => Ok(answer),
        });
        let answer = answer.map_err(progenitor_client::Error::<ErrorBody>::CommunicationError)?;
        if !answer.status().is_success() {
            return Ok(false);
        }
        let allowed = answer.headers().get("access-control-allow-origin");
        Ok(allowed.is_some_and(|allowed| allowed == origin || allowed == "*"))
    }
}

impl EventSource {
    /// The URL, with the stoken in it.
    #[must_use]
    pub fn url(&self) -> &str {
        self.url.as_str()
    }

    /// Until when a stream can be opened with it; the stream lives on.
    #[must_use]
    pub fn connect_before(&self) -> DateTime<Utc> {
        self.connect_before
    }

    /// The same stream of a server that browsers reach at another URL than this process does.
    ///
    /// # Errors
    /// [`Error::InvalidRequest`] if `base` isn't the URL of a server.
    pub fn at(&self, base: &str) -> Result<Self, Error> {
        let mut url = address(&connect::base(base)?, &self.slug)?;
        url.set_query(self.url.query());
        Ok(Self {
            url,
            slug: self.slug.clone(),
            connect_before: self.connect_before,
        })
    }
}

/// The URL of the operation at this tenant, whatever characters its slug has.
fn address(base: &str, slug: &TenantSlug) -> Result<Url, Error> {
    let path = contract::operation(OPERATION).map_or("", |operation| operation.path);
    let unfit = |reason: &str| Error::InvalidRequest(format!("the server's URL {reason}"));
    let mut url = Url::parse(base).map_err(|error| unfit(&error.to_string()))?;
    let Ok(mut segments) = url.path_segments_mut() else {
        return Err(unfit("has no path"));
    };
    segments.pop_if_empty();
    for segment in path.split('/').filter(|segment| !segment.is_empty()) {
        segments.push(match segment {
            "{slug}" => slug.as_str(),
            fixed => fixed,
        });
    }
    drop(segments);
    Ok(url)
}

impl Serialize for EventSource {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("EventSource", 2)?;
        fields.serialize_field("url", self.url.as_str())?;
        fields.serialize_field("connectBefore", &self.connect_before)?;
        fields.end()
    }
}

impl fmt::Debug for EventSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventSource")
            .field("connect_before", &self.connect_before)
            .finish_non_exhaustive()
    }
}
