//! What happens to a customer's bookings, as it happens: for this process, or for a browser.

use scheduler_sdk::{Client, EventSource, Events, types::BookingId};

use crate::{BusinessClient, Error};

impl BusinessClient {
    /// What happens to the session's bookings, as it happens, read by this process.
    ///
    /// [`Events::next`] goes on over connections that break, from the last event it gave;
    /// [`Events::after`] begins after one that was kept. Its errors become an [`Error`] by `?`.
    ///
    /// # Errors
    /// [`Error::SessionRequired`], [`Error::SessionEnded`].
    pub async fn events(&self) -> Result<Events, Error> {
        Ok(self.as_customer().await?.events(self.slug.clone()))
    }

    /// The same for the customer's browser: the URL for its `EventSource`, after the event of this id
    /// if there was one.
    ///
    /// The URL opens streams for a minute and does nothing else, so it must not stand in a page that
    /// may be kept. Answer it as JSON from a path of the site's own, with `Cache-Control: no-store`;
    /// the page fetches that, opens the stream, and on `error` closes it, fetches again with the last
    /// `lastEventId` it saw, and reopens:
    ///
    /// ```js
    /// let last = null;
    /// async function watch() {
    ///   const query = last === null ? "" : `?after=${last}`;
    ///   const answer = await fetch(`/live${query}`, { cache: "no-store" });
    ///   if (!answer.ok) return setTimeout(watch, 10000);
    ///   const stream = new EventSource((await answer.json()).url);
    ///   stream.addEventListener("booking.cancelled", (event) => { last = event.lastEventId; /* … */ });
    ///   stream.onerror = () => { stream.close(); setTimeout(watch, 1000); };
    /// }
    /// ```
    ///
    /// # Errors
    /// [`Error::SessionRequired`], [`Error::SessionEnded`]; [`Error::RateLimited`].
    pub async fn event_source(&self, after: impl Into<Option<u64>>) -> Result<EventSource, Error> {
        let api = self.as_customer().await?;
        self.source_as(&api, after.into()).await
    }

    /// The same for the page of one booking, in whichever of the customer's sessions sees it: those
    /// [beside](crate::KeptSession::beside) their own have streams of their own.
    ///
    /// # Errors
    /// [`Error::NotFound`] if it isn't one of theirs, and the same.
    pub async fn event_source_of(
        &self,
        id: BookingId,
        after: impl Into<Option<u64>>,
    ) -> Result<EventSource, Error> {
        let (api, _) = self.as_who_sees(id).await?;
        self.source_as(&api, after.into()).await
    }

    async fn source_as(&self, api: &Client, after: Option<u64>) -> Result<EventSource, Error> {
        let answer = api.event_source(self.slug.clone(), after).await;
        let source = self.keep_or_drop(api, answer).await?;
        match &self.public_url {
            Some(url) => Ok(source.at(url)?),
            None => Ok(source),
        }
    }

    /// Whether the server lets pages of this origin, such as `https://practice.example`, open that URL: whether the
    /// tenant's `allowed_origins` name it. For a site that wants to tell its operator.
    ///
    /// # Errors
    /// [`Error::Transport`] or [`Error::Unavailable`] if the server doesn't say.
    pub async fn lets_listen(&self, origin: &str) -> Result<bool, Error> {
        Ok(self.api.lets_listen(self.slug.clone(), origin).await?)
    }
}
