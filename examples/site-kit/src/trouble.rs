//! What keeps a handler from answering, and the page that says so honestly.

use business_client::{Drift, Error, Side, types::PolicyRule};
use http::StatusCode;
use serde::Serialize;

use crate::{Form, Page, Reply, Visit};

/// Why a page could not do what it was asked to.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// There is no such page.
    #[error("there is no such page")]
    NothingHere,
    /// Another site's page sent a form here.
    #[error("a form was sent by a page of another site")]
    CrossSite,
    /// The form was rendered for another visitor, by another process, or too long ago.
    #[error(
        "a form was not rendered for this visitor; a page of ours has `{{{{ <seal frame={{frame}} /> }}}}` in each of its forms, and is not `.public()` if it has one"
    )]
    FormExpired,
    /// What was sent is no form, or is too large for one.
    #[error("a form could not be read: {0}")]
    Unreadable(StatusCode),
    /// What the page needs took longer than a visitor waits.
    #[error("the work for a page took too long")]
    Overdue,
    /// The scheduling server could not be asked, or refused.
    #[error(transparent)]
    Business(#[from] Error),
    /// The shop could not be asked.
    #[error("the shop can't be asked: {0}")]
    Shop(String),
}

/// A page's words.
struct Words {
    status: StatusCode,
    kind: &'static str,
    heading: &'static str,
    text: String,
    /// Whether sending the same again may help.
    may_retry: bool,
    /// Seconds after which it may, where that is known.
    retry_after: Option<u64>,
}

/// The page about a trouble. The operator's log and metrics learn of it here and nowhere else.
pub(crate) fn reply(visit: &Visit, trouble: Trouble, form: &Form) -> Reply {
    if let Trouble::Business(error @ (Error::SessionRequired | Error::SessionEnded)) = &trouble {
        let is_form = !form.path.is_empty();
        let path = match (is_form, error) {
            (true, _) => "/sign-in?why=unsaved",
            (false, Error::SessionEnded) => "/sign-in?why=ended",
            (false, _) => "/sign-in",
        };
        return Reply::SeeOther(visit.path(path));
    }
    if let Trouble::Business(Error::VerificationRequired) = trouble {
        return Reply::SeeOther(visit.path("/sign-in?why=code"));
    }
    let words = words(&trouble);
    report(visit, &trouble);
    let typed: Vec<Field> = form.fields().map(Field::of).collect();
    let page = Page::new("trouble.html", words.heading)
        .status(words.status)
        .with("kind", &words.kind)
        .with("heading", &words.heading)
        .with("text", &words.text)
        .with("may_retry", &words.may_retry)
        .with("action", &form.path)
        .with("typed", &typed);
    let page = match words.retry_after {
        Some(seconds) => page.retry_after(seconds),
        None => page,
    };
    Reply::Page(page)
}

pub(crate) fn report(visit: &Visit, trouble: &Trouble) {
    let kind = words(trouble).kind;
    let metrics = visit.site().metrics();
    metrics.count_trouble(kind);
    match trouble {
        Trouble::Business(Error::Drift(drift)) => {
            let side = match drift.side {
                Side::Request => "request",
                Side::Response => "response",
            };
            let operation = drift.operation.as_deref().unwrap_or("unknown");
            metrics.count_drift(operation, side);
            tracing::error!(
                operation,
                side,
                server_version = drift.server_version.as_deref().unwrap_or("unknown"),
                client_version = drift.client_version,
                request_id = drift.request_id.as_deref().unwrap_or("none"),
                places = places(drift),
                advice = drift.advice,
                "booking is paused: this site and the scheduling server have different contracts"
            );
        }
        Trouble::Business(error) if words(trouble).status.is_server_error() => {
            tracing::error!(%error, "the scheduling server can't be asked");
        }
        Trouble::Overdue => tracing::error!("what a page needs took too long"),
        Trouble::Shop(error) => tracing::error!(error, "the shop can't be asked"),
        other => tracing::info!(kind, reason = %other, "a page could not do what it was asked to"),
    }
}

/// Where contracts differ: places and types, never values.
fn places(drift: &Drift) -> String {
    let places = drift.places.iter().map(|place| {
        format!(
            "{}: expected {}, found {}",
            place.at, place.expected, place.found
        )
    });
    places.collect::<Vec<_>>().join("; ")
}

fn words(trouble: &Trouble) -> Words {
    let (status, kind, heading, text, may_retry) = match trouble {
        Trouble::NothingHere | Trouble::Business(Error::NotFound) => (
            StatusCode::NOT_FOUND,
            "not_found",
            "There is nothing here",
            "The page may have moved, or the address was mistyped.",
            false,
        ),
        Trouble::CrossSite => (
            StatusCode::FORBIDDEN,
            "cross_site",
            "This form came from another site",
            "For your safety it was not taken. Please start from our own pages.",
            false,
        ),
        Trouble::FormExpired => (
            StatusCode::FORBIDDEN,
            "form_expired",
            "This form is too old",
            "It was open for a long time, or your browser didn't bring our cookie back. Nothing was \
             sent on. Please look it over and send it again.",
            true,
        ),
        Trouble::Unreadable(status) => (
            *status,
            "unreadable",
            "This form can't be read",
            "It may be too long. Please go back and send it again.",
            false,
        ),
        Trouble::Overdue => (
            StatusCode::SERVICE_UNAVAILABLE,
            "unavailable",
            "This takes too long",
            "What you see here may not have been done: please try again in a minute. Sending the same \
             form again is safe, you will not be booked twice.",
            true,
        ),
        Trouble::Shop(_) => (
            StatusCode::SERVICE_UNAVAILABLE,
            "shop",
            "The shop can't be reached",
            "Appointments can be booked as usual. Please try the shop again in a few minutes: what you \
             send again is not ordered twice.",
            true,
        ),
        Trouble::Business(error) => return of_business(error),
    };
    Words {
        status,
        kind,
        heading,
        text: text.to_owned(),
        may_retry,
        retry_after: None,
    }
}

fn of_business(error: &Error) -> Words {
    let words = |status, kind, heading, text: &str, may_retry| Words {
        status,
        kind,
        heading,
        text: text.to_owned(),
        may_retry,
        retry_after: match error {
            Error::RateLimited { retry_after } => Some(retry_after.as_secs().max(1)),
            Error::Unavailable { retry_after, .. } => retry_after.map(|it| it.as_secs().max(1)),
            _ => None,
        },
    };
    match error {
        Error::Drift(drift) if drift.side == Side::Request => words(
            StatusCode::SERVICE_UNAVAILABLE,
            "drift",
            "Booking is paused",
            "Our booking system was changed and this page does not fit it yet. Nothing was booked or \
             changed. We have been told and are on it; please try again later.",
            true,
        ),
        Error::Drift(_) => words(
            StatusCode::SERVICE_UNAVAILABLE,
            "drift",
            "Booking is paused",
            "Our booking system was changed and this page can't read its answer yet. If you have just \
             booked or changed something, a message to you says what came of it. We have been told and \
             are on it; please try again later.",
            true,
        ),
        Error::RateLimited { retry_after } => words(
            StatusCode::TOO_MANY_REQUESTS,
            "rate_limited",
            "That was a lot at once",
            &format!("Please wait {} and try again.", wait(retry_after.as_secs())),
            true,
        ),
        Error::Policy { rule, .. } => words(
            StatusCode::CONFLICT,
            "policy",
            "That isn't possible any more",
            policy(*rule),
            false,
        ),
        Error::Invalid { .. } => words(
            StatusCode::UNPROCESSABLE_ENTITY,
            "invalid",
            "Something in this form can't be taken",
            "Please look it over and send it again.",
            true,
        ),
        Error::WrongCode | Error::LinkUsed => words(
            StatusCode::UNPROCESSABLE_ENTITY,
            "code",
            "That didn't work",
            "The code or link was wrong, too old or used before. Please ask for a new code.",
            false,
        ),
        _ => words(
            StatusCode::SERVICE_UNAVAILABLE,
            "unavailable",
            "We can't reach our calendar",
            "It doesn't answer for the moment. What you see here may not have been done: please try \
             again in a minute. Sending the same form again is safe, you will not be booked twice.",
            true,
        ),
    }
}

pub(crate) fn policy(rule: PolicyRule) -> &'static str {
    match rule {
        PolicyRule::MinNotice => "It is too soon to book this time. Please choose a later one.",
        PolicyRule::Horizon => "This time is too far ahead. Please choose an earlier one.",
        PolicyRule::CancelCutoff => {
            "It is too late to cancel this appointment here. Please call or write to us."
        }
        PolicyRule::RescheduleCutoff => {
            "It is too late to move this appointment here. Please call or write to us."
        }
        PolicyRule::Status => "This appointment can't be changed any more.",
    }
}

fn wait(seconds: u64) -> String {
    match seconds {
        0..=1 => "a second".to_owned(),
        2..=90 => format!("{seconds} seconds"),
        more => format!("{} minutes", more.div_ceil(60)),
    }
}

/// A field of a form that came to nothing.
#[derive(Serialize)]
struct Field {
    name: String,
    value: String,
    /// How it was called in the form; what the visitor didn't type has none, and isn't shown.
    label: Option<&'static str>,
    is_long: bool,
}

impl Field {
    fn of((name, value): (&str, &str)) -> Self {
        let label = match name {
            "name" => Some("Your name"),
            "contact" => Some("Email or mobile number"),
            "note" => Some("Anything we should know?"),
            "reason" => Some("Why you cancel"),
            "code" => Some("Code"),
            "first_name" => Some("First name"),
            "last_name" => Some("Last name"),
            "email" => Some("Email"),
            "street" => Some("Street and number"),
            "postal_code" => Some("Postal code"),
            "city" => Some("Town"),
            _ => None,
        };
        Self {
            name: name.to_owned(),
            value: value.to_owned(),
            label,
            is_long: matches!(name, "note" | "reason"),
        }
    }
}
