//! One example of each body, built from the types themselves so that it cannot go stale.

use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use crate::{
    booking::{Booking, BookingChange, BookingCreate, BookingStatus, Change},
    call::CalendarFile,
    contact::{Contact, ContactKind},
    contract::{ContractView, OperationContract, SupportedRelease},
    drift::DRIFT_THRESHOLD,
    envelope::{Data, Page},
    error::{ApiError, ErrorBody},
    event::Event,
    ids::{BookingId, ServiceId, StaffId, TenantSlug},
    money::Money,
    secret::{ManageToken, Stoken},
    service::{Service, StaffMember},
    session::{
        Session, SessionCode, SessionCreate, SessionLevel, SessionRedeem, SessionState,
        SessionVerify, StreamSession,
    },
    slot::{Slot, SlotStaff},
    tenant::{Branding, Policies, Tenant, TenantSummary},
};

/// The example of a component that is a body; `None` if it isn't one.
#[must_use]
pub fn of(component: &str) -> Option<Value> {
    match component {
        "BookingChange" => json(BookingChange {
            revision: 1,
            change: Change::Reschedule {
                start: at(26 * 60),
                staff_id: Some(staff().id),
            },
        }),
        "BookingCreate" => json(booking_create()),
        "BookingData" => json(Data { data: booking() }),
        "BookingPage" => page(booking()),
        "CalendarFile" => json(calendar()),
        "ContractViewData" => json(Data {
            data: contract_view(),
        }),
        "ErrorBody" => json(ErrorBody {
            error: ApiError::SlotTaken {
                message: "This slot has just been taken. Choose another one.".to_owned(),
                request_id: id(0x0f).to_string(),
                alternatives: vec![slot()],
            },
        }),
        "Event" => json(Event::BookingConfirmed {
            at: now(),
            booking: booking(),
        }),
        "ServiceData" => json(Data { data: service() }),
        "ServicePage" => page(service()),
        "SessionCodeData" => json(Data {
            data: SessionCode {
                channel: ContactKind::Email,
                expires_at: at(10),
            },
        }),
        "SessionCreate" => json(SessionCreate { contact: contact() }),
        "SessionData" => json(Data { data: session() }),
        "SessionRedeem" => json(SessionRedeem {
            manage_token: ManageToken("nxm_5bXfE2kQ9vA7uYt1LrWz".to_owned()),
        }),
        "SessionStateData" => json(Data {
            data: SessionState {
                level: SessionLevel::Verified,
                expires_at: at(30),
                refreshable_until: at(12 * 60),
            },
        }),
        "SessionVerify" => json(SessionVerify {
            code: "204816".to_owned(),
        }),
        "SlotPage" => page(slot()),
        "StreamSessionData" => json(Data {
            data: StreamSession {
                stoken: Stoken("nxe_9sK2mQ7vXb4RfT1u".to_owned()),
                connect_before: at(1),
            },
        }),
        "TenantData" => json(Data { data: tenant() }),
        "TenantSummaryPage" => page(tenant_summary()),
        _ => None,
    }
}

fn json(example: impl Serialize) -> Option<Value> {
    serde_json::to_value(example).ok()
}

fn page(item: impl Serialize) -> Option<Value> {
    json(Page {
        data: vec![item],
        next_page_token: None,
    })
}

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_798_790_400, 0).unwrap_or_default()
}

fn at(minutes: i64) -> DateTime<Utc> {
    now() + TimeDelta::minutes(minutes)
}

fn id(last: u8) -> Uuid {
    Uuid::from_u128(0x018f_3c5e_7b1a_7c3d_9e4f_0a1b_2c3d_4e00 | u128::from(last))
}

fn staff() -> StaffMember {
    StaffMember {
        id: StaffId(id(0x2a)),
        name: "Mara Lindqvist".to_owned(),
    }
}

fn contact() -> Contact {
    Contact::Email {
        address: "kim@example.com".to_owned(),
    }
}

fn price() -> Money {
    Money {
        amount: 9_500,
        currency: "EUR".to_owned(),
    }
}

fn booking_create() -> BookingCreate {
    BookingCreate {
        service_id: ServiceId(id(0x1a)),
        start: at(25 * 60),
        staff_id: None,
        customer_name: "Kim Berger".to_owned(),
        contact: Some(contact()),
        note: Some("First visit.".to_owned()),
    }
}

fn booking() -> Booking {
    Booking {
        id: BookingId(id(0x3a)),
        revision: 1,
        status: BookingStatus::Confirmed,
        service_id: ServiceId(id(0x1a)),
        service_name: service().name,
        staff: staff(),
        start: at(25 * 60),
        end: at(26 * 60),
        time_zone: "Europe/Berlin".to_owned(),
        price: price(),
        customer_name: "Kim Berger".to_owned(),
        note: Some("First visit.".to_owned()),
        cancel_reason: None,
        cancel_before: at(60),
        reschedule_before: at(60),
        created_at: now(),
        updated_at: now(),
    }
}

fn calendar() -> CalendarFile {
    CalendarFile(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Nexus scheduling//EN\r\nEND:VCALENDAR\r\n"
            .to_owned(),
    )
}

fn contract_view() -> ContractView {
    ContractView {
        version: "1.0.0".to_owned(),
        threshold: DRIFT_THRESHOLD,
        operations: vec![OperationContract {
            operation_id: "booking_create".to_owned(),
            fingerprint: "9f2c0d4b7a61e835".to_owned(),
        }],
        supported_releases: vec![SupportedRelease {
            version: "1.0.0".to_owned(),
            refused_operations: Vec::new(),
        }],
        time_zone_database: "2026c".to_owned(),
    }
}

fn service() -> Service {
    Service {
        id: ServiceId(id(0x1a)),
        name: "First session".to_owned(),
        description: "An hour to get to know each other.".to_owned(),
        duration_minutes: 60,
        slot_interval_minutes: 30,
        capacity: 1,
        price: price(),
        min_notice_minutes: 120,
        horizon_days: 60,
        staff: vec![staff()],
    }
}

fn session() -> Session {
    Session {
        stoken: Stoken("nxs_3QvN8aLx0PzKc5TgYd7RwE1mUo2BhSfJ9iV4".to_owned()),
        level: SessionLevel::Claimed,
        expires_at: at(30),
        refreshable_until: at(12 * 60),
    }
}

fn slot() -> Slot {
    Slot {
        start: at(25 * 60),
        end: at(26 * 60),
        staff: vec![SlotStaff {
            id: staff().id,
            seats: 1,
        }],
    }
}

fn tenant() -> Tenant {
    let TenantSummary {
        slug,
        name,
        time_zone,
        locale,
        site_url,
    } = tenant_summary();
    Tenant {
        slug,
        name,
        time_zone,
        locale,
        site_url,
        branding: Branding {
            primary_color: "#2f4b3c".to_owned(),
            accent_color: "#c8843c".to_owned(),
            logo_url: None,
            welcome_text: Some("Take your time.".to_owned()),
        },
        policies: Policies {
            min_notice_minutes: 120,
            horizon_days: 60,
            cancel_cutoff_minutes: 1_440,
            reschedule_cutoff_minutes: 1_440,
        },
    }
}

fn tenant_summary() -> TenantSummary {
    TenantSummary {
        slug: TenantSlug("stillwater".to_owned()),
        name: "Stillwater Hypnotherapy".to_owned(),
        time_zone: "Europe/Berlin".to_owned(),
        locale: "en-GB".to_owned(),
        site_url: "https://stillwater.example".to_owned(),
    }
}
