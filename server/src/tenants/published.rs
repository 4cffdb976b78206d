//! What customers see of a tenant: the contract's types.

use scheduler_contracts::{
    ids::ServiceId,
    service::{Service, StaffMember},
    tenant::{Branding, Policies, Tenant, TenantSummary},
};

use super::definition::{
    BrandingDefinition, PoliciesDefinition, ServiceDefinition, StaffDefinition, TenantDefinition,
};

impl TenantDefinition {
    /// Everything a site needs to look like the tenant.
    #[must_use]
    pub fn tenant(&self) -> Tenant {
        Tenant {
            slug: self.slug.clone(),
            name: self.name.clone(),
            time_zone: self.time_zone.name().to_owned(),
            locale: self.locale.clone(),
            site_url: self.site_url.clone(),
            branding: Branding::from(&self.branding),
            policies: Policies::from(&self.policies),
        }
    }

    /// The tenant as it stands in the public list. Whether it wishes to stand there is
    /// [`listed`](Self::listed).
    #[must_use]
    pub fn summary(&self) -> TenantSummary {
        TenantSummary {
            slug: self.slug.clone(),
            name: self.name.clone(),
            time_zone: self.time_zone.name().to_owned(),
            locale: self.locale.clone(),
            site_url: self.site_url.clone(),
        }
    }

    /// Its services, in the order they are written.
    #[must_use]
    pub fn services(&self) -> Vec<Service> {
        self.services
            .iter()
            .map(|service| self.published(service))
            .collect()
    }

    /// One of its services.
    #[must_use]
    pub fn service(&self, service: &ServiceId) -> Option<Service> {
        self.service_definition(service)
            .map(|service| self.published(service))
    }

    fn published(&self, service: &ServiceDefinition) -> Service {
        let policy = self.policy();
        let own = service.policy();
        Service {
            id: service.id,
            name: service.name.clone(),
            description: service.description.clone(),
            duration_minutes: service.duration_minutes.get(),
            slot_interval_minutes: service.slot_interval_minutes.get(),
            capacity: service.capacity.get(),
            price: service.price.clone(),
            min_notice_minutes: policy.min_notice_minutes_for(&own),
            horizon_days: policy.horizon_days_for(&own),
            staff: self.givers(service).map(StaffMember::from).collect(),
        }
    }
}

impl From<&BrandingDefinition> for Branding {
    fn from(branding: &BrandingDefinition) -> Self {
        Self {
            primary_color: branding.primary_color.clone(),
            accent_color: branding.accent_color.clone(),
            logo_url: branding.logo_url.clone(),
            welcome_text: branding.welcome_text.clone(),
        }
    }
}

impl From<&PoliciesDefinition> for Policies {
    fn from(policies: &PoliciesDefinition) -> Self {
        Self {
            min_notice_minutes: policies.min_notice_minutes,
            horizon_days: policies.horizon_days,
            cancel_cutoff_minutes: policies.cancel_cutoff_minutes,
            reschedule_cutoff_minutes: policies.reschedule_cutoff_minutes,
        }
    }
}

impl From<&StaffDefinition> for StaffMember {
    fn from(staff: &StaffDefinition) -> Self {
        Self {
            id: staff.id,
            name: staff.name.clone(),
        }
    }
}
