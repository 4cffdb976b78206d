//! `tenant_list` and `tenant_view`.

use dropshot::HttpResponseOk;
use scheduler_contracts::{
    api::TenantPath,
    call::{Path, Query},
    envelope::{Data, Page, PageQuery},
    limits,
    tenant::{Tenant, TenantSummary},
};

use super::{
    call::{Call, Said},
    page,
};
use crate::failure::Failure;

pub(super) async fn list(
    call: &Call<'_>,
    said: &Said,
    query: Query<PageQuery>,
) -> Result<HttpResponseOk<Page<TenantSummary>>, Failure> {
    let query = said.query(query)?;
    let limit = query.limit.unwrap_or(limits::PAGE_DEFAULT);
    let after: String = page::after(query.page_token.as_deref())?.unwrap_or_default();
    let tenants = call.app.store.listed_tenants(&after, limit + 1).await?;
    let summaries = tenants
        .iter()
        .map(|tenant| tenant.definition().summary())
        .collect();
    Ok(HttpResponseOk(page::cut(
        summaries,
        limit,
        |last: &TenantSummary| last.slug.0.clone(),
    )?))
}

pub(super) async fn view(
    call: &Call<'_>,
    _: &Said,
    path: Path<TenantPath>,
) -> Result<HttpResponseOk<Data<Tenant>>, Failure> {
    let tenant = call.tenant(&call.path(path)?.slug).await?;
    Ok(HttpResponseOk(Data {
        data: tenant.definition().tenant(),
    }))
}
