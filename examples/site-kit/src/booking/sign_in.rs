//! Returning customers: a code to their address, and out again.

use axum::{extract::Query, response::Response};
use business_client::{DateTime, Error, TimeDelta, Utc, contact};
use http::StatusCode;
use serde::Deserialize;

use super::details::written;
use crate::{Asked, Form, Page, Reply, Trouble, Visit};

/// The note of when a code was sent.
const CODE: &str = "code";

/// How long one is good for.
const CODE_LASTS: TimeDelta = TimeDelta::minutes(10);

/// Why somebody was sent here.
#[derive(Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    why: String,
}

pub(super) async fn ask(visit: Visit, Asked(Query(Sent { why })): Asked<Query<Sent>>) -> Response {
    let work = async {
        let session = visit.business()?.session().await;
        let contact = session.and_then(|it| it.contact).map(written);
        Ok(page(&contact.unwrap_or_default(), &why, None))
    };
    visit.answer(work).await
}

pub(super) async fn send_code(visit: Visit, form: Form) -> Response {
    let work = async {
        let typed = form.get("contact");
        let invalid = || {
            let words = "Please give the email address, or the mobile number with its country's code, \
                         that you booked with.";
            page(typed, "", Some(words))
                .status(StatusCode::UNPROCESSABLE_ENTITY)
                .into()
        };
        let Ok(contact) = contact(typed) else {
            return Ok(invalid());
        };
        let sent = visit.business()?.ask_for_code(contact).await;
        visit.remember().await;
        match sent {
            Ok(_) => {
                visit.jot(CODE, visit.now().to_rfc3339());
                Ok(Reply::SeeOther(visit.path("/verify")))
            }
            Err(Error::Invalid { .. }) => Ok(invalid()),
            Err(error) => Err(Trouble::from(error)),
        }
    };
    visit.answer_keeping(&form, work).await
}

pub(super) async fn ask_code(visit: Visit) -> Response {
    let work = async {
        if visit.business()?.session().await.is_none() || !waits_for_code(&visit) {
            return Ok(Reply::SeeOther(visit.path("/sign-in")));
        }
        Ok(code_page(&visit, None).await?.into())
    };
    visit.answer(work).await
}

/// Whether one was sent that can still be used: the page must not say so where none was.
fn waits_for_code(visit: &Visit) -> bool {
    let sent = visit.note(CODE).and_then(|it| it.parse().ok());
    sent.is_some_and(|sent: DateTime<Utc>| visit.now() < sent + CODE_LASTS)
}

pub(super) async fn verify(visit: Visit, form: Form) -> Response {
    visit.answer_keeping(&form, verified(&visit, &form)).await
}

async fn verified(visit: &Visit, form: &Form) -> Result<Reply, Trouble> {
    let code: String = form
        .get("code")
        .chars()
        .filter(|it| !it.is_whitespace())
        .collect();
    match visit.business()?.verify(&code).await {
        Ok(()) => {
            visit.drop_note(CODE);
            visit.renew().await;
            Ok(Reply::SeeOther(visit.path("/bookings")))
        }
        Err(Error::WrongCode | Error::Invalid { .. }) => {
            let words = "That code isn't right, or it is too old. It has six digits; after several \
                         wrong ones, codes are locked for a while.";
            let page = code_page(visit, Some(words)).await?;
            Ok(page.status(StatusCode::UNPROCESSABLE_ENTITY).into())
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn sign_out(visit: Visit, form: Form) -> Response {
    let work = async {
        // Dropped here in any case; the server forgets it by itself if it can't be told now.
        let ended = visit.business()?.end_session().await;
        if let Err(error) = ended {
            tracing::info!(%error, "a session could not be ended at the server");
        }
        visit.forget();
        visit.renew().await;
        Ok(Reply::SeeOther(visit.path("/sign-in?why=out")))
    };
    visit.answer_keeping(&form, work).await
}

/// The page that asks for a contact, to send a code to.
pub(super) fn page(contact: &str, why: &str, error: Option<&str>) -> Page {
    Page::new("sign-in.html", "Your appointments")
        .with("contact", &contact)
        .with("why", &why)
        .with("error", &error)
}

async fn code_page(visit: &Visit, error: Option<&str>) -> Result<Page, Trouble> {
    let session = visit.business()?.session().await;
    let contact = session.and_then(|it| it.contact).map(written);
    Ok(Page::new("verify.html", "Enter your code")
        .with("contact", &contact)
        .with("error", &error))
}
