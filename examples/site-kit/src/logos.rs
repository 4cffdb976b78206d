//! Tenants' logos, served by the site itself: fetched from where their branding says, bounded in number and size,
//! and kept for all visitors. No page waits for one: until it is there, and where it can't be had, a page does without.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Response},
};
use business_client::{BusinessClient, DateTime, Logo, TimeDelta, Utc};
use http::{HeaderValue, StatusCode, header};

use crate::{Site, assets};

/// Logos kept at most, of 128 KB at most each.
const MOST: usize = 200;

/// How long one is shown without asking again, and how long none is asked for again where there was none.
const ASKED: TimeDelta = TimeDelta::minutes(10);

/// What an image may do that is opened by itself: SVG may hold scripts, and links to more.
const POLICY: HeaderValue =
    HeaderValue::from_static("default-src 'none'; style-src 'unsafe-inline'; sandbox");

/// The logos of a site, by their URLs.
#[derive(Default)]
pub(crate) struct Logos(Mutex<HashMap<String, Known>>);

#[derive(Clone)]
struct Known {
    /// The file it is served as, if there is one.
    logo: Option<(String, Arc<Logo>)>,
    ask_again: DateTime<Utc>,
}

impl Logos {
    /// The path of the logo at a URL, if it is here. If it isn't, or may be old, it is asked for meanwhile.
    pub(crate) fn path(site: &Site, business: &BusinessClient, url: &str) -> Option<String> {
        let now = site.now();
        let mut all = site.logos().lock();
        let known = all.get(url).cloned();
        let path = known.as_ref().and_then(|it| it.logo.as_ref());
        let path = path.map(|(file, _)| format!("/assets/logo/{file}"));
        if known.as_ref().is_some_and(|it| now < it.ask_again) {
            return path;
        }
        if all.len() >= MOST && known.is_none() {
            let oldest = all.iter().min_by_key(|(_, it)| it.ask_again);
            if let Some(oldest) = oldest.map(|(url, _)| url.clone()) {
                all.remove(&oldest);
            }
        }
        let logo = known.and_then(|it| it.logo);
        let ask_again = now + ASKED;
        all.insert(url.to_owned(), Known { logo, ask_again });
        let (site, business, url) = (site.clone(), business.clone(), url.to_owned());
        tokio::spawn(async move { site.logos().fetch(&business, &url).await });
        path
    }

    async fn fetch(&self, business: &BusinessClient, url: &str) {
        let logo = match business.logo(url).await {
            Ok(logo) => {
                let ending = match logo.media_type {
                    "image/svg+xml" => "svg",
                    kind => kind.trim_start_matches("image/"),
                };
                let name = assets::hash(&logo.bytes);
                Some((format!("{name}.{ending}"), Arc::new(logo)))
            }
            Err(error) => {
                let tenant = business.slug().as_str();
                tracing::info!(tenant, url, %error, "pages show no logo");
                None
            }
        };
        if let Some(known) = self.lock().get_mut(url) {
            // One that was there stays while it can't be asked for.
            known.logo = logo.or(known.logo.take());
        }
    }

    fn of_file(&self, name: &str) -> Option<Arc<Logo>> {
        let all = self.lock();
        let mut logos = all.values().filter_map(|it| it.logo.as_ref());
        let (_, logo) = logos.find(|(file, _)| file == name)?;
        Some(Arc::clone(logo))
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Known>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A logo by its file's name, which is made of what is in it.
pub(crate) async fn file(State(site): State<Site>, Path(name): Path<String>) -> Response {
    let Some(logo) = site.logos().of_file(&name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static(logo.media_type),
        ),
        (header::CACHE_CONTROL, assets::FOREVER),
        (header::CONTENT_SECURITY_POLICY, POLICY),
    ];
    (headers, logo.bytes.clone()).into_response()
}
