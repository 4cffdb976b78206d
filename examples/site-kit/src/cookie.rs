//! Cookies: the visitor's session, and the time zone their browser told.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use http::{HeaderMap, HeaderValue, header};
use rand::Rng as _;
use url::Url;

/// Set by the site's script: the browser's time zone.
const ZONE: &str = "zone";

/// The cookie that carries the visitor's id.
pub(crate) struct SessionCookie {
    name: String,
    is_secure: bool,
}

impl SessionCookie {
    /// Over HTTPS it has the prefix with which a browser takes it from this very host only (RFC 6265bis,
    /// 4.1.3.2). Without, which is a developer's machine, it is named by the port: cookies don't tell
    /// sites on one host apart.
    pub(crate) fn of(public_url: &Url) -> Self {
        let port = public_url.port_or_known_default().unwrap_or_default();
        match public_url.scheme() {
            "https" => Self {
                name: "__Host-visitor".to_owned(),
                is_secure: true,
            },
            _ => Self {
                name: format!("visitor-{port}"),
                is_secure: false,
            },
        }
    }
}

/// Names a visitor: 256 random bits that mean nothing by themselves.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct VisitorId([u8; 32]);

impl VisitorId {
    /// A new one, from the operating system's randomness.
    pub(crate) fn new() -> Self {
        let mut bytes = [0; 32];
        rand::rng().fill_bytes(&mut bytes);
        Self(bytes)
    }

    /// The one a browser sent back, if it has the form of one.
    pub(crate) fn of(headers: &HeaderMap, cookie: &SessionCookie) -> Option<Self> {
        let value = value(headers, &cookie.name)?;
        let bytes = URL_SAFE_NO_PAD.decode(value).ok()?;
        Some(Self(bytes.try_into().ok()?))
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The header that gives it to the browser, until that is closed.
    pub(crate) fn set(&self, cookie: &SessionCookie) -> Option<HeaderValue> {
        let name = &cookie.name;
        let value = URL_SAFE_NO_PAD.encode(self.0);
        let secure = if cookie.is_secure { "; Secure" } else { "" };
        let cookie = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}");
        HeaderValue::from_str(&cookie).ok()
    }
}

/// The time zone the visitor's browser told, as it stands in the cookie.
pub(crate) fn zone(headers: &HeaderMap) -> Option<String> {
    let value = value(headers, ZONE)?;
    let decoded = form_urlencoded::parse(value.as_bytes()).next()?.0;
    (decoded.len() <= 64).then(|| decoded.into_owned())
}

fn value<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .into_iter()
        .filter_map(|header| header.to_str().ok())
        .flat_map(|header| header.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(found, value)| (found == name).then_some(value))
}
