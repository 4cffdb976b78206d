//! Sessions begin, go on and end.

use std::time::Duration;

use jiff::Timestamp;

use super::{Access, Contact, Kind, Level, SessionRefusal, Stoken};
use crate::{
    app::App,
    store::{NewSession, StoreError, Tenant, Transaction, carried_out},
};

/// A new session, with its secret.
#[derive(Debug)]
pub struct OpenedSession {
    /// Its stoken, for the one answer that hands it out.
    pub stoken: Stoken,
    /// What it may see.
    pub level: Level,
    /// When it ends unless it is refreshed.
    pub expires_at: Timestamp,
    /// When it ends even so.
    pub refreshable_until: Timestamp,
}

/// A stoken that opens event streams.
#[derive(Debug)]
pub struct OpenedStream {
    /// It, for the one answer that hands it out.
    pub stoken: Stoken,
    /// Until when a stream can be opened with it.
    pub connect_before: Timestamp,
}

/// Starts a claimed session under a contact.
///
/// # Errors
/// When the database doesn't answer.
pub async fn open(
    app: &App,
    tenant: &Tenant,
    contact: &Contact,
) -> Result<OpenedSession, StoreError> {
    carried_out(&*app.ids, || async {
        let now = app.clock.now();
        let mut transaction = app.store.begin(tenant).await?;
        let customer = transaction
            .customer(contact, app.ids.uuid(now), now)
            .await?;
        let opened = add(app, &mut transaction, &customer.id, Level::Claimed, now).await?;
        transaction.commit().await?;
        Ok(opened)
    })
    .await
}

/// Exchanges a manage link for a verified session; nothing if the link was used, has expired or never
/// was.
///
/// # Errors
/// When the database doesn't answer.
pub async fn redeem(
    app: &App,
    tenant: &Tenant,
    link: &Stoken,
) -> Result<Option<OpenedSession>, StoreError> {
    carried_out(&*app.ids, || async {
        let now = app.clock.now();
        let mut transaction = app.store.begin(tenant).await?;
        let Some(customer) = transaction.use_manage_link(&link.hash(), now).await? else {
            return Ok(None);
        };
        let opened = add(app, &mut transaction, &customer, Level::Verified, now).await?;
        transaction.commit().await?;
        Ok(Some(opened))
    })
    .await
}

async fn add(
    app: &App,
    transaction: &mut Transaction,
    customer: &str,
    level: Level,
    now: Timestamp,
) -> Result<OpenedSession, StoreError> {
    let stoken = Stoken::new(Kind::Session, &*app.ids);
    let session = NewSession {
        id: app.ids.uuid(now).to_string(),
        token: stoken.hash(),
        parent: None,
        customer: customer.to_owned(),
        level,
        expires_at: later(now, app.config.session.lifetime),
        refreshable_until: later(now, app.config.session.ceiling),
    };
    transaction.add_session(&session, now).await?;
    Ok(OpenedSession {
        stoken,
        level,
        expires_at: session.expires_at,
        refreshable_until: session.refreshable_until,
    })
}

/// Extends a session up to its ceiling, and says when it ends now.
///
/// # Errors
/// When it is over meanwhile, or the database doesn't answer.
pub async fn refresh(
    app: &App,
    tenant: &Tenant,
    access: &Access,
) -> Result<Timestamp, SessionRefusal> {
    carried_out(&*app.ids, || async {
        let now = app.clock.now();
        let expires_at = later(now, app.config.session.lifetime).min(access.refreshable_until());
        let mut transaction = app.store.begin(tenant).await?;
        if !transaction
            .extend_session(access.session_id(), expires_at, now)
            .await?
        {
            return Err(SessionRefusal::Ended);
        }
        transaction.commit().await?;
        Ok(expires_at)
    })
    .await
}

/// Makes a stoken that opens event streams of a session.
///
/// # Errors
/// When the database doesn't answer.
pub async fn open_stream(
    app: &App,
    tenant: &Tenant,
    access: &Access,
) -> Result<OpenedStream, StoreError> {
    let now = app.clock.now();
    let stoken = Stoken::new(Kind::Stream, &*app.ids);
    let connect_before = later(now, app.config.session.stream).min(access.expires_at());
    let session = NewSession {
        id: app.ids.uuid(now).to_string(),
        token: stoken.hash(),
        parent: Some(access.session_id().to_owned()),
        customer: access.customer().to_owned(),
        level: access.level(),
        expires_at: connect_before,
        refreshable_until: connect_before,
    };
    carried_out(&*app.ids, || async {
        let mut transaction = app.store.begin(tenant).await?;
        transaction.add_session(&session, now).await?;
        transaction.commit().await
    })
    .await?;
    Ok(OpenedStream {
        stoken,
        connect_before,
    })
}

/// Ends a session, its stream stokens and its streams.
///
/// # Errors
/// When the database doesn't answer.
pub async fn end(app: &App, tenant: &Tenant, access: &Access) -> Result<(), StoreError> {
    carried_out(&*app.ids, || async {
        let mut transaction = app.store.begin(tenant).await?;
        transaction
            .end_session(access.session_id(), app.clock.now())
            .await?;
        transaction.announce(access.customer()).await?;
        transaction.commit().await
    })
    .await?;
    app.wake.customer(access.customer());
    Ok(())
}

pub(super) fn later(now: Timestamp, by: Duration) -> Timestamp {
    now.checked_add(by).unwrap_or(Timestamp::MAX)
}
