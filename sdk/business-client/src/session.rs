//! The customer's session: started, kept, refreshed, verified and dropped.

use std::fmt;

use chrono::{DateTime, TimeDelta, Utc};
use scheduler_sdk::{
    Client, Stoken,
    types::{
        Contact, Session, SessionCode, SessionCreate, SessionLevel, SessionRedeem, SessionState,
        SessionVerify,
    },
};
use serde::{Deserialize, Serialize};
use tokio::sync::MutexGuard;

use crate::{BusinessClient, Error, Intent};

/// How long before its end a session is refreshed.
const REFRESH_BEFORE: TimeDelta = TimeDelta::minutes(5);

/// A session, to be kept between two requests of a site.
///
/// It serializes with its secret in clear: put it where only the site can read it, such as an
/// encrypted `HttpOnly` cookie or a store of the site's own. `Debug` shows neither the secret nor the
/// contact.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct KeptSession {
    /// The secret.
    pub stoken: Stoken,
    /// What it may see.
    pub level: SessionLevel,
    /// When it ends unless it is refreshed.
    pub expires_at: DateTime<Utc>,
    /// When it ends even if it is refreshed.
    pub refreshable_until: DateTime<Utc>,
    /// The contact it was started under, if that is known: a manage link doesn't tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
}

impl KeptSession {
    fn new(session: Session, contact: Option<Contact>) -> Self {
        Self {
            stoken: session.stoken,
            level: session.level,
            expires_at: session.expires_at,
            refreshable_until: session.refreshable_until,
            contact,
        }
    }

    fn update(&mut self, state: &SessionState) {
        self.level = state.level;
        self.expires_at = state.expires_at;
        self.refreshable_until = state.refreshable_until;
    }

    /// Whether it has ended by itself: a store may drop it.
    #[must_use]
    pub fn is_over(&self, now: DateTime<Utc>) -> bool {
        now >= self.expires_at
    }

    /// Whether it sees everything under its contact, and not only what was booked in it.
    #[must_use]
    pub fn is_verified(&self) -> bool {
        self.level == SessionLevel::Verified
    }

    fn wants_refresh(&self, now: DateTime<Utc>) -> bool {
        self.expires_at - now <= REFRESH_BEFORE && self.expires_at < self.refreshable_until
    }

    /// Whether booking for this contact can go on in this session.
    fn serves(&self, contact: Option<&Contact>) -> bool {
        match (contact, &self.contact) {
            (Some(wanted), Some(own)) => wanted == own || self.is_verified(),
            _ => true,
        }
    }
}

impl fmt::Debug for KeptSession {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeptSession")
            .field("stoken", &self.stoken)
            .field("level", &self.level)
            .field("expires_at", &self.expires_at)
            .finish_non_exhaustive()
    }
}

type Kept<'a> = MutexGuard<'a, Option<KeptSession>>;

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
        self.start(&mut kept, contact).await?;
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
        let own = kept.as_ref().and_then(|kept| kept.contact.as_ref());
        let goes_on = own == Some(&contact) && self.fresh(&mut kept).await?.is_some();
        if !goes_on {
            self.start(&mut kept, contact.clone()).await?;
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
    /// that contact at this tenant.
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
                if let Some(kept) = self.session.lock().await.as_mut() {
                    kept.update(&state.into_inner().data);
                }
                Ok(())
            }
            Err(Error::VerificationRequired) => Err(Error::WrongCode),
            Err(error) => Err(error),
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

    /// Ends the session, here and at the server. A session that had ended already is no error.
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
        let api = self.api.with_stoken(ended.stoken);
        match api
            .session_end()
            .slug(self.slug.clone())
            .send()
            .await
            .map_err(Error::from)
        {
            Ok(_) | Err(Error::SessionRequired | Error::SessionEnded) => Ok(()),
            Err(error) => Err(error),
        }
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

    /// The SDK as the customer of this contact: in the session kept, or in a new one, which is the
    /// same whenever this intent comes without a session. Without either it is nobody's, and the
    /// server says what it needs.
    pub(crate) async fn as_customer_of(
        &self,
        contact: Option<&Contact>,
        intent: &Intent,
    ) -> Result<Client, Error> {
        let mut kept = self.session.lock().await;
        let serves = kept.as_ref().is_none_or(|kept| kept.serves(contact));
        if let Some(contact) = contact.filter(|_| !serves) {
            // The one kept stays until there is another.
            let stoken = self.start_for(&mut kept, contact, intent).await?;
            return Ok(self.api.with_stoken(stoken));
        }
        let had_one = kept.is_some();
        let stoken = match (self.fresh(&mut kept).await?, contact) {
            (Some(stoken), _) => stoken,
            (None, Some(contact)) => self.start_for(&mut kept, contact, intent).await?,
            (None, None) if had_one => return Err(Error::SessionEnded),
            (None, None) => return Err(Error::SessionRequired),
        };
        Ok(self.api.with_stoken(stoken))
    }

    /// Starts a session for an intent, or joins the one that the same form started a moment ago.
    async fn start_for(
        &self,
        kept: &mut Kept<'_>,
        contact: &Contact,
        intent: &Intent,
    ) -> Result<Stoken, Error> {
        let Some(started) = self.started.of(intent, contact) else {
            return self.start(kept, contact.clone()).await;
        };
        let mut started = started.lock().await;
        if let Some(session) = started.as_ref().filter(|it| !it.is_over(self.now())) {
            **kept = Some(session.clone());
            return Ok(session.stoken.clone());
        }
        let stoken = self.start(kept, contact.clone()).await?;
        started.clone_from(&**kept);
        Ok(stoken)
    }

    fn forget(&self, kept: &mut Kept<'_>) -> Option<KeptSession> {
        let session = kept.take()?;
        self.started.forget(&session.stoken);
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
            if kept.as_ref().map(|kept| &kept.stoken) == api.stoken() {
                self.forget(&mut kept);
            }
            return Err(Error::SessionEnded);
        }
        Err(error)
    }

    async fn start(&self, kept: &mut Kept<'_>, contact: Contact) -> Result<Stoken, Error> {
        let body = SessionCreate {
            contact: contact.clone(),
        };
        let call = self.api.session_create().slug(self.slug.clone()).body(body);
        let session = KeptSession::new(call.send().await?.into_inner().data, Some(contact));
        let stoken = session.stoken.clone();
        **kept = Some(session);
        Ok(stoken)
    }

    /// The stoken kept, refreshed if its end is near; `None` if there is none or it is over.
    async fn fresh(&self, kept: &mut Kept<'_>) -> Result<Option<Stoken>, Error> {
        let now = self.now();
        let Some(session) = kept.as_mut() else {
            return Ok(None);
        };
        if session.is_over(now) {
            self.forget(kept);
            return Ok(None);
        }
        if !session.wants_refresh(now) {
            return Ok(Some(session.stoken.clone()));
        }
        let api = self.api.with_stoken(session.stoken.clone());
        let refreshed = api.session_refresh().slug(self.slug.clone()).send().await;
        match refreshed.map_err(Error::from) {
            Ok(state) => {
                session.update(&state.into_inner().data);
                Ok(Some(session.stoken.clone()))
            }
            Err(Error::SessionRequired | Error::SessionEnded) => {
                self.forget(kept);
                Ok(None)
            }
            // It is valid for some minutes yet, and the next call tries again.
            Err(error) if error.may_pass() => Ok(Some(session.stoken.clone())),
            Err(error) => Err(error),
        }
    }
}
