//! Who books: the details, the booking itself, and what is free instead of a slot that is gone.

use axum::{extract::Query, response::Response};
use business_client::{
    Booked, DateTime, Error, Intent, NewBooking, Storefront, Utc, contact,
    types::{Contact, Service, ServiceId, Slot, StaffId},
};
use http::StatusCode;
use serde::{Deserialize, Serialize};

use super::slots::{Clocks, Offer};
use crate::{Asked, Form, Page, Reply, Trouble, Visit, dates, trouble};

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
}

/// What the visitor typed, and what is wrong with it.
#[derive(Default, Serialize, Deserialize)]
struct Typed {
    name: String,
    contact: String,
    note: String,
    intent: String,
    #[serde(skip_deserializing)]
    name_error: Option<String>,
    #[serde(skip_deserializing)]
    contact_error: Option<String>,
    #[serde(skip_deserializing)]
    note_error: Option<String>,
}

/// Why the time can't be had.
struct Refused<'a> {
    title: &'static str,
    /// What follows its name in a sentence of the page.
    words: &'a str,
    alternatives: &'a [Slot],
}

/// A slot somebody wants.
struct Wanted<'a> {
    service: &'a Service,
    start: DateTime<Utc>,
    staff: Option<StaffId>,
}

/// The slot, as the page shows it.
#[derive(Serialize)]
struct Appointment {
    service: super::Service,
    start: String,
    day: String,
    time: String,
    zone: String,
    beside: Option<String>,
    staff: Option<String>,
    staff_name: Option<String>,
    /// Where to choose another.
    other_path: String,
}

pub(super) async fn show(visit: Visit, Asked(Query(chosen)): Asked<Query<Chosen>>) -> Response {
    let work = async {
        let storefront = visit.storefront().await?;
        let Chosen {
            service,
            start,
            staff,
        } = &chosen;
        let wanted = Wanted::of(&storefront, service, start, staff)?;
        let session = visit.business()?.session().await;
        let contact = session.and_then(|it| it.contact).map(written);
        let before = Typed::kept(&visit).unwrap_or_else(|| Typed {
            contact: contact.unwrap_or_default(),
            ..Typed::default()
        });
        let typed = Typed {
            intent: Intent::new().to_string(),
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
    let mut typed = Typed::of(form);
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
        .contact(contact)
        .named(form.get("intent"));
    if !typed.note.is_empty() {
        wish = wish.note(&typed.note);
    }
    let outcome = business.book(&wish).await;
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
            typed.keep(visit);
            let page = page(visit, &storefront, &wanted, &typed, Some(&refused));
            Ok(page.status(StatusCode::CONFLICT).into())
        }
        Err(Error::Policy { rule, .. }) => {
            let refused = Refused {
                title: "That isn't possible any more",
                words: &format!("can't be booked. {}", trouble::policy(rule)),
                alternatives: &[],
            };
            typed.keep(visit);
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
        .with("refused", &refused.map(|it| it.words))
        .with("alternatives", &offers)
}

impl<'a> Wanted<'a> {
    fn of(
        storefront: &'a Storefront,
        service: &str,
        start: &str,
        staff: &str,
    ) -> Result<Self, Trouble> {
        let service: ServiceId = service.parse().map_err(|_| Trouble::NothingHere)?;
        Ok(Self {
            service: storefront.service(service).ok_or(Trouble::NothingHere)?,
            start: start.parse().map_err(|_| Trouble::NothingHere)?,
            staff: staff.parse().ok(),
        })
    }

    fn appointment(&self, visit: &Visit, clocks: &Clocks) -> Appointment {
        let service = super::Service::of(self.service, visit);
        let person = self
            .service
            .staff
            .iter()
            .find(|it| Some(it.id) == self.staff);
        let day = clocks.tenant.date(self.start);
        Appointment {
            other_path: format!("{}?day={day}", service.path),
            start: dates::for_programs(self.start),
            day: clocks.tenant.day(self.start),
            time: clocks.tenant.time(self.start),
            zone: clocks.tenant.spoken(),
            beside: clocks.beside(self.start),
            staff: self.staff.map(|id| id.to_string()),
            staff_name: person.map(|it| it.name.clone()),
            service,
        }
    }
}

impl Typed {
    fn of(form: &Form) -> Self {
        let text = |name| form.get(name).to_owned();
        Self {
            name: text("name"),
            contact: text("contact"),
            note: text("note"),
            intent: text("intent"),
            ..Self::default()
        }
    }

    /// What was typed for a time that could not be had.
    fn kept(visit: &Visit) -> Option<Self> {
        serde_json::from_str(&visit.note(TYPED)?).ok()
    }

    /// Keeps it for the time that is chosen instead.
    fn keep(&self, visit: &Visit) {
        if let Ok(note) = serde_json::to_string(self) {
            visit.keep_note(TYPED, note);
        }
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
