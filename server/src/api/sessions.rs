//! `session_create`, `session_code`, `session_verify`, `session_refresh`, `session_stream`,
//! `session_redeem` and `session_end`.

use dropshot::{HttpResponseCreated, HttpResponseDeleted, HttpResponseOk};
use scheduler_contracts::{
    api::TenantPath,
    call::{Bearer, Body, NoBody, Path},
    contact::ContactKind,
    envelope::Data,
    session::{
        Session, SessionCode, SessionCreate, SessionRedeem, SessionState, SessionVerify,
        StreamSession,
    },
};

use super::{
    call::{Call, Said},
    contact,
};
use crate::{
    booking::contract_instant,
    failure::Failure,
    session::{self, Access, Contact, CountedFor, Level, OpenedSession, RateLimit, Stoken},
    store::Tenant,
};

pub(super) async fn create(
    call: &Call<'_>,
    said: &Said,
    path: Path<TenantPath>,
    body: Body<SessionCreate>,
) -> Result<HttpResponseCreated<Data<Session>>, Failure> {
    let tenant = call.tenant(&call.path(path)?.slug).await?;
    let contact = contact::given(&call.body(said, body).await?.contact)?;
    call.limit(&tenant, RateLimit::Session, CountedFor::Contact(&contact))
        .await?;
    let opened = session::open(call.app, &tenant, &contact).await?;
    Ok(HttpResponseCreated(Data {
        data: shown(&opened),
    }))
}

pub(super) async fn code(
    call: &Call<'_>,
    said: &Said,
    path: Path<TenantPath>,
    _: Bearer,
    body: NoBody,
) -> Result<HttpResponseOk<Data<SessionCode>>, Failure> {
    let (tenant, access) = entered(call, said, path, body).await?;
    call.limit(
        &tenant,
        RateLimit::Code,
        CountedFor::Contact(access.contact()),
    )
    .await?;
    let sent = session::send_code(call.app, &tenant, &access).await?;
    let channel = match access.contact() {
        Contact::Email(_) => ContactKind::Email,
        Contact::Phone(_) => ContactKind::Phone,
    };
    let data = SessionCode {
        channel,
        expires_at: contract_instant(sent.expires_at),
    };
    Ok(HttpResponseOk(Data { data }))
}

pub(super) async fn verify(
    call: &Call<'_>,
    said: &Said,
    path: Path<TenantPath>,
    _: Bearer,
    body: Body<SessionVerify>,
) -> Result<HttpResponseOk<Data<SessionState>>, Failure> {
    let tenant = call.tenant(&call.path(path)?.slug).await?;
    let access = call.access(&tenant).await?;
    let SessionVerify { code } = call.body(said, body).await?;
    call.limit(
        &tenant,
        RateLimit::Verify,
        CountedFor::Contact(access.contact()),
    )
    .await?;
    session::verify(call.app, &tenant, &access, &code).await?;
    let data = SessionState {
        level: Level::Verified.into(),
        expires_at: contract_instant(access.expires_at()),
        refreshable_until: contract_instant(access.refreshable_until()),
    };
    Ok(HttpResponseOk(Data { data }))
}

pub(super) async fn refresh(
    call: &Call<'_>,
    said: &Said,
    path: Path<TenantPath>,
    _: Bearer,
    body: NoBody,
) -> Result<HttpResponseOk<Data<SessionState>>, Failure> {
    let (tenant, access) = entered(call, said, path, body).await?;
    let expires_at = session::refresh(call.app, &tenant, &access).await?;
    let data = SessionState {
        level: access.level().into(),
        expires_at: contract_instant(expires_at),
        refreshable_until: contract_instant(access.refreshable_until()),
    };
    Ok(HttpResponseOk(Data { data }))
}

pub(super) async fn stream(
    call: &Call<'_>,
    said: &Said,
    path: Path<TenantPath>,
    _: Bearer,
    body: NoBody,
) -> Result<HttpResponseCreated<Data<StreamSession>>, Failure> {
    let (tenant, access) = entered(call, said, path, body).await?;
    call.limit(&tenant, RateLimit::Stream, CountedFor::Session(&access))
        .await?;
    let opened = session::open_stream(call.app, &tenant, &access).await?;
    let data = StreamSession {
        stoken: scheduler_contracts::secret::Stoken(opened.stoken.reveal()),
        connect_before: contract_instant(opened.connect_before),
    };
    Ok(HttpResponseCreated(Data { data }))
}

pub(super) async fn redeem(
    call: &Call<'_>,
    said: &Said,
    path: Path<TenantPath>,
    body: Body<SessionRedeem>,
) -> Result<HttpResponseCreated<Data<Session>>, Failure> {
    let tenant = call.tenant(&call.path(path)?.slug).await?;
    let link = Stoken::received(call.body(said, body).await?.manage_token.0);
    call.limit(&tenant, RateLimit::Session, CountedFor::Nobody)
        .await?;
    let opened = session::redeem(call.app, &tenant, &link).await?;
    let opened = opened.ok_or(Failure::SessionEnded)?;
    Ok(HttpResponseCreated(Data {
        data: shown(&opened),
    }))
}

pub(super) async fn end(
    call: &Call<'_>,
    said: &Said,
    path: Path<TenantPath>,
    _: Bearer,
    body: NoBody,
) -> Result<HttpResponseDeleted, Failure> {
    let (tenant, access) = entered(call, said, path, body).await?;
    session::end(call.app, &tenant, &access).await?;
    Ok(HttpResponseDeleted())
}

async fn entered(
    call: &Call<'_>,
    said: &Said,
    path: Path<TenantPath>,
    body: NoBody,
) -> Result<(Tenant, Access), Failure> {
    let tenant = call.tenant(&call.path(path)?.slug).await?;
    let access = call.access(&tenant).await?;
    call.no_body(said, body).await?;
    Ok((tenant, access))
}

fn shown(opened: &OpenedSession) -> Session {
    Session {
        stoken: scheduler_contracts::secret::Stoken(opened.stoken.reveal()),
        level: opened.level.into(),
        expires_at: contract_instant(opened.expires_at),
        refreshable_until: contract_instant(opened.refreshable_until),
    }
}
