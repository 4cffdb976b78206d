//! A visitor whose browser shows the status of what it gets: it asks for pages, sends forms, and keeps the site's cookie.

use std::{
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use reqwest::{
    RequestBuilder,
    header::{COOKIE, HeaderMap, LOCATION, SET_COOKIE},
};

use crate::place::Place;

/// A visitor. Clones are the same one.
#[derive(Clone)]
pub(crate) struct Visitor {
    http: reqwest::Client,
    /// What the site's addresses begin with.
    tenant: String,
    kept: Arc<Mutex<Kept>>,
}

#[derive(Default)]
struct Kept {
    cookie: Option<String>,
    /// Of the form seen last.
    seal: String,
}

/// What a visitor was answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) url: String,
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
    pub(crate) took: Duration,
}

impl Visitor {
    /// Somebody who was never at this place.
    pub(crate) fn of(place: &Place) -> Self {
        Self {
            http: place.system.http.clone(),
            tenant: place.page(""),
            kept: Arc::default(),
        }
    }

    /// A page of the tenant's.
    pub(crate) async fn get(&self, path: &str) -> Answer {
        let url = format!("{}{path}", self.tenant);
        self.send(self.http.get(url)).await
    }

    /// A form, with the seal that stood in the one seen last.
    pub(crate) async fn post(&self, path: &str, fields: &[(&str, String)]) -> Answer {
        let seal = self.kept.lock().unwrap().seal.clone();
        let mut form = url::form_urlencoded::Serializer::new(String::new());
        form.append_pair("seal", &seal);
        form.extend_pairs(fields);
        let sent = self.http.post(format!("{}{path}", self.tenant));
        let sent = sent.header("content-type", "application/x-www-form-urlencoded");
        self.send(sent.body(form.finish())).await
    }

    async fn send(&self, mut asked: RequestBuilder) -> Answer {
        if let Some(cookie) = self.kept.lock().unwrap().cookie.clone() {
            asked = asked.header(COOKIE, cookie);
        }
        let began = Instant::now();
        let answer = asked.send().await.expect("the site answers");
        let answer = Answer {
            url: answer.url().to_string(),
            status: answer.status().as_u16(),
            headers: answer.headers().clone(),
            text: String::from_utf8_lossy(&answer.bytes().await.unwrap_or_default()).into_owned(),
            took: began.elapsed(),
        };
        let mut kept = self.kept.lock().unwrap();
        if let Some(cookie) = answer.headers.get(SET_COOKIE) {
            let cookie = cookie.to_str().unwrap().split(';').next();
            kept.cookie = cookie.map(str::to_owned);
        }
        if let Some(seal) = answer.found("name=\"seal\" value=\"") {
            kept.seal = seal;
        }
        answer
    }
}

impl Answer {
    /// The value of a field of the page's forms.
    pub(crate) fn field(&self, name: &str) -> String {
        let found = self.found(&format!("name=\"{name}\" value=\""));
        found.unwrap_or_else(|| panic!("{} has a field {name}: {}", self.url, self.text))
    }

    /// What stands between this and the next quotation mark.
    pub(crate) fn found(&self, before: &str) -> Option<String> {
        let (_, rest) = self.text.split_once(before)?;
        Some(rest.split_once('"')?.0.to_owned())
    }

    /// Where it leads on to, below the tenant's first page.
    pub(crate) fn leads_to(&self) -> &str {
        let location = self.headers.get(LOCATION);
        let location = location.unwrap_or_else(|| panic!("it leads on: {self:?}"));
        location.to_str().unwrap()
    }
}
