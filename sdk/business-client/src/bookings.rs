//! Booking, and what can be done with a booking.

use std::cmp::Reverse;

use chrono::{DateTime, Utc};
use scheduler_sdk::{
    Client, read_text,
    types::{ApiError, Booking, BookingChange, BookingId, BookingStatus, Change, Contact, StaffId},
};

use crate::{
    Booked, BusinessClient, Cancelled, Error, KeptSession, NewBooking, Rescheduled, Seen, intent,
    pages,
};

impl BusinessClient {
    /// Books what the customer wants.
    ///
    /// Without a session, or where the server has ended it, one is started under the wish's contact, so
    /// that the booking can be seen, moved and cancelled afterwards. If the contact is not the
    /// session's, the booking is made in another session [beside](crate::KeptSession::beside) it, whose
    /// bookings are the customer's too. After [`Error::Transport`] or [`Error::Unavailable`] call this
    /// again with the same wish: it is one booking, however often it is asked for.
    ///
    /// # Errors
    /// [`Error::Invalid`] with the fields to ask for again; [`Error::Policy`];
    /// [`Error::SessionRequired`] without session and contact; [`Error::RateLimited`];
    /// [`Error::Drift`], after which nothing was stored if its side is the request.
    pub async fn book(&self, wish: &NewBooking) -> Result<Booked, Error> {
        match self.book_in_session(wish).await {
            // The server had ended the session that was kept, and stored nothing.
            Err(Error::SessionEnded) if wish.wish().contact.is_some() => {
                self.book_in_session(wish).await
            }
            outcome => outcome,
        }
    }

    async fn book_in_session(&self, wish: &NewBooking) -> Result<Booked, Error> {
        let contact = wish.wish().contact.as_ref();
        let api = self.as_customer_of(contact, wish.intent()).await?;
        let outcome = self.book_as(&api, wish).await;
        let Some(contact) = contact else {
            return outcome;
        };
        match outcome {
            Err(error) if is_of_another(&error) => {
                let api = self.as_another(&api, contact, wish.intent()).await?;
                self.book_as(&api, wish).await
            }
            Ok(booked) => {
                self.learn(&api, contact).await;
                Ok(booked)
            }
            Err(error) => Err(error),
        }
    }

    async fn book_as(&self, api: &Client, wish: &NewBooking) -> Result<Booked, Error> {
        let call = api
            .booking_create()
            .slug(self.slug.clone())
            .idempotency_key(wish.idempotency_key())
            .body(wish.wish().clone());
        let error = match call.send().await {
            Ok(answer) => return Ok(Booked::Confirmed(answer.into_inner().data)),
            Err(error) => scheduler_sdk::Error::from(error),
        };
        match error.api() {
            Some(ApiError::SlotTaken { alternatives, .. }) => Ok(Booked::SlotTaken {
                alternatives: alternatives.clone(),
            }),
            _ => self.keep_or_drop(api, Err(error)).await,
        }
    }

    /// The customer's bookings, newest start first: those of this session, or once it is verified all
    /// under its contact at this tenant; and those of the sessions [beside](crate::KeptSession::beside) it.
    ///
    /// # Errors
    /// [`Error::SessionRequired`], [`Error::SessionEnded`]; [`Error::TooMany`] beyond 20 pages.
    pub async fn bookings(&self) -> Result<Vec<Booking>, Error> {
        Ok(merged(self.bookings_of_each(|_| true).await?))
    }

    /// The same, a list for each of the sessions: the customer's own first, and what several see in the
    /// first of them. What happens to the bookings of a list is told by one event stream, that
    /// [of any of them](Self::event_source_of).
    ///
    /// # Errors
    /// The same.
    pub async fn bookings_by_session(&self) -> Result<Vec<Vec<Booking>>, Error> {
        self.bookings_of_each(|_| true).await
    }

    /// All of them, but for those that are known to be of another contact than this one.
    ///
    /// # Errors
    /// The same.
    pub async fn bookings_under(&self, contact: &Contact) -> Result<Vec<Booking>, Error> {
        let fits = |session: &KeptSession| session.is_of(contact) != Some(false);
        Ok(merged(self.bookings_of_each(fits).await?))
    }

    pub(crate) async fn list(&self, api: &Client) -> Result<Vec<Booking>, Error> {
        let bookings = pages::all(|token| async move {
            let mut call = api
                .booking_list()
                .slug(self.slug.clone())
                .limit(pages::SIZE);
            if let Some(token) = token {
                call = call.page_token(token);
            }
            let page = call.send().await?.into_inner();
            Ok((page.data, page.next_page_token))
        });
        self.keep_or_drop(api, bookings.await).await
    }

    /// One of the customer's bookings.
    ///
    /// # Errors
    /// [`Error::NotFound`] if it isn't one of theirs; [`Error::SessionRequired`],
    /// [`Error::SessionEnded`].
    pub async fn booking(&self, id: BookingId) -> Result<Booking, Error> {
        match self.as_who_sees(id).await? {
            (_, Some(booking)) => Ok(booking),
            (own, None) => self.seen_by(&own, id).await?.ok_or(Error::NotFound),
        }
    }

    /// Moves a booking to the slot that starts at `start`, with `staff` or, if that is left out, with
    /// the same person where they are free.
    ///
    /// `seen` is the booking the customer saw, or its [`Seen`] out of a form: if it has changed since,
    /// nothing happens and the current one comes back. Repeating the call is safe.
    ///
    /// # Errors
    /// [`Error::Policy`], as when it is too late; [`Error::NotFound`]; [`Error::SessionRequired`],
    /// [`Error::SessionEnded`].
    pub async fn reschedule(
        &self,
        seen: impl Into<Seen>,
        start: DateTime<Utc>,
        staff: impl Into<Option<StaffId>>,
    ) -> Result<Rescheduled, Error> {
        let seen = seen.into();
        let staff_id = staff.into();
        let (api, _) = self.as_who_sees(seen.id).await?;
        let change = Change::Reschedule { start, staff_id };
        let error = match self.change(&api, seen, change).await {
            Ok(booking) => return Ok(Rescheduled::Confirmed(booking)),
            Err(error) => error,
        };
        match error.api() {
            Some(ApiError::SlotTaken { alternatives, .. }) => Ok(Rescheduled::SlotTaken {
                alternatives: alternatives.clone(),
            }),
            Some(ApiError::RevisionConflict { booking, .. }) => {
                Ok(Rescheduled::ChangedMeanwhile(booking.clone()))
            }
            _ => self.keep_or_drop(&api, Err(error)).await,
        }
    }

    /// Calls a booking off, for a reason if the customer wants to give one.
    ///
    /// `seen` is the booking the customer saw, or its [`Seen`] out of a form: if it has changed since,
    /// nothing happens and the current one comes back, unless what changed is that it was cancelled: then
    /// what the customer wants is done. Repeating the call is safe, with another reason too.
    ///
    /// # Errors
    /// [`Error::Policy`], as when it is too late; [`Error::NotFound`]; [`Error::SessionRequired`],
    /// [`Error::SessionEnded`].
    pub async fn cancel(
        &self,
        seen: impl Into<Seen>,
        reason: Option<&str>,
    ) -> Result<Cancelled, Error> {
        let seen = seen.into();
        let reason = reason.map(str::to_owned);
        let (api, _) = self.as_who_sees(seen.id).await?;
        let error = match self.change(&api, seen, Change::Cancel { reason }).await {
            Ok(booking) => return Ok(Cancelled::Confirmed(booking)),
            Err(error) => error,
        };
        match error.api() {
            Some(ApiError::RevisionConflict { booking, .. }) => Ok(match booking.status {
                BookingStatus::Cancelled => Cancelled::Confirmed(booking.clone()),
                _ => Cancelled::ChangedMeanwhile(booking.clone()),
            }),
            _ => self.keep_or_drop(&api, Err(error)).await,
        }
    }

    /// A booking as a calendar file (RFC 5545).
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::SessionRequired`], [`Error::SessionEnded`].
    pub async fn calendar(&self, id: BookingId) -> Result<String, Error> {
        let (api, _) = self.as_who_sees(id).await?;
        let answer = api
            .booking_calendar()
            .slug(self.slug.clone())
            .id(id)
            .send()
            .await;
        let answer = self.keep_or_drop(&api, answer).await?;
        Ok(read_text(answer).await?)
    }

    /// The revision the customer saw and what they want of it are the intent, and so its key.
    async fn change(
        &self,
        api: &Client,
        seen: Seen,
        change: Change,
    ) -> Result<Booking, scheduler_sdk::Error> {
        let body = BookingChange {
            revision: seen.revision,
            change,
        };
        let key = intent::key(&seen.id.to_string(), &body);
        let call = api.booking_change().slug(self.slug.clone()).id(seen.id);
        let answer = call.idempotency_key(key).body(body).send().await?;
        Ok(answer.into_inner().data)
    }
}

/// One list of several, newest start first.
fn merged(lists: Vec<Vec<Booking>>) -> Vec<Booking> {
    let mut bookings = lists.concat();
    bookings.sort_by_key(|booking| Reverse(booking.start));
    bookings
}

/// Whether the server refused a contact as not the session's: of a contact that is none it names the
/// part that is wrong.
fn is_of_another(error: &Error) -> bool {
    matches!(error, Error::Invalid { fields } if fields.iter().any(|field| field.at == "/contact"))
}
