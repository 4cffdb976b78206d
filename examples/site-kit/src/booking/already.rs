//! A slot that is the customer's own already: they came back to its form, or changed it and sent it once more.
//!
//! A form that is sent twice as it was is one booking by its intent. These are the others, which would be a second
//! booking that nobody may have meant: the customer is shown what they have, and says so if they want more.

use std::time::Duration;

use business_client::{
    Booked, Error, NewBooking, Storefront,
    types::{Booking, BookingStatus, Contact},
};

use super::{slots::Clocks, summary::Summary, wanted::Wanted};
use crate::{Page, Trouble, Visit};

/// The note of the form that was last passed on to the server, by its idempotency key.
const SENT: &str = "sent";

/// Time looking for the customer's appointments may take: what the page is for has to come after it.
const LOOKING: Duration = Duration::from_secs(3);

/// Notes that a form is passed on to the server, whose answer may get lost.
pub(super) fn sends(visit: &Visit, wish: &NewBooking) {
    visit.jot(SENT, wish.idempotency_key());
}

/// Notes what came of it: what was refused is no form that the server knows.
pub(super) fn has_heard(visit: &Visit, outcome: &Result<Booked, Error>) {
    let may_be_booked = match outcome {
        Ok(booked) => matches!(booked, Booked::Confirmed(_)),
        Err(Error::Transport(_) | Error::Unavailable { .. } | Error::Drift(_)) => true,
        Err(_) => false,
    };
    if !may_be_booked {
        visit.drop_note(SENT);
    }
}

/// Whether this very form was the last one passed on: the server knows what came of it.
pub(super) fn has_sent(visit: &Visit, wish: &NewBooking) -> bool {
    visit.note(SENT) == Some(wish.idempotency_key())
}

/// The customer's appointments in this slot, as far as they can be told in time: nobody is kept from booking because
/// they can't be. Whoever has no session, or one that is over, has none that they may see. Nor does anybody see here
/// what was booked under another contact than they give: that is of somebody else at the same browser.
pub(super) async fn own(
    visit: &Visit,
    wanted: &Wanted<'_>,
    given: Option<&Contact>,
) -> Vec<Booking> {
    let looked = tokio::time::timeout(LOOKING, look(visit, wanted, given)).await;
    looked
        .unwrap_or(Err(Trouble::Overdue))
        .unwrap_or_else(|trouble| {
            visit.report(&trouble);
            Vec::new()
        })
}

async fn look(
    visit: &Visit,
    wanted: &Wanted<'_>,
    given: Option<&Contact>,
) -> Result<Vec<Booking>, Trouble> {
    let business = visit.business()?;
    let bookings = match given {
        Some(contact) => business.bookings_under(contact).await,
        None => business.bookings().await,
    };
    let bookings = match bookings {
        Ok(bookings) => bookings,
        Err(Error::SessionRequired | Error::SessionEnded) => return Ok(Vec::new()),
        Err(error) => return Err(error.into()),
    };
    let is_own = |booking: &Booking| {
        booking.status == BookingStatus::Confirmed
            && booking.service_id == wanted.service.id
            && booking.start == wanted.start
    };
    Ok(bookings.into_iter().filter(is_own).collect())
}

/// The page that shows them, in place of the form or, if one was sent, of booking.
pub(super) fn page(
    visit: &Visit,
    storefront: &Storefront,
    wanted: &Wanted<'_>,
    own: &[Booking],
    was_sent: bool,
) -> Page {
    let tenant = &storefront.tenant;
    let clocks = Clocks::of(visit, visit.zone(tenant));
    let own = own
        .iter()
        .map(|booking| Summary::of(booking, visit, &tenant.locale));
    Page::new("already.html", "You have booked this already")
        .with("appointment", &wanted.appointment(visit, &clocks))
        .with("own", &own.collect::<Vec<_>>())
        .with("again_path", &wanted.again_path(visit))
        .with("was_sent", &was_sent)
}
