//! From a URL to a client.

use progenitor_client::ClientInfo;
use reqwest::Url;

use crate::{Client, Error, Settings, Stoken};

/// Time for a connection to come about.
#[cfg(not(target_arch = "wasm32"))]
const CONNECT_TIME: std::time::Duration = std::time::Duration::from_secs(5);

impl Client {
    /// A client of the server at `url`, such as `https://api.example.com`. Nothing is sent yet.
    ///
    /// Connections are kept and shared by clones and by all that [`Client::with`] makes. Redirects
    /// are not followed: the API has none, and a stoken must not travel by one. For proxies,
    /// certificates or a time-out of your own, build a `reqwest::Client` and use
    /// [`Client::new_with_client`].
    ///
    /// # Errors
    /// [`Error::InvalidRequest`] if `url` isn't an `http` or `https` URL without a query, or no
    /// trust store can be read.
    pub fn connect(url: &str, settings: Settings) -> Result<Self, Error> {
        let url = base(url)?;
        let client = http_client()?;
        Ok(Self::new_with_client(&url, client, settings))
    }

    /// The same server and connections, by other settings.
    #[must_use]
    pub fn with(&self, settings: Settings) -> Self {
        Self {
            inner: settings,
            ..self.clone()
        }
    }

    /// The same client as the customer of this session, or as nobody.
    #[must_use]
    pub fn with_stoken(&self, stoken: impl Into<Option<Stoken>>) -> Self {
        self.with(self.settings().clone().stoken(stoken))
    }

    /// The session this client calls in.
    #[must_use]
    pub fn stoken(&self) -> Option<&Stoken> {
        self.settings().stoken.as_ref()
    }

    /// What this client was set up with.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        self.inner()
    }
}

pub(crate) fn base(text: &str) -> Result<String, Error> {
    let refused = |reason: &str| {
        Error::InvalidRequest(format!(
            "the server's URL {reason}: give one like https://api.example.com"
        ))
    };
    let url = Url::parse(text).map_err(|error| refused(&format!("can't be read ({error})")))?;
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() {
        return Err(refused("is neither http nor https"));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(refused("has a query or a fragment"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(refused("has a name or password in it"));
    }
    Ok(url.as_str().trim_end_matches('/').to_owned())
}

#[cfg(not(target_arch = "wasm32"))]
fn http_client() -> Result<reqwest::Client, Error> {
    let builder = reqwest::Client::builder()
        .connect_timeout(CONNECT_TIME)
        .redirect(reqwest::redirect::Policy::none())
        .user_agent(concat!("nexus-scheduler-sdk/", env!("CARGO_PKG_VERSION")));
    #[cfg(feature = "rustls")]
    let builder = builder.tls_backend_preconfigured(tls()?);
    builder.build().map_err(Error::of_transport)
}

#[cfg(target_arch = "wasm32")]
fn http_client() -> Result<reqwest::Client, Error> {
    reqwest::Client::builder()
        .build()
        .map_err(Error::of_transport)
}

/// TLS 1.2 and 1.3 by ring, which builds in a third of the time of reqwest's default, and the
/// platform's trust store. Set up here so that no process-wide provider is needed or replaced.
#[cfg(all(feature = "rustls", not(target_arch = "wasm32")))]
fn tls() -> Result<rustls::ClientConfig, Error> {
    use rustls_platform_verifier::BuilderVerifierExt as _;

    let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
    rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .and_then(|builder| builder.with_platform_verifier())
        .map(|builder| builder.with_no_client_auth())
        .map_err(|error| Error::InvalidRequest(format!("TLS can't be set up: {error}")))
}

#[cfg(test)]
mod tests {
    use super::base;

    #[test]
    fn a_url_loses_its_last_slash_and_keeps_its_path() {
        assert_eq!(
            base("https://api.example.com/").unwrap(),
            "https://api.example.com"
        );
        assert_eq!(
            base("https://example.com/nexus/").unwrap(),
            "https://example.com/nexus"
        );
    }

    #[test]
    fn what_is_no_server_url_is_refused_without_repeating_it() {
        for text in [
            "",
            "api.example.com",
            "ftp://example.com",
            "https://user:secret@example.com",
            "https://example.com?stoken=secret",
            "https://example.com#secret",
        ] {
            let error = base(text).unwrap_err().to_string();
            assert!(!error.contains("secret"), "{error}");
        }
    }
}
