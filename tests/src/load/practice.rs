//! Tenants made to size.

use std::fmt::Write as _;

use serde_json::{Value, json};

/// Half an hour, in seconds: how long appointments take, and how far apart they start.
pub const APPOINTMENT: i64 = 30 * 60;
/// Appointments a day of somebody who never sleeps.
const A_DAY: i64 = 48;
/// Days that are booked before a second appointment of one of them is.
const DAYS: i64 = 700;

/// A tenant with some staff who all give one service.
#[derive(Clone, Debug)]
pub struct Practice {
    /// Its slug.
    pub slug: &'static str,
    /// How many members of staff it has.
    pub staff: usize,
    /// Their hours, every day of the week if `weekend` is set.
    pub hours: &'static str,
    /// Whether they work at weekends.
    pub weekend: bool,
    /// Seats of an appointment.
    pub seats: u32,
    /// How long an appointment takes, and how far apart they start.
    pub minutes: u32,
    /// Its zone.
    pub zone: &'static str,
}

impl Practice {
    /// One that is open day and night, in UTC, so that every half hour is a slot.
    #[must_use]
    pub const fn always_open(slug: &'static str, staff: usize) -> Self {
        Self {
            slug,
            staff,
            hours: r#"[["00:00", "24:00"]]"#,
            weekend: true,
            seats: 1,
            minutes: 30,
            zone: "UTC",
        }
    }

    /// Its service's id.
    #[must_use]
    pub fn service(&self) -> String {
        format!("0197a3c0-0000-7000-8000-{:0>12}", self.number())
    }

    /// The id of a member of staff, counted from 0.
    #[must_use]
    pub fn member(&self, index: usize) -> String {
        format!("0197a3c0-0000-7000-9{:0>3}-{index:0>12}", self.number())
    }

    fn number(&self) -> usize {
        let bytes = self.slug.bytes();
        bytes.fold(7, |number, byte| (number * 31 + usize::from(byte)) % 997)
    }

    /// As a file of tenants has it.
    #[must_use]
    pub fn toml(&self) -> String {
        let Self {
            slug,
            zone,
            seats,
            minutes,
            ..
        } = self;
        let members: Vec<String> = (0..self.staff).map(|index| self.member(index)).collect();
        let mut text = format!(
            r##"
[[tenants]]
slug = "{slug}"
name = "Practice {slug}"
time_zone = "{zone}"
locale = "en-GB"
site_url = "https://{slug}.example"
allowed_origins = []
listed = true
[tenants.branding]
primary_color = "#2f5d62"
accent_color = "#dfeeea"
[tenants.senders]
email_from = "hello@{slug}.example"
sms_from = "+4930555010"
[tenants.policies]
min_notice_minutes = 0
horizon_days = 730
cancel_cutoff_minutes = 0
reschedule_cutoff_minutes = 0
[[tenants.services]]
id = "{}"
name = "An appointment"
description = "For measuring."
duration_minutes = {minutes}
slot_interval_minutes = {minutes}
capacity = {seats}
price = {{ amount = 4200, currency = "EUR" }}
staff = {members:?}
"##,
            self.service()
        );
        let days = match self.weekend {
            true => &["mon", "tue", "wed", "thu", "fri", "sat", "sun"][..],
            false => &["mon", "tue", "wed", "thu", "fri"][..],
        };
        for (index, member) in members.iter().enumerate() {
            let _ = write!(
                text,
                "[[tenants.staff]]\nid = \"{member}\"\nname = \"Member {index}\"\n[tenants.staff.weekly]\n"
            );
            for day in days {
                let _ = writeln!(text, "{day} = {}", self.hours);
            }
        }
        text
    }

    /// What books an appointment of a member of staff under a contact.
    #[must_use]
    pub fn booking(&self, member: usize, start: i64, email: &str) -> Value {
        json!({
            "serviceId": self.service(),
            "staffId": self.member(member),
            "start": instant(start),
            "customerName": "Kim Berger",
            "contact": { "kind": "email", "address": email },
        })
    }
}

/// The start of the nth appointment that somebody who never sleeps is booked for, from a midnight on:
/// one a day as long as there are days, so that days fill slowly.
#[must_use]
pub fn nth_start(midnight: i64, nth: i64) -> i64 {
    let (day, round) = (nth % DAYS, (nth / DAYS) % A_DAY);
    midnight + day * A_DAY * APPOINTMENT + round * APPOINTMENT
}

/// The midnight, in UTC, some days after today's.
#[must_use]
pub fn midnight_in(days: i64) -> i64 {
    let now = chrono::Utc::now().timestamp();
    now - now.rem_euclid(A_DAY * APPOINTMENT) + days * A_DAY * APPOINTMENT
}

/// A second as the contract writes it.
///
/// # Panics
/// When it is beyond the calendar.
#[must_use]
pub fn instant(second: i64) -> String {
    let at = chrono::DateTime::from_timestamp(second, 0).expect("a second of this calendar");
    at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
}
