//! What the slot search sees of a tenant: the domain's types.
//!
//! The contract names things by UUID, the domain by opaque text: the hyphenated lower-case form. The
//! conversions between the two are here and nowhere else.

use scheduler_contracts::ids::{BookingId, ServiceId, StaffId};
use uuid::Uuid;

use super::definition::{ServiceDefinition, StaffDefinition, TenantDefinition};
use crate::domain::{
    self,
    policy::{ServicePolicy, TenantPolicy},
    schedule::Schedule,
    service::Service,
    staff::Staff,
    zone::TenantZone,
};

impl TenantDefinition {
    /// The zone of its premises.
    #[must_use]
    pub fn zone(&self) -> &TenantZone {
        &self.time_zone
    }

    /// Notice, horizon and cut-offs.
    #[must_use]
    pub fn policy(&self) -> TenantPolicy {
        TenantPolicy {
            min_notice_minutes: self.policies.min_notice_minutes,
            horizon_days: self.policies.horizon_days,
            cancel_cutoff_minutes: self.policies.cancel_cutoff_minutes,
            reschedule_cutoff_minutes: self.policies.reschedule_cutoff_minutes,
        }
    }

    /// One of its services, with the notice and horizon that hold for it.
    #[must_use]
    pub fn domain_service(&self, service: &ServiceId) -> Option<Service> {
        let defined = self.service_definition(service)?;
        let policy = self.policy();
        let own = defined.policy();
        Some(Service {
            id: defined.id.into(),
            duration_minutes: defined.duration_minutes,
            buffer_before_minutes: defined.buffer_before_minutes,
            buffer_after_minutes: defined.buffer_after_minutes,
            interval_minutes: defined.slot_interval_minutes,
            capacity: defined.capacity,
            min_notice_minutes: policy.min_notice_minutes_for(&own),
            horizon_days: policy.horizon_days_for(&own),
        })
    }

    /// Everybody who gives a service, with their hours and absences. Their bookings are for whoever
    /// keeps bookings to add. Nobody, if there is no such service.
    pub fn staff_for<'a>(&'a self, service: &ServiceId) -> impl Iterator<Item = Staff> + use<'a> {
        self.service_definition(service)
            .into_iter()
            .flat_map(|defined| self.givers(defined))
            .map(|staff| staff.on_duty(&self.time_zone))
    }
}

impl ServiceDefinition {
    /// What the service decides for itself.
    #[must_use]
    pub fn policy(&self) -> ServicePolicy {
        ServicePolicy {
            min_notice_minutes: self.min_notice_minutes,
            horizon_days: self.horizon_days,
        }
    }
}

impl StaffDefinition {
    /// Their hours and absences, with no bookings yet.
    #[must_use]
    pub fn on_duty(&self, zone: &TenantZone) -> Staff {
        Staff {
            id: self.id.into(),
            schedule: Schedule {
                weekly: self.weekly.clone(),
                overrides: self.overrides.clone(),
            },
            time_off: self
                .time_off
                .iter()
                .map(|away| away.in_zone(zone))
                .collect(),
            bookings: Vec::new(),
        }
    }
}

macro_rules! same_id {
    ($($name:ident),+) => {$(
        impl From<$name> for domain::ids::$name {
            fn from(id: $name) -> Self {
                Self::from(id.0.hyphenated().to_string())
            }
        }

        impl TryFrom<&domain::ids::$name> for $name {
            type Error = NotAUuid;

            fn try_from(id: &domain::ids::$name) -> Result<Self, NotAUuid> {
                Uuid::try_parse(id.as_str()).map(Self).map_err(|_| NotAUuid {
                    id: id.as_str().to_owned(),
                })
            }
        }
    )+};
}

same_id!(ServiceId, StaffId, BookingId);

/// An id that customers could not be told.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{id}` is no UUID, so no service, member of staff or booking of a tenant is called that")]
pub struct NotAUuid {
    /// What it is instead.
    pub id: String,
}
