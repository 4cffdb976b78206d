//! Sessions beside the customer's own: of other contacts that they booked under.
//!
//! The server books in a session for that session's contact alone. Who books for somebody else, or is
//! here by the link of a text message and wants the next confirmation by email, keeps their own
//! session, with all it sees, and gets another one beside it.

use std::collections::HashSet;

use futures_util::future::join_all;
use scheduler_sdk::{
    Client,
    types::{Booking, BookingId, Contact},
};

use crate::{BusinessClient, Error, Intent, KeptSession};

impl BusinessClient {
    /// The SDK as the customer of this contact: in the session of theirs that is of it or may be, or in
    /// a new one, which is the same whenever this intent comes without a session. Without either it is
    /// nobody's, and the server says what it needs.
    pub(crate) async fn as_customer_of(
        &self,
        contact: Option<&Contact>,
        intent: &Intent,
    ) -> Result<Client, Error> {
        let mut kept = self.session.lock().await;
        let had_one = kept.is_some();
        let (own, contact) = match (self.fresh(&mut kept).await?, contact) {
            (Some(own), Some(contact)) => (own, contact),
            (Some(own), None) => return Ok(self.api.with_stoken(own)),
            (None, Some(contact)) => {
                let session = self.start_for(contact, intent).await?;
                let api = self.api.with_stoken(session.stoken.clone());
                *kept = Some(session);
                return Ok(api);
            }
            (None, None) if had_one => return Err(Error::SessionEnded),
            (None, None) => return Err(Error::SessionRequired),
        };
        let Some(session) = kept.as_mut() else {
            return Err(Error::SessionEnded);
        };
        let is_own = session.is_of(contact);
        if is_own == Some(true) {
            return Ok(self.api.with_stoken(own));
        }
        let mut beside = session.beside.iter_mut();
        if let Some(known) = beside.find(|it| it.is_of(contact) == Some(true))
            && self.goes_on(known).await?
        {
            return Ok(self.api.with_stoken(known.stoken.clone()));
        }
        match is_own {
            Some(_) => self.start_beside(session, contact, intent).await,
            // A manage link doesn't say whose it is: the server knows.
            None => Ok(self.api.with_stoken(own)),
        }
    }

    /// The SDK as the customer of this contact, after the server said that the one it was asked as is
    /// somebody else.
    pub(crate) async fn as_another(
        &self,
        refused: &Client,
        contact: &Contact,
        intent: &Intent,
    ) -> Result<Client, Error> {
        let mut kept = self.session.lock().await;
        let Some(session) = kept.as_mut() else {
            return Err(Error::SessionEnded);
        };
        // The same form, sent twice at once: the other one has started it.
        let mut beside = session.beside.iter();
        let known = beside.find(|it| it.is_of(contact) == Some(true));
        if let Some(known) = known.filter(|it| Some(&it.stoken) != refused.stoken()) {
            return Ok(self.api.with_stoken(known.stoken.clone()));
        }
        self.start_beside(session, contact, intent).await
    }

    /// Notes whose session it is, now that the server took this contact in it.
    pub(crate) async fn learn(&self, api: &Client, contact: &Contact) {
        let mut kept = self.session.lock().await;
        let own = kept
            .as_mut()
            .filter(|own| Some(&own.stoken) == api.stoken());
        if let Some(own) = own.filter(|own| own.contact.is_none()) {
            own.contact = Some(contact.clone());
        }
    }

    async fn start_beside(
        &self,
        session: &mut KeptSession,
        contact: &Contact,
        intent: &Intent,
    ) -> Result<Client, Error> {
        let started = self.start_for(contact, intent).await?;
        let api = self.api.with_stoken(started.stoken.clone());
        session.put_beside(started);
        Ok(api)
    }

    /// The SDK in each of the customer's sessions that fits, their own before those beside it.
    pub(crate) async fn as_each(
        &self,
        fits: impl Fn(&KeptSession) -> bool,
    ) -> Result<Vec<Client>, Error> {
        let mut kept = self.session.lock().await;
        let had_one = kept.is_some();
        self.fresh(&mut kept).await?;
        let Some(own) = kept.as_mut() else {
            return Err(match had_one {
                true => Error::SessionEnded,
                false => Error::SessionRequired,
            });
        };
        let mut over = Vec::new();
        for session in &mut own.beside {
            if !self.goes_on(session).await? {
                over.push(session.stoken.clone());
            }
        }
        own.beside.retain(|it| !over.contains(&it.stoken));
        let all = std::iter::once(&*own).chain(&own.beside);
        let fitting = all.filter(|session| fits(session));
        Ok(fitting
            .map(|session| self.api.with_stoken(session.stoken.clone()))
            .collect())
    }

    /// The SDK in the one of the customer's sessions that sees this booking, and the booking itself if that
    /// had to be asked. Most bookings are their own session's, so those beside it are asked after it, at once.
    pub(crate) async fn as_who_sees(
        &self,
        id: BookingId,
    ) -> Result<(Client, Option<Booking>), Error> {
        let mut all = self.as_each(|_| true).await?.into_iter();
        let Some(own) = all.next() else {
            return Err(Error::SessionRequired);
        };
        if all.len() == 0 {
            return Ok((own, None));
        }
        if let Some(booking) = self.seen_by(&own, id).await? {
            return Ok((own, Some(booking)));
        }
        let beside = all.map(|api| async move {
            let seen = self.seen_by(&api, id).await;
            (api, seen)
        });
        let mut outcome = Err(Error::NotFound);
        for (api, seen) in join_all(beside).await {
            match seen {
                Ok(Some(booking)) => return Ok((api, Some(booking))),
                Ok(None) => {}
                Err(error) => outcome = Err(error),
            }
        }
        outcome
    }

    /// The booking, if this session of the customer's sees it.
    pub(crate) async fn seen_by(
        &self,
        api: &Client,
        id: BookingId,
    ) -> Result<Option<Booking>, Error> {
        let answer = api
            .booking_view()
            .slug(self.slug.clone())
            .id(id)
            .send()
            .await;
        match self.keep_or_drop(api, answer).await {
            Ok(answer) => Ok(Some(answer.into_inner().data)),
            Err(Error::NotFound) => Ok(None),
            // One beside their own.
            Err(Error::SessionEnded) if self.session().await.is_some() => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The bookings of those of the customer's sessions that fit, asked at once: a list for each, their own
    /// first. A booking that several see is in the first of them.
    pub(crate) async fn bookings_of_each(
        &self,
        fits: impl Fn(&KeptSession) -> bool,
    ) -> Result<Vec<Vec<Booking>>, Error> {
        let all = self.as_each(fits).await?;
        let mut known = HashSet::new();
        let mut found = Vec::new();
        for list in join_all(all.iter().map(|api| self.list(api))).await {
            match list {
                Ok(mut bookings) => {
                    bookings.retain(|it| !known.contains(&it.id));
                    known.extend(bookings.iter().map(|it| it.id));
                    found.push(bookings);
                }
                // One beside their own.
                Err(Error::SessionEnded) if self.session().await.is_some() => {}
                Err(error) => return Err(error),
            }
        }
        Ok(found)
    }
}
