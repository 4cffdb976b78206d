//! The tenant's logo, for a site that serves it itself: then no visitor's browser is sent elsewhere for it.

use std::{fmt, time::Duration};

use scheduler_sdk::ClientInfo as _;

use crate::BusinessClient;

/// Bytes of a logo at most: it stands on every page.
const LARGEST: usize = 128 * 1024;

/// Time it may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// What a logo may be.
const MEDIA_TYPES: [&str; 6] = [
    "image/svg+xml",
    "image/png",
    "image/jpeg",
    "image/webp",
    "image/avif",
    "image/gif",
];

/// A logo, as it is.
#[derive(Clone, PartialEq, Eq)]
pub struct Logo {
    /// What it is: a kind of image. One of SVG may hold a script, which a site must not let run: serve
    /// it under a `Content-Security-Policy` of its own.
    pub media_type: &'static str,
    /// All of it: 128 KB at most.
    pub bytes: Vec<u8>,
}

/// Why there is no logo.
#[derive(Clone, Debug)]
pub struct NoLogo {
    reason: String,
}

impl BusinessClient {
    /// What is at the `logoUrl` of the tenant's branding: fetched each time, so keep it. Nothing of the
    /// customer's is sent there, and redirects are not followed.
    ///
    /// # Errors
    /// [`NoLogo`], if within five seconds there is no image of a kind that browsers show, of 128 KB at
    /// most.
    pub async fn logo(&self, url: &str) -> Result<Logo, NoLogo> {
        let no = |reason: String| NoLogo { reason };
        let request = self.api.client().get(url).timeout(PATIENCE);
        let answer = request.send().await;
        let mut answer = answer.map_err(|error| no(error.without_url().to_string()))?;
        if answer.status().as_u16() != 200 {
            return Err(no(format!("the answer is {}", answer.status())));
        }
        let told = answer.headers().get("content-type");
        let told = told.and_then(|it| it.to_str().ok()).unwrap_or_default();
        let essence = told.split(';').next().unwrap_or_default().trim();
        let media_type = MEDIA_TYPES
            .into_iter()
            .find(|kind| essence.eq_ignore_ascii_case(kind))
            .ok_or_else(|| {
                no(format!(
                    "`{essence}` is no kind of image that browsers show"
                ))
            })?;
        let mut bytes = Vec::new();
        while let Some(chunk) = answer
            .chunk()
            .await
            .map_err(|error| no(error.without_url().to_string()))?
        {
            if bytes.len().saturating_add(chunk.len()) > LARGEST {
                return Err(no(format!("it is larger than {LARGEST} bytes")));
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(Logo { media_type, bytes })
    }
}

impl fmt::Debug for Logo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Logo")
            .field("media_type", &self.media_type)
            .field("bytes", &self.bytes.len())
            .finish()
    }
}

impl fmt::Display for NoLogo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the logo can't be had: {}", self.reason)
    }
}

impl std::error::Error for NoLogo {}
