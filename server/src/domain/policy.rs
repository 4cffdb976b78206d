//! Notice, horizon, and until when a booking may be changed.
//!
//! A tenant decides all of it; a service may decide the first two for itself. Cut-offs are checked when
//! a change commits, not only when it is asked for.

use jiff::Timestamp;

use super::{
    service::minutes,
    span::{self, floor_second},
};

/// What a tenant decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TenantPolicy {
    /// A booking starts no sooner than this after it is made.
    pub min_notice_minutes: u32,
    /// A booking starts within so many elapsed days of 24 hours.
    pub horizon_days: u32,
    /// A booking can be cancelled until so long before its start.
    pub cancel_cutoff_minutes: u32,
    /// A booking can be rescheduled until so long before its start.
    pub reschedule_cutoff_minutes: u32,
}

/// What a service decides for itself. What it leaves out is the tenant's to decide.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ServicePolicy {
    /// A booking starts no sooner than this after it is made.
    pub min_notice_minutes: Option<u32>,
    /// A booking starts within so many elapsed days of 24 hours.
    pub horizon_days: Option<u32>,
}

impl TenantPolicy {
    /// The minimum notice that holds for a service.
    #[must_use]
    pub fn min_notice_minutes_for(&self, service: &ServicePolicy) -> u32 {
        service
            .min_notice_minutes
            .unwrap_or(self.min_notice_minutes)
    }

    /// The horizon that holds for a service.
    #[must_use]
    pub fn horizon_days_for(&self, service: &ServicePolicy) -> u32 {
        service.horizon_days.unwrap_or(self.horizon_days)
    }

    /// The first instant at which a booking can no longer be cancelled.
    #[must_use]
    pub fn cancel_before(&self, start: Timestamp) -> Timestamp {
        cut_off(start, self.cancel_cutoff_minutes)
    }

    /// The first instant at which a booking can no longer be rescheduled.
    #[must_use]
    pub fn reschedule_before(&self, start: Timestamp) -> Timestamp {
        cut_off(start, self.reschedule_cutoff_minutes)
    }

    /// Whether a booking that starts at `start` can still be cancelled.
    ///
    /// # Errors
    /// If the cut-off has passed.
    pub fn check_cancel(&self, start: Timestamp, now: Timestamp) -> Result<(), PastCutOff> {
        check(now, self.cancel_before(start), "cancelled")
    }

    /// Whether a booking that starts at `start` can still be rescheduled.
    ///
    /// # Errors
    /// If the cut-off has passed.
    pub fn check_reschedule(&self, start: Timestamp, now: Timestamp) -> Result<(), PastCutOff> {
        check(now, self.reschedule_before(start), "rescheduled")
    }
}

fn cut_off(start: Timestamp, cutoff_minutes: u32) -> Timestamp {
    span::instant(floor_second(start) - minutes(cutoff_minutes))
}

fn check(now: Timestamp, before: Timestamp, change: &'static str) -> Result<(), PastCutOff> {
    if now < before {
        Ok(())
    } else {
        Err(PastCutOff { change, before })
    }
}

/// It is too late to change the booking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this booking could only be {change} before {before}; contact the business instead")]
pub struct PastCutOff {
    /// What was to be done with it: `cancelled` or `rescheduled`.
    pub change: &'static str,
    /// The first instant at which it can't.
    pub before: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;

    const TENANT: TenantPolicy = TenantPolicy {
        min_notice_minutes: 60,
        horizon_days: 30,
        cancel_cutoff_minutes: 24 * 60,
        reschedule_cutoff_minutes: 0,
    };

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn a_service_decides_over_its_tenant_even_for_nothing() {
        let service = ServicePolicy {
            min_notice_minutes: Some(0),
            horizon_days: None,
        };
        assert_eq!(TENANT.min_notice_minutes_for(&service), 0);
        assert_eq!(TENANT.horizon_days_for(&service), 30);
    }

    #[test]
    fn a_booking_can_be_cancelled_until_the_cut_off_and_not_at_it() {
        let start = at("2026-03-29T10:00:00Z");
        let last = at("2026-03-28T09:59:59Z");
        assert_eq!(TENANT.check_cancel(start, last), Ok(()));
        let cut_off = at("2026-03-28T10:00:00Z");
        assert_eq!(
            TENANT.check_cancel(start, cut_off),
            Err(PastCutOff {
                change: "cancelled",
                before: cut_off
            })
        );
    }

    #[test]
    fn without_a_cut_off_a_booking_can_be_moved_until_it_starts() {
        let start = at("2026-03-29T10:00:00Z");
        let before = at("2026-03-29T09:59:59.999Z");
        assert_eq!(TENANT.check_reschedule(start, before), Ok(()));
        assert!(TENANT.check_reschedule(start, start).is_err());
    }

    #[test]
    fn a_cut_off_beyond_the_calendar_is_simply_past() {
        let policy = TenantPolicy {
            cancel_cutoff_minutes: u32::MAX,
            ..TENANT
        };
        assert!(policy.check_cancel(Timestamp::MIN, Timestamp::MIN).is_err());
    }
}
