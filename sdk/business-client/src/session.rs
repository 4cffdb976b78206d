//! The customer's session: started, kept, refreshed, verified and dropped.

use scheduler_sdk::{
    Client, Stoken,
    types::{
        Contact, SessionCode, SessionCreate, SessionLevel, SessionRedeem, SessionState,
        SessionVerify,
    },
};

use crate::{BusinessClient, Error, Intent, KeptSession};

impl BusinessClient {
    /// The session as it stands, to be kept until the visitor's next request. Ask after every call,
    /// failed ones included: a call may have started, refreshed or dropped it.
    pub async fn session(&self) -> Option<KeptSession> {
        self.session.lock().await.clone()
    }

    /// Starts a session under a contact, in place of the one kept. Nothing is sent to the contact,
    /// and the session sees only what is booked in it until it is [verified](Self::verify).
    ///
    /// # Errors
    /// [`Error::Invalid`] if the contact is none, [`Error::RateLimited`].
    pub async fn start_session(&self, contact: Contact) -> Result<(), Error> {
        let mut kept = self.session.lock().await;
        *kept = Some(self.start(contact).await?);
        Ok(())
    }

    /// Sends a code of six digits to the session's contact.
    ///
    /// # Errors
    /// [`Error::SessionRequired`], [`Error::SessionEnded`], [`Error::RateLimited`].
    pub async fn send_code(&self) -> Result<SessionCode, Error> {
        let api = self.as_customer().await?;
        let answer = api.session_code().slug(self.slug.clone()).send().await;
        Ok(self.keep_or_drop(&api, answer).await?.into_inner().data)
    }

    /// Sends a code of six digits to this contact, in its session if that is the one kept, else in a
    /// new one that takes its place. The one call behind "my bookings" of a returning customer.
    ///
    /// # Errors
    /// [`Error::Invalid`] if the contact is none, [`Error::RateLimited`].
    pub async fn ask_for_code(&self, contact: Contact) -> Result<SessionCode, Error> {
        let mut kept = self.session.lock().await;
        let is_own = kept.as_ref().and_then(|own| own.is_of(&contact)) == Some(true);
        let goes_on = is_own && self.fresh(&mut kept).await?.is_some();
        if !goes_on {
            *kept = Some(self.start(contact.clone()).await?);
        }
        drop(kept);
        match self.send_code().await {
            // The server had ended the session that was kept.
            Err(Error::SessionRequired | Error::SessionEnded) if goes_on => {
                self.start_session(contact).await?;
                self.send_code().await
            }
            answer => answer,
        }
    }

    /// Verifies the session by the code its contact received: from then on it sees everything under
    /// that contact at this tenant. A wrong code extends the session as the right one does.
    ///
    /// # Errors
    /// [`Error::WrongCode`]; [`Error::Invalid`] if it isn't six digits; [`Error::SessionRequired`],
    /// [`Error::SessionEnded`], [`Error::RateLimited`].
    pub async fn verify(&self, code: &str) -> Result<(), Error> {
        let api = self.as_customer().await?;
        let body = SessionVerify {
            code: code.trim().to_owned(),
        };
        let call = api.session_verify().slug(self.slug.clone()).body(body);
        match self.keep_or_drop(&api, call.send().await).await {
            Ok(state) => {
                self.note_state(&api, &state.into_inner().data).await;
                Ok(())
            }
            Err(Error::VerificationRequired) => match self.learn_state(&api).await {
                // The code was right before, and the answer that said so got lost.
                Some(SessionLevel::Verified) => Ok(()),
                _ => Err(Error::WrongCode),
            },
            Err(error) => Err(error),
        }
    }

    /// What the server holds the session for, as far as it says. Asking extends it.
    async fn learn_state(&self, api: &Client) -> Option<SessionLevel> {
        let told = api.session_refresh().slug(self.slug.clone()).send().await;
        let state = told.ok()?.into_inner().data;
        self.note_state(api, &state).await;
        Some(state.level)
    }

    /// Notes what the server said of the session it was asked in, unless another has taken its place.
    async fn note_state(&self, api: &Client, state: &SessionState) {
        let mut kept = self.session.lock().await;
        if let Some(kept) = kept.as_mut().filter(|it| api.stoken() == Some(&it.stoken)) {
            kept.update(state);
        }
    }

    /// Exchanges the token of a manage link for a verified session, in place of the one kept. Call
    /// this when the person clicks, never when the page loads: mail scanners follow links, and a
    /// link works once.
    ///
    /// # Errors
    /// [`Error::LinkUsed`] if it was used or is none, [`Error::RateLimited`].
    pub async fn redeem(&self, manage_token: &str) -> Result<(), Error> {
        let body = SessionRedeem {
            manage_token: Stoken::new(manage_token).map_err(|_| Error::LinkUsed)?,
        };
        let mut kept = self.session.lock().await;
        let call = self.api.session_redeem().slug(self.slug.clone()).body(body);
        let session = call
            .send()
            .await
            .map_err(|error| match Error::from(error) {
                Error::SessionEnded | Error::SessionRequired => Error::LinkUsed,
                other => other,
            })?;
        *kept = Some(KeptSession::new(session.into_inner().data, None));
        Ok(())
    }

    /// Ends the session and those beside it, here and at the server. A session that had ended already
    /// is no error.
    ///
    /// # Errors
    /// [`Error::Transport`] or [`Error::Unavailable`] if the server couldn't be told; the session is
    /// dropped here all the same, and runs out by itself there.
    pub async fn end_session(&self) -> Result<(), Error> {
        let mut kept = self.session.lock().await;
        let Some(ended) = self.forget(&mut kept) else {
            return Ok(());
        };
        drop(kept);
        let beside = ended.beside.iter().map(|it| &it.stoken);
        let mut outcome = Ok(());
        for stoken in std::iter::once(&ended.stoken).chain(beside) {
            let api = self.api.with_stoken(stoken.clone());
            let call = api.session_end().slug(self.slug.clone());
            match call.send().await.map_err(Error::from) {
                Ok(_) | Err(Error::SessionRequired | Error::SessionEnded) => {}
                Err(error) => outcome = Err(error),
            }
        }
        outcome
    }

    /// The SDK as this session's customer; the session refreshed where it is about to end.
    pub(crate) async fn as_customer(&self) -> Result<Client, Error> {
        let mut kept = self.session.lock().await;
        let had_one = kept.is_some();
        match self.fresh(&mut kept).await? {
            Some(stoken) => Ok(self.api.with_stoken(stoken)),
            None if had_one => Err(Error::SessionEnded),
            None => Err(Error::SessionRequired),
        }
    }

    /// Starts a session for an intent, or joins the one that the same form started a moment ago.
    pub(crate) async fn start_for(
        &self,
        contact: &Contact,
        intent: &Intent,
    ) -> Result<KeptSession, Error> {
        let Some(started) = self.started.of(intent, contact) else {
            return self.start(contact.clone()).await;
        };
        let mut started = started.lock().await;
        if let Some(session) = started.as_ref().filter(|it| !it.is_over(self.now())) {
            return Ok(session.clone());
        }
        let session = self.start(contact.clone()).await?;
        *started = Some(session.clone());
        Ok(session)
    }

    fn forget(&self, kept: &mut Option<KeptSession>) -> Option<KeptSession> {
        let session = kept.take()?;
        for ended in std::iter::once(&session).chain(&session.beside) {
            self.started.forget(&ended.stoken);
        }
        Some(session)
    }

    /// Passes an answer on; a session the server no longer knows is dropped.
    pub(crate) async fn keep_or_drop<T>(
        &self,
        api: &Client,
        answer: Result<T, impl Into<Error>>,
    ) -> Result<T, Error> {
        let error = match answer {
            Ok(answer) => return Ok(answer),
            Err(error) => error.into(),
        };
        if matches!(error, Error::SessionRequired | Error::SessionEnded) {
            let mut kept = self.session.lock().await;
            if kept.as_ref().map(|own| &own.stoken) == api.stoken() {
                self.forget(&mut kept);
            } else if let (Some(own), Some(stoken)) = (kept.as_mut(), api.stoken()) {
                own.beside.retain(|it| it.stoken != *stoken);
                self.started.forget(stoken);
            }
            return Err(Error::SessionEnded);
        }
        Err(error)
    }

    async fn start(&self, contact: Contact) -> Result<KeptSession, Error> {
        let body = SessionCreate {
            contact: contact.clone(),
        };
        let call = self.api.session_create().slug(self.slug.clone()).body(body);
        let session = call.send().await?.into_inner().data;
        Ok(KeptSession::new(session, Some(contact)))
    }

    /// The stoken kept, refreshed if its end is near; `None` if there is none or it is over.
    pub(crate) async fn fresh(
        &self,
        kept: &mut Option<KeptSession>,
    ) -> Result<Option<Stoken>, Error> {
        let Some(session) = kept.as_mut() else {
            return Ok(None);
        };
        if self.goes_on(session).await? {
            return Ok(Some(session.stoken.clone()));
        }
        self.forget(kept);
        Ok(None)
    }

    /// Whether a session goes on, refreshed if its end is near.
    pub(crate) async fn goes_on(&self, session: &mut KeptSession) -> Result<bool, Error> {
        let now = self.now();
        if session.is_over(now) {
            return Ok(false);
        }
        if !session.wants_refresh(now) {
            return Ok(true);
        }
        let api = self.api.with_stoken(session.stoken.clone());
        let refreshed = api.session_refresh().slug(self.slug.clone()).send().await;
        match refreshed.map_err(Error::from) {
            Ok(state) => {
                session.update(&state.into_inner().data);
                Ok(true)
            }
            Err(Error::SessionRequired | Error::SessionEnded) => Ok(false),
            // It is valid for some minutes yet, and the next call tries again.
            Err(error) if error.may_pass() => Ok(true),
            Err(error) => Err(error),
        }
    }
}
