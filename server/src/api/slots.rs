//! `slot_list`.

use chrono::TimeDelta;
use dropshot::HttpResponseOk;
use scheduler_contracts::{
    api::TenantPath,
    call::{Path, Query},
    envelope::Page,
    limits,
    slot::{Slot, SlotQuery},
};

use super::{
    call::{Call, Said},
    page,
};
use crate::{
    booking::{domain_instant, shown_slot},
    domain::{slots::SlotSearch, staff::Staff},
    failure::Failure,
};

pub(super) async fn list(
    call: &Call<'_>,
    said: &Said,
    path: Path<TenantPath>,
    query: Query<SlotQuery>,
) -> Result<HttpResponseOk<Page<Slot>>, Failure> {
    let tenant = call.tenant(&call.path(path)?.slug).await?;
    let query = said.query(query)?;
    if query.to < query.from {
        return Err(Failure::invalid("query:to", "an instant not before `from`"));
    }
    let range = TimeDelta::days(limits::SLOT_RANGE_DAYS);
    if query.to.signed_duration_since(query.from) > range {
        let at_most = format!(
            "an instant at most {} days after `from`",
            limits::SLOT_RANGE_DAYS
        );
        return Err(Failure::invalid("query:to", at_most));
    }
    let definition = tenant.definition();
    let service = definition
        .domain_service(&query.service_id)
        .ok_or(Failure::NotFound("This tenant has no such service."))?;
    let mut staff: Vec<Staff> = definition.staff_for(&query.service_id).collect();
    if let Some(only) = query.staff_id {
        staff.retain(|member| member.id.as_str() == only.to_string());
    }
    let limit = query.limit.unwrap_or(limits::PAGE);
    let after: Option<i64> = page::after(query.page_token.as_deref())?;
    let mut from = domain_instant(query.from);
    if let Some(second) = after {
        let after = jiff::Timestamp::from_second(second.saturating_add(1)).map_err(|_| {
            Failure::invalid("query:pageToken", "a `nextPageToken` of this operation")
        })?;
        from = from.max(after);
    }
    let to = domain_instant(query.to);
    call.app
        .store
        .fill_bookings(&tenant, &mut staff, from, to)
        .await?;

    let search = SlotSearch::new(definition.zone(), &service, &staff, call.app.clock.now());
    let at_most = usize::try_from(limit)
        .unwrap_or(usize::MAX)
        .saturating_add(1);
    let slots = search
        .first(at_most, from, to)
        .map_err(|error| Failure::invalid("query:to", error.to_string()))?;
    let Page {
        data,
        next_page_token,
    } = page::cut(slots, limit, |last| last.start().as_second())?;
    let data = data.iter().map(shown_slot).collect::<Result<_, _>>()?;
    Ok(HttpResponseOk(Page {
        data,
        next_page_token,
    }))
}
