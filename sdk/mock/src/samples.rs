//! One of each thing to answer with, the same in every test: a practice called Stillwater, a first
//! session with Mara Lindqvist, booked by Kim Berger for the 2nd of January 2027 at nine.

use chrono::{DateTime, TimeDelta, Utc};
use scheduler_sdk::{
    Stoken,
    types::{
        Booking, BookingData, BookingId, BookingPage, BookingStatus, Branding, ErrorBody, Money,
        Policies, Service, ServiceId, ServicePage, Session, SessionData, SessionLevel, Slot,
        SlotPage, SlotStaff, StaffId, StaffMember, StreamSession, StreamSessionData, Tenant,
        TenantData, TenantSummary, TenantSummaryPage,
    },
};
use uuid::Uuid;

/// The slug of the practice.
pub const SLUG: &str = "stillwater";

/// A stoken nobody else has.
pub const STOKEN: &str = "nxs_sample_0123456789abcdef";

/// The start of the slot and the booking.
#[must_use]
pub fn start() -> DateTime<Utc> {
    DateTime::from_timestamp_secs(1_798_880_400).unwrap_or_default()
}

/// The practice.
#[must_use]
pub fn tenant() -> Tenant {
    Tenant {
        slug: SLUG.into(),
        name: "Stillwater Hypnotherapy".to_owned(),
        time_zone: "Europe/Berlin".to_owned(),
        locale: "en-GB".to_owned(),
        site_url: "https://stillwater.example".to_owned(),
        branding: Branding {
            primary_color: "#24505c".to_owned(),
            accent_color: "#d98e4a".to_owned(),
            logo_url: None,
            welcome_text: Some("Come as you are.".to_owned()),
        },
        policies: Policies {
            min_notice_minutes: 120,
            horizon_days: 60,
            cancel_cutoff_minutes: 24 * 60,
            reschedule_cutoff_minutes: 24 * 60,
        },
    }
}

/// The practice as an answer.
#[must_use]
pub fn tenant_data() -> TenantData {
    TenantData { data: tenant() }
}

/// A list of that one practice.
#[must_use]
pub fn tenant_page() -> TenantSummaryPage {
    let tenant = tenant();
    TenantSummaryPage {
        data: vec![TenantSummary {
            slug: tenant.slug,
            name: tenant.name,
            time_zone: tenant.time_zone,
            locale: tenant.locale,
            site_url: tenant.site_url,
        }],
        next_page_token: None,
    }
}

/// The member of staff.
#[must_use]
pub fn staff() -> StaffMember {
    StaffMember {
        id: StaffId(id(0x2a)),
        name: "Mara Lindqvist".to_owned(),
    }
}

/// The service: an hour, for one.
#[must_use]
pub fn service() -> Service {
    Service {
        id: ServiceId(id(0x1a)),
        name: "First session".to_owned(),
        description: "An hour to find out whether we fit.".to_owned(),
        duration_minutes: 60,
        slot_interval_minutes: 30,
        capacity: 1,
        price: price(),
        min_notice_minutes: 120,
        horizon_days: 60,
        staff: vec![staff()],
    }
}

/// A list of that one service.
#[must_use]
pub fn service_page() -> ServicePage {
    ServicePage {
        data: vec![service()],
        next_page_token: None,
    }
}

/// The slot at [`start`].
#[must_use]
pub fn slot() -> Slot {
    slot_at(start())
}

/// A slot at another time.
#[must_use]
pub fn slot_at(start: DateTime<Utc>) -> Slot {
    Slot {
        start,
        end: start + TimeDelta::hours(1),
        staff: vec![SlotStaff {
            id: staff().id,
            seats: 1,
        }],
    }
}

/// A list of that one slot.
#[must_use]
pub fn slot_page() -> SlotPage {
    SlotPage {
        data: vec![slot()],
        next_page_token: None,
    }
}

/// [`STOKEN`] as the SDK carries it.
#[must_use]
#[expect(clippy::expect_used, reason = "a constant that is visible ASCII")]
pub fn stoken() -> Stoken {
    Stoken::new(STOKEN).expect("the sample is a stoken")
}

/// A session under a contact, claimed, of half an hour.
#[must_use]
pub fn session(now: DateTime<Utc>) -> SessionData {
    SessionData {
        data: Session {
            stoken: stoken(),
            level: SessionLevel::Claimed,
            expires_at: now + TimeDelta::minutes(30),
            refreshable_until: now + TimeDelta::hours(12),
        },
    }
}

/// A stoken for event streams, to connect with within a minute.
#[must_use]
pub fn stream_session(now: DateTime<Utc>) -> StreamSessionData {
    StreamSessionData {
        data: StreamSession {
            stoken: stoken(),
            connect_before: now + TimeDelta::minutes(1),
        },
    }
}

/// The booking, confirmed and never changed.
#[must_use]
pub fn booking() -> Booking {
    let service = service();
    let start = start();
    Booking {
        id: BookingId(id(0x3a)),
        revision: 1,
        status: BookingStatus::Confirmed,
        service_id: service.id,
        service_name: service.name,
        staff: staff(),
        start,
        end: start + TimeDelta::hours(1),
        time_zone: "Europe/Berlin".to_owned(),
        price: price(),
        customer_name: "Kim Berger".to_owned(),
        note: None,
        cancel_reason: None,
        cancel_before: start - TimeDelta::days(1),
        reschedule_before: start - TimeDelta::days(1),
        created_at: start - TimeDelta::days(7),
        updated_at: start - TimeDelta::days(7),
    }
}

/// The booking as an answer.
#[must_use]
pub fn booking_data() -> BookingData {
    BookingData { data: booking() }
}

/// A list of that one booking.
#[must_use]
pub fn booking_page() -> BookingPage {
    BookingPage {
        data: vec![booking()],
        next_page_token: None,
    }
}

/// A refusal by this code, with whatever else the code says, such as `alternatives`.
///
/// ```
/// use scheduler_sdk::types::ApiError;
/// use scheduler_sdk_mock::samples::{refusal, slot};
///
/// let taken = refusal("slot_taken", &[("alternatives", serde_json::json!([slot()]))]);
/// assert!(matches!(taken.error, ApiError::SlotTaken { .. }));
/// ```
///
/// # Panics
/// When the contract has this code with other content: the test is wrong.
#[must_use]
pub fn refusal(code: &str, more: &[(&str, serde_json::Value)]) -> ErrorBody {
    let mut error = serde_json::json!({
        "code": code,
        "message": "The mock server was told to refuse.",
        "requestId": "sample",
    });
    if let Some(error) = error.as_object_mut() {
        error.extend(
            more.iter()
                .map(|(key, value)| ((*key).to_owned(), value.clone())),
        );
    }
    match serde_json::from_value(serde_json::json!({ "error": error })) {
        Ok(body) => body,
        Err(reason) => panic!("no {code} of the contract: {reason}"),
    }
}

fn price() -> Money {
    Money {
        amount: 9_500,
        currency: "EUR".to_owned(),
    }
}

fn id(last: u8) -> Uuid {
    Uuid::from_u128(0x018f_3c5e_7b1a_7c3d_9e4f_0a1b_2c3d_4e00 + u128::from(last))
}
