//! `service_list` and `service_view`.

use dropshot::HttpResponseOk;
use scheduler_contracts::{
    api::{ServicePath, TenantPath},
    call::{Path, Query},
    envelope::{Data, Page, PageQuery},
    limits,
    service::Service,
};

use super::{
    call::{Call, Said},
    page,
};
use crate::failure::Failure;

pub(super) async fn list(
    call: &Call<'_>,
    said: &Said,
    path: Path<TenantPath>,
    query: Query<PageQuery>,
) -> Result<HttpResponseOk<Page<Service>>, Failure> {
    let tenant = call.tenant(&call.path(path)?.slug).await?;
    let query = said.query(query)?;
    let limit = query.limit.unwrap_or(limits::PAGE_DEFAULT);
    let after: usize = page::after(query.page_token.as_deref())?.unwrap_or_default();
    let services: Vec<(usize, Service)> = tenant
        .definition()
        .services()
        .into_iter()
        .enumerate()
        .skip(after)
        .take(
            usize::try_from(limit)
                .unwrap_or(usize::MAX)
                .saturating_add(1),
        )
        .collect();
    let Page {
        data,
        next_page_token,
    } = page::cut(services, limit, |(index, _)| index + 1)?;
    let data = data.into_iter().map(|(_, service)| service).collect();
    Ok(HttpResponseOk(Page {
        data,
        next_page_token,
    }))
}

pub(super) async fn view(
    call: &Call<'_>,
    _: &Said,
    path: Path<ServicePath>,
) -> Result<HttpResponseOk<Data<Service>>, Failure> {
    let path = call.path(path)?;
    let tenant = call.tenant(&path.slug).await?;
    let service = tenant.definition().service(&path.service_id);
    let data = service.ok_or(Failure::NotFound("This tenant has no such service."))?;
    Ok(HttpResponseOk(Data { data }))
}
