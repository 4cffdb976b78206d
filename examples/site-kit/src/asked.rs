//! What stands in an address, read so that one that can't be read leads to a page.

use axum::{
    extract::FromRequestParts,
    response::{IntoResponse as _, Response},
};
use http::request::Parts;

use crate::{Reply, Site, Trouble, Visit};

/// A part of the address, such as `Asked<Path<…>>` or `Asked<Query<…>>`. If it can't be read, the visitor
/// gets the page that there is nothing here, in the looks of the tenant, and the handler isn't called.
#[derive(Clone, Copy, Debug)]
pub struct Asked<E>(pub E);

impl<E: FromRequestParts<Site>> FromRequestParts<Site> for Asked<E> {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Response> {
        if let Ok(read) = E::from_request_parts(parts, site).await {
            return Ok(Self(read));
        }
        match Visit::from_request_parts(parts, site).await {
            Ok(visit) => {
                let nothing = async { Err::<Reply, _>(Trouble::NothingHere) };
                Err(visit.answer(nothing).await)
            }
            Err(never) => Err(never.into_response()),
        }
    }
}
