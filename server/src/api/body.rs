//! Reading a body: bounded in size and time, and judged before it is believed.

use http::{HeaderMap, header};
use http_body_util::BodyExt as _;
use scheduler_contracts::{
    call::{Body, NoBody},
    limits,
};
use serde::de::DeserializeOwned;
use tokio::time::timeout;

use super::call::{Call, Said};
use crate::{
    drift::BodyFault,
    failure::{Failure, sentence},
};

/// Bytes read beyond the limit and thrown away, so that a client that sends too much gets to read
/// why before its connection closes.
const OVERRUN: usize = 16 * 1024 * 1024;

impl Call<'_> {
    /// Reads a body and holds it to the contract.
    ///
    /// # Errors
    /// With everything that is wrong with it.
    pub(super) async fn body<T: DeserializeOwned>(
        &self,
        said: &Said,
        body: Body<T>,
    ) -> Result<T, Failure> {
        let request = body.into_request();
        let json = is_json(request.headers());
        let bytes = self.read(request).await?;
        if !json {
            return Err(Failure::UnsupportedMediaType);
        }
        let value = self.judge(said, &bytes)?;
        serde_json::from_value(value)
            .map_err(|_| Failure::invalid("", "a body of the contract's type"))
    }

    /// Reads the body of an operation that takes none.
    ///
    /// # Errors
    /// When there is one after all.
    pub(super) async fn no_body(&self, said: &Said, body: NoBody) -> Result<(), Failure> {
        let bytes = self.read(body.into_request()).await?;
        if bytes.is_empty() {
            Ok(())
        } else {
            self.judge(said, &bytes).map(drop)
        }
    }

    /// Reads a body as it is, whatever it is.
    ///
    /// # Errors
    /// When it is too large, or doesn't arrive.
    pub(super) async fn bytes(&self, body: NoBody) -> Result<Vec<u8>, Failure> {
        self.read(body.into_request()).await
    }

    fn judge(&self, said: &Said, bytes: &[u8]) -> Result<serde_json::Value, Failure> {
        let mut faults = said.header_faults();
        match self.operation()?.read_body(bytes) {
            Ok(value) if faults.is_empty() => Ok(value),
            Ok(_) => Err(self.disagrees(faults)),
            Err(BodyFault::Malformed(malformed)) => {
                Err(Failure::Malformed(sentence(&malformed.to_string())))
            }
            Err(BodyFault::Disagrees(others)) => {
                faults.merge(others);
                Err(self.disagrees(faults))
            }
        }
    }

    async fn read(&self, request: hyper::Request<dropshot::Body>) -> Result<Vec<u8>, Failure> {
        let (whole, silence) = (
            self.app.config.api.body_timeout,
            self.app.config.api.read_timeout,
        );
        let mut body = request.into_body();
        let mut bytes = Vec::new();
        let mut length = 0;
        let reading = async {
            while let Some(frame) = timeout(silence, body.frame()).await.map_err(|_| late())? {
                let frame =
                    frame.map_err(|_| Failure::Malformed("The body broke off.".to_owned()))?;
                let Ok(data) = frame.into_data() else {
                    continue;
                };
                length += data.len();
                if length <= limits::BODY_BYTES {
                    bytes.extend_from_slice(&data);
                } else if length > limits::BODY_BYTES + OVERRUN {
                    break;
                }
            }
            Ok::<(), Failure>(())
        };
        timeout(whole, reading).await.map_err(|_| late())??;
        if length > limits::BODY_BYTES {
            return Err(Failure::TooLarge);
        }
        Ok(bytes)
    }
}

fn late() -> Failure {
    Failure::Malformed("The body took too long to arrive.".to_owned())
}

/// `application/json`, in UTF-8 if it says which charset (RFC 8259, 8.1).
fn is_json(headers: &HeaderMap) -> bool {
    let mut values = headers.get_all(header::CONTENT_TYPE).iter();
    let (Some(value), None) = (values.next(), values.next()) else {
        return false;
    };
    let Ok(text) = value.to_str() else {
        return false;
    };
    let mut parts = text.split(';').map(str::trim);
    let media_type = parts.next().unwrap_or_default();
    let charset_agrees = parts.all(|parameter| match parameter.split_once('=') {
        Some((name, value)) if name.eq_ignore_ascii_case("charset") => {
            value.trim_matches('"').eq_ignore_ascii_case("utf-8")
        }
        _ => true,
    });
    media_type.eq_ignore_ascii_case("application/json") && charset_agrees
}
