//! Static files: one style sheet and one script, compiled in, named by their content so that browsers
//! may keep them forever.

use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Response},
};
use http::{HeaderValue, StatusCode, header};
use sha2::{Digest as _, Sha256};

use crate::{Brand, Site};

const STYLE: &str = include_str!("static/site.css");
const SCRIPT: &str = include_str!("static/site.js");
pub(crate) const FOREVER: HeaderValue =
    HeaderValue::from_static("public, max-age=31536000, immutable");

/// The files of one site.
pub(crate) struct Assets {
    files: Vec<File>,
    pub(crate) style: String,
    pub(crate) script: String,
    pub(crate) icon: String,
}

struct File {
    name: String,
    media_type: &'static str,
    content: String,
}

impl Assets {
    /// The kit's files, with a site's own style after the kit's.
    pub(crate) fn new(own_style: &str, icon: &str) -> Self {
        let files = vec![
            File::new(
                "site",
                "css",
                "text/css; charset=utf-8",
                format!("{STYLE}{own_style}"),
            ),
            File::new(
                "site",
                "js",
                "text/javascript; charset=utf-8",
                SCRIPT.to_owned(),
            ),
            File::new("icon", "svg", "image/svg+xml", icon.to_owned()),
        ];
        let path = |ending: &str| {
            let file = files.iter().find(|file| file.name.ends_with(ending));
            file.map(|file| format!("/assets/{}", file.name))
                .unwrap_or_default()
        };
        Self {
            style: path(".css"),
            script: path(".js"),
            icon: path(".svg"),
            files,
        }
    }
}

impl File {
    fn new(name: &str, ending: &str, media_type: &'static str, content: String) -> Self {
        let hash = hash(content.as_bytes());
        Self {
            name: format!("{name}.{hash}.{ending}"),
            media_type,
            content,
        }
    }
}

/// What a file is named by that browsers keep forever: what is in it.
pub(crate) fn hash(content: &[u8]) -> String {
    let hash = Sha256::digest(content);
    hash.iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

pub(crate) async fn file(State(site): State<Site>, Path(name): Path<String>) -> Response {
    match site.assets().files.iter().find(|file| file.name == name) {
        Some(file) => kept_forever(file.media_type, file.content.clone()),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

pub(crate) async fn brand(Path(name): Path<String>) -> Response {
    match Brand::of_file(&name) {
        Some(brand) => kept_forever("text/css; charset=utf-8", brand.style_sheet()),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn kept_forever(media_type: &'static str, content: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media_type)),
        (header::CACHE_CONTROL, FOREVER),
    ];
    (headers, content).into_response()
}
