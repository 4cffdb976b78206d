//! Random worlds to search: a zone near a change of its clocks, hours, bookings, and somebody who asks.
//!
//! Everything is a plain number of minutes, so that the oracle needs nothing of the code it checks.

use std::{collections::BTreeMap, num::NonZeroU32};

use jiff::{
    Timestamp,
    civil::{Date, date},
};
use proptest::{collection::vec, prelude::*, sample::select};
use scheduler_server::domain::{
    ids::BookingId,
    schedule::{Hours, Schedule, WeeklyHours},
    service::Service,
    staff::{BookedTime, Staff, TimeOff},
    zone::{TenantZone, WallTime},
};

pub(crate) const DAY: i64 = 24 * 60;

/// Zones, each with a date on which something happens there.
const OCCASIONS: [(&str, Date); 22] = [
    ("Africa/Cairo", date(2026, 4, 24)),
    ("Africa/Casablanca", date(2026, 2, 15)),
    ("America/Havana", date(2025, 11, 2)),
    ("America/Havana", date(2026, 3, 8)),
    ("America/New_York", date(2026, 3, 8)),
    ("America/New_York", date(2026, 11, 1)),
    ("America/Sao_Paulo", date(2018, 2, 18)),
    ("America/Sao_Paulo", date(2018, 11, 4)),
    ("America/St_Johns", date(2026, 3, 8)),
    ("Antarctica/Troll", date(2026, 3, 29)),
    ("Antarctica/Troll", date(2026, 10, 25)),
    ("Asia/Beirut", date(2026, 3, 29)),
    ("Asia/Kathmandu", date(2026, 6, 1)),
    ("Asia/Tehran", date(2022, 3, 22)),
    ("Australia/Lord_Howe", date(2026, 4, 5)),
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("Europe/Berlin", date(2026, 3, 29)),
    ("Europe/Berlin", date(2026, 10, 25)),
    ("Europe/Dublin", date(2027, 3, 28)),
    ("Pacific/Apia", date(2011, 12, 30)),
    ("Pacific/Chatham", date(2026, 9, 27)),
    ("UTC", date(2026, 12, 31)),
];

/// A question to the slot search, in minutes since the epoch.
#[derive(Clone, Debug)]
pub(crate) struct World {
    pub(crate) zone: &'static str,
    pub(crate) now: i64,
    pub(crate) from: i64,
    pub(crate) to: i64,
    pub(crate) service: WorldService,
    pub(crate) staff: Vec<WorldStaff>,
}

#[derive(Clone, Debug)]
pub(crate) struct WorldService {
    pub(crate) duration: u32,
    pub(crate) before: u32,
    pub(crate) after: u32,
    pub(crate) interval: u32,
    pub(crate) capacity: u32,
    pub(crate) notice: u32,
    pub(crate) horizon_days: u32,
}

/// Hours of a day as minutes of the wall clock; 1440 is its end.
pub(crate) type DayHours = Vec<(u32, u32)>;

#[derive(Clone, Debug)]
pub(crate) struct WorldStaff {
    pub(crate) name: String,
    /// From Monday on.
    pub(crate) weekly: Vec<DayHours>,
    pub(crate) overrides: BTreeMap<Date, DayHours>,
    pub(crate) bookings: Vec<WorldBooking>,
    pub(crate) time_off: Vec<(i64, i64)>,
}

#[derive(Clone, Debug)]
pub(crate) struct WorldBooking {
    pub(crate) service: &'static str,
    pub(crate) start: i64,
    pub(crate) end: i64,
    pub(crate) before: u32,
    pub(crate) after: u32,
    pub(crate) seats: u32,
}

pub(crate) fn world() -> impl Strategy<Value = World> {
    let moments = (-4 * 288..288_i64, -288..3 * 288_i64, 0..4 * 288_i64);
    (select(OCCASIONS.to_vec()), moments, service()).prop_flat_map(
        |((zone, day), (now, from, length), service)| {
            let midnight = minute_of(midnight_utc(day));
            let now = midnight + now * 5;
            let from = now.max(midnight - DAY) + from * 5;
            let staff = vec(staff(day, from, service.clone()), 1..4);
            staff.prop_map(move |staff| World {
                zone,
                now,
                from,
                to: from + length * 5,
                service: service.clone(),
                staff: named(staff),
            })
        },
    )
}

fn service() -> impl Strategy<Value = WorldService> {
    (
        select(vec![5, 15, 25, 30, 60, 90, 200]),
        select(vec![0, 0, 5, 10, 15]),
        select(vec![0, 0, 5, 10, 30]),
        select(vec![5, 7, 10, 15, 20, 45, 60, 1440]),
        select(vec![1, 1, 1, 3, 8]),
        select(vec![0, 0, 60, 120, 1440]),
        select(vec![1, 2, 14, 60, 60]),
    )
        .prop_map(
            |(duration, before, after, interval, capacity, notice, horizon_days)| WorldService {
                duration,
                before,
                after,
                interval,
                capacity,
                notice,
                horizon_days,
            },
        )
}

fn staff(day: Date, from: i64, service: WorldService) -> impl Strategy<Value = WorldStaff> {
    let hours = prop_oneof![4 => ordinary_hours(), 1 => about_a_week_open()];
    (
        hours,
        vec(booking(from, service), 0..8),
        vec((-288..4 * 288_i64, 0..200_i64), 0..2),
    )
        .prop_map(
            move |((weekly, overrides), bookings, time_off)| WorldStaff {
                name: String::new(),
                weekly,
                overrides: overrides
                    .into_iter()
                    .map(|(days, hours)| (day.saturating_add(jiff::Span::new().days(days)), hours))
                    .collect(),
                bookings,
                time_off: time_off
                    .into_iter()
                    .map(|(start, length)| (from + start * 5, from + (start + length) * 5))
                    .collect(),
            },
        )
}

/// A week's hours, and those of dates so many days from the one on which something happens.
type WeekAndDates = (Vec<DayHours>, Vec<(i64, DayHours)>);

fn ordinary_hours() -> impl Strategy<Value = WeekAndDates> {
    let weekly = prop_oneof![
        5 => vec(day_hours(), 7),
        1 => Just(vec![vec![(0, 1440)]; 7]),
    ];
    // Clocks change at night: on most of the dates, hours begin or end then.
    let that_night = vec(
        prop_oneof![2 => night_hours(), 1 => night_until_end()],
        1..3,
    );
    let dates = prop_oneof![
        2 => (-1..=1_i64, that_night).prop_map(|date| vec![date]),
        1 => vec((-4..5_i64, day_hours()), 0..3),
    ];
    (weekly, dates)
}

/// Never closed between two dates, for six to nine days: windows with and without a start of their own.
fn about_a_week_open() -> impl Strategy<Value = WeekAndDates> {
    let quarters = 0..=96_u32;
    (
        -7..1_i64,
        7..=8_i64,
        quarters.clone(),
        prop::option::of(quarters),
    )
        .prop_map(|(first, days, opens, closes)| {
            let opens = opens * 15;
            let closes = closes.map_or(opens, |quarter| quarter * 15);
            let dates = vec![
                (first, vec![(opens, 1440)]),
                (first + days, vec![(0, closes)]),
            ];
            (vec![vec![(0, 1440)]; 7], dates)
        })
}

fn named(staff: Vec<WorldStaff>) -> Vec<WorldStaff> {
    let names = (1..).map(|number| format!("staff-{number}"));
    std::iter::zip(staff, names)
        .map(|(staff, name)| WorldStaff { name, ..staff })
        .collect()
}

fn day_hours() -> impl Strategy<Value = DayHours> {
    prop_oneof![
        1 => Just(Vec::new()),
        2 => Just(vec![(0, 1440)]),
        5 => vec(prop_oneof![3 => any_hours(), 1 => night_hours(), 1 => night_until_end()], 1..4),
    ]
}

/// Hours that end before they begin, or when they begin, are among them.
fn any_hours() -> impl Strategy<Value = (u32, u32)> {
    let time =
        || prop_oneof![4 => (0..=96_u32).prop_map(|quarter| quarter * 15), 1 => 0..=1440_u32];
    (time(), time())
}

fn night_hours() -> impl Strategy<Value = (u32, u32)> {
    (0..=16_u32, 0..=20_u32).prop_map(|(from, length)| (from * 15, (from + length) * 15))
}

fn night_until_end() -> impl Strategy<Value = (u32, u32)> {
    prop_oneof![0..=16_u32, 88..=96_u32].prop_map(|from| (from * 15, 1440))
}

fn booking(from: i64, service: WorldService) -> impl Strategy<Value = WorldBooking> {
    let same = service.clone();
    let of_this = (-288..5 * 288_i64, 1..4_u32).prop_map(move |(start, seats)| WorldBooking {
        service: "this",
        start: from + start * 5,
        end: from + start * 5 + i64::from(same.duration),
        before: same.before,
        after: same.after,
        seats,
    });
    let other = (-288..5 * 288_i64, 1..30_i64, 0..4_u32, 0..4_u32).prop_map(
        move |(start, length, before, after)| WorldBooking {
            service: "other",
            start: from + start * 5,
            end: from + (start + length) * 5,
            before: before * 5,
            after: after * 5,
            seats: 1,
        },
    );
    prop_oneof![of_this, other]
}

impl World {
    pub(crate) fn tenant_zone(&self) -> TenantZone {
        TenantZone::named(self.zone).unwrap()
    }

    pub(crate) fn service(&self) -> Service {
        let service = &self.service;
        Service {
            id: "this".into(),
            duration_minutes: NonZeroU32::new(service.duration).unwrap(),
            buffer_before_minutes: service.before,
            buffer_after_minutes: service.after,
            interval_minutes: NonZeroU32::new(service.interval).unwrap(),
            capacity: NonZeroU32::new(service.capacity).unwrap(),
            min_notice_minutes: service.notice,
            horizon_days: service.horizon_days,
        }
    }

    pub(crate) fn staff(&self) -> Vec<Staff> {
        self.staff.iter().map(Staff::from).collect()
    }

    pub(crate) fn now(&self) -> Timestamp {
        instant(self.now)
    }

    pub(crate) fn from(&self) -> Timestamp {
        instant(self.from)
    }

    pub(crate) fn to(&self) -> Timestamp {
        instant(self.to)
    }
}

impl From<&WorldStaff> for Staff {
    fn from(staff: &WorldStaff) -> Self {
        let mut days = staff.weekly.iter().map(hours);
        let mut next = || days.next().unwrap();
        let bookings = staff.bookings.iter().enumerate();
        Self {
            id: staff.name.as_str().into(),
            schedule: Schedule {
                weekly: WeeklyHours {
                    mon: next(),
                    tue: next(),
                    wed: next(),
                    thu: next(),
                    fri: next(),
                    sat: next(),
                    sun: next(),
                },
                overrides: staff
                    .overrides
                    .iter()
                    .map(|(date, day)| (*date, hours(day)))
                    .collect(),
            },
            time_off: staff
                .time_off
                .iter()
                .map(|(start, end)| TimeOff {
                    start: instant(*start),
                    end: instant(*end),
                })
                .collect(),
            bookings: bookings
                .map(|(number, booking)| BookedTime {
                    booking: Some(BookingId::from(format!("{}/{number}", staff.name))),
                    service: booking.service.into(),
                    start: instant(booking.start),
                    end: instant(booking.end),
                    buffer_before_minutes: booking.before,
                    buffer_after_minutes: booking.after,
                    seats: NonZeroU32::new(booking.seats).unwrap(),
                })
                .collect(),
        }
    }
}

fn hours(day: &DayHours) -> Vec<Hours> {
    day.iter()
        .map(|(from, to)| Hours {
            from: wall_time(*from),
            to: wall_time(*to),
        })
        .collect()
}

fn wall_time(minute: u32) -> WallTime {
    format!("{:02}:{:02}", minute / 60, minute % 60)
        .parse()
        .unwrap()
}

pub(crate) fn instant(minute: i64) -> Timestamp {
    Timestamp::from_second(minute * 60).unwrap()
}

pub(crate) fn minute_of(at: Timestamp) -> i64 {
    at.as_second().div_euclid(60)
}

fn midnight_utc(day: Date) -> Timestamp {
    day.to_zoned_datetime(jiff::tz::TimeZone::UTC)
        .unwrap()
        .timestamp()
}
