//! Calling an operation by its id, and what it answered.

use reqwest::{
    Client, Method,
    header::{HeaderMap, HeaderName, HeaderValue},
};
use serde_json::Value;

use crate::{
    document::{Operation, assert_is_error},
    system::{Api, DEMO},
};

/// A call that is being put together.
#[derive(Clone)]
pub struct Call {
    http: Client,
    url: String,
    operation: &'static Operation,
    path: String,
    query: Vec<(String, String)>,
    raw_query: Option<String>,
    headers: HeaderMap,
    body: Option<Vec<u8>>,
}

impl Call {
    pub(crate) fn new(http: &Client, url: &str, operation: &'static Operation) -> Self {
        Self {
            http: http.clone(),
            url: url.to_owned(),
            operation,
            path: operation.path.clone(),
            query: Vec::new(),
            raw_query: None,
            headers: HeaderMap::new(),
            body: None,
        }
    }

    /// Asks another process of the same system.
    #[must_use]
    pub fn through(mut self, api: &Api) -> Self {
        self.url.clone_from(&api.url);
        self
    }

    /// At a tenant: [`DEMO`], if this isn't said.
    #[must_use]
    pub fn tenant(self, slug: &str) -> Self {
        self.at("slug", slug)
    }

    /// Fills in a variable of the path.
    #[must_use]
    pub fn at(mut self, variable: &str, value: impl ToString) -> Self {
        self.path = self
            .path
            .replace(&format!("{{{variable}}}"), &value.to_string());
        self
    }

    /// Adds a query parameter; one of the same name may stand there already.
    #[must_use]
    pub fn query(mut self, name: &str, value: impl ToString) -> Self {
        self.query.push((name.to_owned(), value.to_string()));
        self
    }

    /// Sends this query as it is, instead of any other.
    #[must_use]
    pub fn raw_query(mut self, query: &str) -> Self {
        self.raw_query = Some(query.to_owned());
        self
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        let name = HeaderName::try_from(name).expect("a header's name");
        let value = HeaderValue::try_from(value).expect("a header's value");
        self.headers.append(name, value);
        self
    }

    /// As the holder of a stoken.
    #[must_use]
    pub fn stoken(self, stoken: &str) -> Self {
        self.header("Authorization", &format!("Bearer {stoken}"))
    }

    /// With an idempotency key.
    #[must_use]
    pub fn key(self, key: &str) -> Self {
        self.header("Idempotency-Key", key)
    }

    /// With a JSON body.
    #[must_use]
    pub fn json(self, body: &Value) -> Self {
        self.body("application/json", body.to_string())
    }

    /// With a body of some media type.
    #[must_use]
    pub fn body(mut self, media_type: &str, body: impl Into<Vec<u8>>) -> Self {
        self.body = Some(body.into());
        if !media_type.is_empty() {
            self = self.header("Content-Type", media_type);
        }
        self
    }

    /// Its URL as far as it is filled in.
    #[must_use]
    pub fn url(&self) -> String {
        let mut path = self.path.replace("{slug}", DEMO);
        for variable in ["{id}", "{serviceId}"] {
            path = path.replace(variable, "018f3c5e-7b1a-7c3d-9e4f-0a1b2c3d4e99");
        }
        match &self.raw_query {
            Some(query) => format!("{}{path}?{query}", self.url),
            None => format!("{}{path}", self.url),
        }
    }

    /// Sends it. The answer is held to the document.
    ///
    /// # Panics
    /// When there is none in time, or not a documented one.
    pub async fn send(self) -> Answer {
        let operation = self.operation;
        let response = self.response().await;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let body = response
            .bytes()
            .await
            .unwrap_or_else(|error| panic!("{} did not finish: {error}", operation.id));
        let answer = Answer {
            operation: operation.id.clone(),
            status,
            headers,
            text: String::from_utf8(body.into()).expect("answers are text"),
        };
        answer.assert_documented(operation);
        answer
    }

    /// Sends it and leaves the answer's body unread, as for a stream.
    ///
    /// # Panics
    /// When there is no answer in time.
    pub async fn response(self) -> reqwest::Response {
        let id = &self.operation.id;
        let method = Method::try_from(self.operation.method.as_str()).expect("a method");
        let mut request = self
            .http
            .request(method, self.url())
            .query(&self.query)
            .headers(self.headers);
        if let Some(body) = self.body {
            request = request.body(body);
        }
        let sent = request.send().await;
        sent.unwrap_or_else(|error| panic!("{id} was not answered: {error:?}"))
    }
}

/// What an operation answered.
#[derive(Clone, Debug)]
pub struct Answer {
    operation: String,
    status: u16,
    headers: HeaderMap,
    text: String,
}

impl Answer {
    /// Its HTTP status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// Its body as it came.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its body.
    ///
    /// # Panics
    /// When it isn't JSON.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text)
            .unwrap_or_else(|error| panic!("{} answered {:?}: {error}", self.operation, self.text))
    }

    /// What a success holds.
    ///
    /// # Panics
    /// When it isn't a success.
    pub fn data(&self) -> Value {
        let data = self.json()["data"].take();
        assert!(
            !data.is_null(),
            "{} was to succeed, not to answer {} {}",
            self.operation,
            self.status,
            self.text
        );
        data
    }

    /// Status and code of a failure; of a success the code is empty.
    #[must_use]
    pub fn failure(&self) -> (u16, String) {
        let code = match self.status {
            200..=299 => String::new(),
            _ => self.error()["code"].as_str().unwrap_or_default().to_owned(),
        };
        (self.status, code)
    }

    /// What a failure says of itself.
    #[must_use]
    pub fn error(&self) -> Value {
        self.json()["error"].take()
    }

    /// The places of a drift, or the fields that are invalid.
    #[must_use]
    pub fn places(&self) -> Vec<String> {
        let error = self.error();
        let places = error["places"].as_array().or(error["fields"].as_array());
        let places =
            places.unwrap_or_else(|| panic!("{} named no places: {}", self.operation, self.text));
        places
            .iter()
            .map(|place| place["at"].as_str().expect("a place").to_owned())
            .collect()
    }

    /// A header, if it is there.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .get(name)
            .map(|value| value.to_str().expect("headers are text"))
    }

    /// Every value of a header, joined.
    #[must_use]
    pub fn header_list(&self, name: &str) -> String {
        let values = self.headers.get_all(name).iter();
        let values: Vec<_> = values
            .map(|value| value.to_str().expect("headers are text"))
            .collect();
        values.join(", ")
    }

    fn assert_documented(&self, operation: &Operation) {
        let id = &self.operation;
        let media_type = self.header("content-type");
        let media_type = media_type.and_then(|it| it.split(';').next());
        match self.status {
            200..=299 => operation.assert_success(self.status, media_type, &self.text),
            _ => {
                assert_eq!(
                    media_type,
                    Some("application/json"),
                    "{id} answers failures as JSON: {} {}",
                    self.status,
                    self.text
                );
                assert_is_error(id, &self.json());
                self.assert_retry_after();
            }
        }
        self.assert_headers();
    }

    fn assert_retry_after(&self) {
        let seconds = self.error()["retryAfterSeconds"].as_u64();
        let header = self
            .header("retry-after")
            .map(|it| it.parse().expect("seconds"));
        assert_eq!(
            header, seconds,
            "`Retry-After` says what the body says, and only where that says when"
        );
    }

    /// What every answer of an operation carries, successes and failures alike.
    fn assert_headers(&self) {
        let id = &self.operation;
        let (status, text) = (self.status, &self.text);
        let contract = self.header("nexus-contract").unwrap_or_default();
        assert!(
            contract
                .split_once("; ")
                .is_some_and(|(_, it)| it.len() == 16),
            "{id} names its contract, not {contract:?}, with {status} {text}"
        );
        assert!(
            self.header_list("vary").contains("Nexus-Contract"),
            "{id} says that its answers vary by contract"
        );
        for (name, value) in [
            ("cache-control", "no-store"),
            ("referrer-policy", "no-referrer"),
            ("x-content-type-options", "nosniff"),
        ] {
            assert_eq!(self.header(name), Some(value), "{id} sends {name}");
        }
    }
}
