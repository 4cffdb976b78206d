//! The manage link of a message: it opens the customer's bookings, once, when a person clicks.
//!
//! Mail scanners follow links, so following it does nothing yet. The token is taken out of the address
//! at once, so that neither the browser's history nor a `Referer` keeps it, and waits in the visitor's
//! session for the click.

use axum::{extract::Query, response::Response};
use business_client::Error;
use serde::Deserialize;

use super::sign_in;
use crate::{Asked, Form, Page, Reply, Trouble, Visit};

/// Characters of a token at most: the contract's limit.
const TOKEN: usize = 512;

/// The link, as messages render it.
#[derive(Deserialize)]
pub(super) struct Link {
    #[serde(default)]
    link: String,
}

pub(super) async fn show(
    visit: Visit,
    Asked(Query(Link { link })): Asked<Query<Link>>,
) -> Response {
    let work = async {
        visit.business()?;
        if !link.is_empty() && link.len() <= TOKEN {
            visit.follow(&link);
            return Ok(Reply::SeeOther(visit.path("/manage")));
        }
        if visit.follows() {
            return Ok(Page::new("manage.html", "Your appointments").into());
        }
        Ok(sign_in::page("", "link", None).into())
    };
    visit.answer(work).await
}

pub(super) async fn open(visit: Visit, form: Form) -> Response {
    let work = async {
        let Some(link) = visit.take_link() else {
            return Ok(Reply::SeeOther(visit.path("/manage")));
        };
        match visit.business()?.redeem(&link).await {
            Ok(()) => {
                visit.renew().await;
                Ok(Reply::SeeOther(visit.path("/bookings")))
            }
            Err(Error::LinkUsed | Error::Invalid { .. }) => {
                Ok(sign_in::page("", "used", None).into())
            }
            Err(error) => {
                // It wasn't used: the person may click again.
                visit.follow(&link);
                Err(Trouble::from(error))
            }
        }
    };
    visit.answer_keeping(&form, work).await
}
