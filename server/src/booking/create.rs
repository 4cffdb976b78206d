//! Booking a slot.

use jiff::{SignedDuration, Timestamp};
use scheduler_contracts::{ids::ServiceId, limits, slot::Slot};

use super::{
    message_plan::announce,
    replay::{Intent, Told},
    show,
};
use crate::{
    app::App,
    domain::{
        self, alternatives, appointment::SlotRefusal, assign::StaffChoice, booking::BookingState,
        ids::BookingId, service::Service, slots::SlotSearch, staff::Staff,
    },
    failure::Failure,
    session::{Access, Contact},
    store::{BookingRow, StoreError, Tenant, carried_out},
    telemetry::metrics::BookingOutcome,
};

/// Who books: somebody with a session, or somebody who gives a contact.
#[derive(Clone, Debug)]
pub enum Caller {
    /// With a session; the booking is seen in it.
    Session(Box<Access>),
    /// With a contact alone.
    Contact(Contact),
}

impl Caller {
    /// The contact the booking is made under.
    #[must_use]
    pub fn contact(&self) -> &Contact {
        match self {
            Self::Session(access) => access.contact(),
            Self::Contact(contact) => contact,
        }
    }

    /// What idempotency keys of this caller belong to.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Session(access) => format!("session {}", access.session_id()),
            Self::Contact(contact) => {
                let hash = crate::session::TokenHash::of(&[contact.kind(), contact.normal_form()]);
                format!("contact {}", hash.as_str())
            }
        }
    }
}

/// What to book.
#[derive(Clone, Debug)]
pub struct NewBooking {
    /// The service.
    pub service: ServiceId,
    /// The start of a slot.
    pub start: Timestamp,
    /// With whom.
    pub choice: StaffChoice,
    /// The customer's name.
    pub customer_name: String,
    /// What the customer says.
    pub note: Option<String>,
}

/// Books a slot, or answers what the same intent was answered before.
///
/// # Errors
/// `SlotTaken` with alternatives if somebody else has it; whatever the contract says besides.
pub async fn create(
    app: &App,
    tenant: &Tenant,
    caller: &Caller,
    new: &NewBooking,
    intent: &Intent,
) -> Result<Told, Failure> {
    let _guard = intent.begin(app, tenant)?;
    carried_out(&*app.ids, || attempt(app, tenant, caller, new, intent)).await
}

async fn attempt(
    app: &App,
    tenant: &Tenant,
    caller: &Caller,
    new: &NewBooking,
    intent: &Intent,
) -> Result<Told, Failure> {
    let mut transaction = app.store.begin(tenant).await?;
    let begun = app.clock.now();
    if let Some(before) = intent.first_success(app, &mut transaction, begun).await? {
        app.metrics.booking(BookingOutcome::Repeated);
        return Ok(before);
    }
    let definition = tenant.definition();
    let defined = definition
        .service_definition(&new.service)
        .ok_or(Failure::NotFound("This tenant has no such service."))?;
    let service = domain_service(tenant, &new.service)?;
    let mut staff: Vec<Staff> = definition.staff_for(&new.service).collect();
    if let StaffChoice::Only(_) = new.choice {
        staff.retain(|member| new.choice.allows(&member.id));
    }
    let (from, to) = SlotSearch::looks_at(definition.zone(), &service, new.start);
    transaction.lock_and_fill(&mut staff, from, to).await?;
    // Read after every wait, so that policies are judged as they stand when this commits.
    let now = app.clock.now();
    if let Caller::Session(access) = caller
        && !transaction.session_lives(access.session_id(), now).await?
    {
        return Err(Failure::SessionEnded);
    }
    let wanted = Wanted {
        id: &new.service,
        service: &service,
        start: new.start,
        choice: &new.choice,
    };
    let judged =
        SlotSearch::new(definition.zone(), &service, &staff, now).judge(new.start, &new.choice);
    let appointment = match judged {
        Ok(appointment) => appointment,
        Err(refusal) => {
            drop(transaction);
            return Err(refused(app, tenant, &wanted, refusal, None).await);
        }
    };

    let (customer_id, session_id) = match caller {
        Caller::Session(access) => (
            access.customer().to_owned(),
            Some(access.session_id().to_owned()),
        ),
        Caller::Contact(contact) => (
            transaction
                .customer(contact, app.ids.uuid(now), now)
                .await?
                .id,
            None,
        ),
    };
    let id = app.ids.uuid(now).to_string();
    let row = BookingRow {
        shares: shares(&service, appointment.start()),
        single: !service.is_group(),
        id,
        revision: 1,
        status: BookingState::Confirmed,
        service_id: new.service.to_string(),
        service_name: defined.name.clone(),
        staff_id: appointment.staff().as_str().to_owned(),
        staff_name: staff_name(tenant, appointment.staff().as_str()),
        customer_id,
        session_id,
        start: appointment.start(),
        end: appointment.end(),
        occupied_from: appointment.occupied_from(),
        occupied_until: appointment.occupied_until(),
        buffer_before_minutes: appointment.buffer_before_minutes(),
        buffer_after_minutes: appointment.buffer_after_minutes(),
        price_amount: defined.price.amount,
        price_currency: defined.price.currency.clone(),
        customer_name: new.customer_name.clone(),
        note: new.note.clone(),
        cancel_reason: None,
        created_at: now,
        updated_at: now,
    };
    let booking = show::shown(tenant, &row)?;
    match transaction.add_booking(&row).await {
        Err(StoreError::Overlap(_)) => {
            drop(transaction);
            return Err(refused(app, tenant, &wanted, SlotRefusal::Taken, None).await);
        }
        added => added?,
    }
    announce(app, &mut transaction, &row, &booking, now).await?;
    let told = intent.keep(&mut transaction, &booking, now).await?;
    transaction.announce(&row.customer_id).await?;
    transaction.commit().await?;
    app.metrics.booking(BookingOutcome::Confirmed);
    app.wake.customer(&row.customer_id);
    app.wake.worker();
    Ok(told)
}

pub(super) fn domain_service(tenant: &Tenant, service: &ServiceId) -> Result<Service, Failure> {
    tenant
        .definition()
        .domain_service(service)
        .ok_or(Failure::NotFound("This tenant has no such service."))
}

/// What a booking of a service may share its time with.
pub(super) fn shares(service: &Service, start: Timestamp) -> String {
    format!("{} {start}", service.id)
}

pub(super) fn staff_name(tenant: &Tenant, staff: &str) -> String {
    let staff = tenant
        .definition()
        .staff
        .iter()
        .find(|member| member.id.to_string() == staff);
    staff.map(|member| member.name.clone()).unwrap_or_default()
}

/// A start that was asked for, and of what.
pub(super) struct Wanted<'a> {
    /// The service, as the tenant's definition names it.
    pub(super) id: &'a ServiceId,
    /// The service, as the slot search knows it.
    pub(super) service: &'a Service,
    /// The start.
    pub(super) start: Timestamp,
    /// With whom.
    pub(super) choice: &'a StaffChoice,
}

/// What a refused start is answered: a policy by its name, everything else with what is free instead.
pub(super) async fn refused(
    app: &App,
    tenant: &Tenant,
    wanted: &Wanted<'_>,
    refusal: SlotRefusal,
    moving: Option<&BookingId>,
) -> Failure {
    match refusal {
        SlotRefusal::TooSoon { earliest } => Failure::too_soon(earliest),
        SlotRefusal::BeyondHorizon { before } => Failure::beyond_horizon(before),
        SlotRefusal::StaffDoesNotGiveService { .. } => {
            Failure::NotFound("Nobody of that id gives this service.")
        }
        SlotRefusal::OutsideHours | SlotRefusal::Taken | SlotRefusal::GroupFull => {
            match free_instead(app, tenant, wanted, moving).await {
                Ok(alternatives) => Failure::SlotTaken(alternatives),
                Err(failure) => failure,
            }
        }
    }
}

async fn free_instead(
    app: &App,
    tenant: &Tenant,
    wanted: &Wanted<'_>,
    moving: Option<&BookingId>,
) -> Result<Vec<Slot>, Failure> {
    let definition = tenant.definition();
    let mut staff: Vec<Staff> = definition.staff_for(wanted.id).collect();
    if let StaffChoice::Only(_) = wanted.choice {
        staff.retain(|member| wanted.choice.allows(&member.id));
    }
    let at_most = usize::try_from(limits::ALTERNATIVES).unwrap_or(usize::MAX);
    let mut nearest = Vec::new();
    // Mostly there is something free the same day, so the next months are not read.
    for reach in alternatives::REACHES_DAYS {
        let around = SignedDuration::from_hours(24 * reach);
        let from = wanted.start.checked_sub(around).unwrap_or(Timestamp::MIN);
        let to = wanted.start.checked_add(around).unwrap_or(Timestamp::MAX);
        app.store
            .fill_bookings(tenant, &mut staff, from, to)
            .await?;
        let (zone, now) = (definition.zone(), app.clock.now());
        let search = match moving {
            Some(booking) => SlotSearch::moving(zone, wanted.service, &staff, now, booking),
            None => SlotSearch::new(zone, wanted.service, &staff, now),
        };
        nearest = alternatives::nearest(&search, wanted.start, wanted.choice, reach, at_most);
        if nearest.len() >= at_most {
            break;
        }
    }
    nearest.sort_by_key(domain::slots::Slot::start);
    nearest.iter().map(show::shown_slot).collect()
}
