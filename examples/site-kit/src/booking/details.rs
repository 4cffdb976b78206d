//! Who books: the details, the booking itself, and what is free instead of a slot that is gone.

use axum::{extract::Query, response::Response};
use business_client::{
    Booked, DateTime, Error, Intent, NewBooking, Storefront, Utc, contact,
    types::{Contact, ServiceId, Slot},
};
use http::StatusCode;
use serde::{Deserialize, Serialize};

use super::{
    already,
    slots::{Clocks, Offer},
    wanted::Wanted,
};
use crate::{Asked, Form, Page, Reply, Trouble, Visit, trouble};

/// Characters of each field at most: the contract's limits. No more than these is kept of what is typed, whatever is sent.
const LONGEST: Longest = Longest {
    name: 120,
    contact: 254,
    note: 2000,
};

#[derive(Serialize)]
struct Longest {
    name: usize,
    contact: usize,
    note: usize,
}

/// The note of what was typed for a time that can't be had, until another is chosen.
const TYPED: &str = "typed";

/// The slot a link leads here with.
#[derive(Deserialize)]
pub(super) struct Chosen {
    #[serde(default)]
    service: String,
    #[serde(default)]
    start: String,
    #[serde(default)]
    staff: String,
    /// The start, once more, of somebody who has booked the slot and wants another beside it.
    #[serde(default)]
    again: String,
}

/// What the visitor typed, and what is wrong with it.
#[derive(Default, Serialize)]
struct Typed {
    name: String,
    contact: String,
    note: String,
    /// Which form of this page it is: each has a name of its own.
    intent: String,
    /// Whether it is to be booked once more.
    again: bool,
    name_error: Option<String>,
    contact_error: Option<String>,
    note_error: Option<String>,
}

/// What was typed for a time that was not booked, and where it may be shown again.
#[derive(Serialize, Deserialize)]
struct Kept {
    service: ServiceId,
    /// The one time it is for; any time of the service's if there is none.
    only: Option<DateTime<Utc>>,
    name: String,
    contact: String,
    note: String,
}

/// Why the time can't be had.
struct Refused<'a> {
    title: &'static str,
    /// What follows its name in a sentence of the page.
    words: &'a str,
    alternatives: &'a [Slot],
}

pub(super) async fn show(visit: Visit, Asked(Query(chosen)): Asked<Query<Chosen>>) -> Response {
    let work = async {
        let storefront = visit.storefront().await?;
        let Chosen {
            service,
            start,
            staff,
            again,
        } = &chosen;
        let wanted = Wanted::of(&storefront, service, start, staff)?;
        // Before the server may tell that the session is over.
        let session = visit.business()?.session().await;
        let contact = session.and_then(|it| it.contact).map(written);
        let own = already::own(&visit, &wanted, None).await;
        let again = wanted.is_said_again(again) && !own.is_empty();
        if !own.is_empty() && !again {
            return Ok(already::page(&visit, &storefront, &wanted, &own, false));
        }
        let before = Typed::kept(&visit, &wanted).unwrap_or_else(|| Typed {
            contact: contact.unwrap_or_default(),
            ..Typed::default()
        });
        let typed = Typed {
            intent: Intent::new().to_string(),
            again,
            ..before
        };
        Ok(page(&visit, &storefront, &wanted, &typed, None))
    };
    visit.answer(work).await
}

pub(super) async fn book(visit: Visit, form: Form) -> Response {
    visit.answer_keeping(&form, booked(&visit, &form)).await
}

async fn booked(visit: &Visit, form: &Form) -> Result<Reply, Trouble> {
    let business = visit.business()?;
    let storefront = visit.storefront().await?;
    let (service, start) = (form.get("service"), form.get("start"));
    let wanted = Wanted::of(&storefront, service, start, form.get("staff"))?;
    let mut typed = Typed::of(form, &wanted);
    let invalid = |typed: &Typed| {
        let page = page(visit, &storefront, &wanted, typed, None);
        Ok(page.status(StatusCode::UNPROCESSABLE_ENTITY).into())
    };
    let contact = match contact(&typed.contact) {
        Ok(contact) => contact,
        Err(error) => {
            typed.judge(&error);
            return invalid(&typed);
        }
    };
    if typed.name.is_empty() {
        typed.name_error = Some("Please tell us your name.".to_owned());
        return invalid(&typed);
    }
    let mut wish = NewBooking::new(wanted.service.id, wanted.start, &typed.name)
        .with_staff(wanted.staff)
        .contact(contact.clone())
        .named(form.get("intent"));
    if !typed.note.is_empty() {
        wish = wish.note(&typed.note);
    }
    if !typed.again && !already::has_sent(visit, &wish) {
        let own = already::own(visit, &wanted, Some(&contact)).await;
        if !own.is_empty() {
            // By somebody else, perhaps: it is for none but this time.
            typed.keep(visit, &wanted, Some(wanted.start));
            let page = already::page(visit, &storefront, &wanted, &own, true);
            return Ok(page.status(StatusCode::CONFLICT).into());
        }
    }
    already::sends(visit, &wish);
    let outcome = business.book(&wish).await;
    already::has_heard(visit, &outcome);
    visit.remember().await;
    match outcome {
        Ok(Booked::Confirmed(booking)) => {
            visit.drop_note(TYPED);
            let path = visit.path(&format!("/bookings/{}?new=yes", booking.id));
            Ok(Reply::SeeOther(path))
        }
        Ok(Booked::SlotTaken { alternatives }) => {
            let refused = Refused {
                title: "That time has just been taken",
                words: "was taken while you were writing.",
                alternatives: &alternatives,
            };
            typed.keep(visit, &wanted, None);
            let page = page(visit, &storefront, &wanted, &typed, Some(&refused));
            Ok(page.status(StatusCode::CONFLICT).into())
        }
        Err(Error::Policy { rule, .. }) => {
            let refused = Refused {
                title: "That isn't possible any more",
                words: &format!("can't be booked. {}", trouble::policy(rule)),
                alternatives: &[],
            };
            typed.keep(visit, &wanted, None);
            let page = page(visit, &storefront, &wanted, &typed, Some(&refused));
            Ok(page.status(StatusCode::CONFLICT).into())
        }
        Err(error @ Error::Invalid { .. }) if typed.judge(&error) => invalid(&typed),
        Err(error) => Err(error.into()),
    }
}

fn page(
    visit: &Visit,
    storefront: &Storefront,
    wanted: &Wanted<'_>,
    typed: &Typed,
    refused: Option<&Refused<'_>>,
) -> Page {
    let clocks = Clocks::of(visit, visit.zone(&storefront.tenant));
    let offer = |slot| Offer::of(slot, wanted.service, &clocks, String::new());
    let alternatives = refused.map(|it| it.alternatives).unwrap_or_default();
    let offers: Vec<_> = alternatives.iter().map(offer).collect();
    let title = refused.map_or("Your details", |it| it.title);
    Page::new("details.html", title)
        .with("appointment", &wanted.appointment(visit, &clocks))
        .with("typed", typed)
        .with("opens_at", typed.first_wrong())
        .with("longest", &LONGEST)
        .with("refused", &refused.map(|it| it.words))
        .with("alternatives", &offers)
}

impl Typed {
    fn of(form: &Form, wanted: &Wanted<'_>) -> Self {
        let text = |name| form.get(name).to_owned();
        Self {
            name: text("name"),
            contact: text("contact"),
            note: text("note"),
            intent: text("intent"),
            again: wanted.is_said_again(form.get("again")),
            ..Self::default()
        }
    }

    /// What was typed before, as far as it is for this slot.
    fn kept(visit: &Visit, wanted: &Wanted<'_>) -> Option<Self> {
        let kept: Kept = serde_json::from_str(&visit.note(TYPED)?).ok()?;
        let is_for = kept.service == wanted.service.id
            && kept.only.is_none_or(|start| start == wanted.start);
        is_for.then(|| Self {
            name: kept.name,
            contact: kept.contact,
            note: kept.note,
            ..Self::default()
        })
    }

    /// Keeps what people type, and nothing else, for the time that is chosen instead, or for this one only.
    fn keep(&self, visit: &Visit, wanted: &Wanted<'_>, only: Option<DateTime<Utc>>) {
        let first = |text: &str, most| text.chars().take(most).collect();
        let kept = Kept {
            service: wanted.service.id,
            only,
            name: first(&self.name, LONGEST.name),
            contact: first(&self.contact, LONGEST.contact),
            note: first(&self.note, LONGEST.note),
        };
        if let Ok(note) = serde_json::to_string(&kept) {
            visit.jot(TYPED, note);
        }
    }

    /// The first field with which something is wrong, if that is so with any.
    fn first_wrong(&self) -> &'static str {
        let fields = [
            ("name", &self.name_error),
            ("contact", &self.contact_error),
            ("note", &self.note_error),
        ];
        let wrong = fields.iter().find(|(_, error)| error.is_some());
        wrong.map_or("", |(name, _)| name)
    }

    /// Says at its field what is wrong; whether there was such a field.
    fn judge(&mut self, error: &Error) -> bool {
        let words = |at: &str, words: &str| error.field(at).map(|_| words.to_owned());
        self.name_error = words(
            "/customerName",
            "Please write it in 120 characters at most.",
        );
        self.contact_error = words(
            "/contact",
            "Please give an email address, or a mobile number with its country's code, such as \
             +49 151 1234567.",
        );
        self.note_error = words("/note", "Please write it in 2,000 characters at most.");
        self.name_error.is_some() || self.contact_error.is_some() || self.note_error.is_some()
    }
}

/// A contact, as people write it.
pub(super) fn written(contact: Contact) -> String {
    match contact {
        Contact::Email { address } => address,
        Contact::Phone { number } => number,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::LONGEST;

    #[test]
    fn fields_are_as_long_as_the_contract_takes_them() {
        let document = include_str!("../../../../openapi.json");
        let document: Value = serde_json::from_str(document).unwrap();
        let most = |of: &str| document.pointer(&format!("/components/schemas/{of}/maxLength"));
        for (of, longest) in [
            ("BookingCreate/properties/customerName", LONGEST.name),
            ("Contact/oneOf/0/properties/address", LONGEST.contact),
            ("BookingCreate/properties/note", LONGEST.note),
        ] {
            assert_eq!(most(of), Some(&longest.into()), "{of}");
        }
    }
}
