//! Pictures, fetched from Vendure and kept by browsers.

use site_kit::{
    Asked, Reply, Trouble, Visit,
    axum::{
        Extension,
        extract::Path,
        http::{HeaderValue, header},
        response::{IntoResponse as _, Response},
    },
};

use crate::{buyer, shops::Shops, shown::SIDES};

/// Vendure gives a picture that changes another name.
const KEPT: HeaderValue = HeaderValue::from_static("public, max-age=604800, immutable");

#[derive(serde::Deserialize)]
pub(crate) struct PicturePath {
    side: u16,
    path: String,
}

pub(crate) async fn show(
    visit: Visit,
    Extension(shops): Extension<Shops>,
    Asked(Path(PicturePath { side, path })): Asked<Path<PicturePath>>,
) -> Response {
    let work = async {
        if !SIDES.contains(&side) {
            return Err(Trouble::NothingHere);
        }
        let buyer = shops.at(&visit)?;
        let picture = buyer
            .shop
            .picture(&path, side)
            .await
            .map_err(buyer::trouble)?;
        let headers = [
            (
                header::CONTENT_TYPE,
                HeaderValue::from_static(picture.media_type),
            ),
            (header::CACHE_CONTROL, KEPT),
        ];
        Ok(Reply::Response((headers, picture.bytes).into_response()))
    };
    visit.answer(work).await
}
