//! The rules of the slot search, one by one: what the clocks do to windows, what refuses a start, and
//! who takes a booking.

#![allow(
    clippy::unwrap_used,
    reason = "a date that can't be read fails the test"
)]

use std::num::NonZeroU32;

use jiff::{SignedDuration, Timestamp, civil::Date};
use scheduler_server::domain::{
    appointment::{Appointment, SlotRefusal},
    assign::StaffChoice,
    schedule::{Hours, WeeklyHours},
    service::Service,
    slots::{SearchTooWide, SlotSearch},
    staff::{BookedTime, Staff, TimeOff},
    zone::TenantZone,
};

#[test]
fn on_the_day_clocks_go_forward_a_window_is_an_hour_shorter() {
    let day = Day::in_zone("Europe/Berlin").at_work(ada().on("2026-03-29", "01:00", "04:00"));
    assert_eq!(
        day.starts("2026-03-28T23:00:00Z", "2026-03-29T12:00:00Z"),
        ["2026-03-29T00:00:00Z", "2026-03-29T01:00:00Z"]
    );
}

#[test]
fn a_window_that_begins_in_a_gap_begins_as_much_later_as_the_gap_is_long() {
    let day = Day::in_zone("Europe/Berlin").at_work(ada().on("2026-03-29", "02:15", "05:00"));
    assert_eq!(
        day.starts("2026-03-28T23:00:00Z", "2026-03-29T12:00:00Z"),
        ["2026-03-29T01:15:00Z"]
    );
}

#[test]
fn a_window_inside_a_gap_vanishes() {
    let day = Day::in_zone("Europe/Berlin").at_work(ada().on("2026-03-29", "02:00", "03:00"));
    let nothing: [&str; 0] = [];
    assert_eq!(
        day.starts("2026-03-28T23:00:00Z", "2026-03-29T12:00:00Z"),
        nothing
    );
}

#[test]
fn a_window_that_begins_in_a_fold_begins_the_first_time() {
    let day = Day::in_zone("Europe/Berlin").at_work(ada().on("2026-10-25", "02:00", "04:00"));
    assert_eq!(
        day.starts("2026-10-24T22:00:00Z", "2026-10-25T12:00:00Z"),
        [
            "2026-10-25T00:00:00Z",
            "2026-10-25T01:00:00Z",
            "2026-10-25T02:00:00Z"
        ]
    );
}

#[test]
fn hours_until_midnight_go_on_the_next_morning() {
    let ada = ada()
        .on("2026-06-01", "22:30", "24:00")
        .on("2026-06-02", "00:00", "01:30");
    let day = Day::in_zone("Asia/Kathmandu").at_work(ada);
    assert_eq!(
        day.starts("2026-06-01T00:00:00Z", "2026-06-03T00:00:00Z"),
        [
            "2026-06-01T16:45:00Z",
            "2026-06-01T17:45:00Z",
            "2026-06-01T18:45:00Z"
        ]
    );
}

#[test]
fn hours_until_a_minute_before_midnight_end_there() {
    let ada = ada()
        .on("2026-06-01", "22:30", "23:59")
        .on("2026-06-02", "00:00", "01:30");
    let day = Day::in_zone("UTC").at_work(ada);
    assert_eq!(
        day.starts("2026-06-01T00:00:00Z", "2026-06-03T00:00:00Z"),
        ["2026-06-01T22:30:00Z", "2026-06-02T00:00:00Z"]
    );
}

#[test]
fn a_date_with_hours_of_its_own_forgets_the_week_even_if_it_has_none() {
    let always_mornings = ada().weekly("08:00", "09:00");
    let day = Day::in_zone("UTC").at_work(
        always_mornings
            .on("2026-06-02", "20:00", "21:00")
            .closed_on("2026-06-03"),
    );
    assert_eq!(
        day.starts("2026-06-01T00:00:00Z", "2026-06-04T00:00:00Z"),
        ["2026-06-01T08:00:00Z", "2026-06-02T20:00:00Z"]
    );
}

/// The week that ends has 169 hours: its last appointment ends before Monday 00:00, and the grid of 25
/// minutes starts anew there.
#[test]
fn hours_that_never_end_begin_anew_each_monday() {
    let mut day = Day::in_zone("Europe/Berlin").at_work(ada().weekly("00:00", "24:00"));
    day.service.duration_minutes = NonZeroU32::new(25).unwrap();
    day.service.interval_minutes = NonZeroU32::new(25).unwrap();
    assert_eq!(
        day.starts("2026-10-25T22:00:00Z", "2026-10-25T23:50:00Z"),
        [
            "2026-10-25T22:20:00Z",
            "2026-10-25T23:00:00Z",
            "2026-10-25T23:25:00Z"
        ]
    );
}

#[test]
fn the_grid_stays_where_it_is_whatever_is_busy() {
    let ada =
        ada()
            .on("2026-06-01", "08:00", "12:00")
            .booked("cleaning", "2026-06-01T08:30:00Z", 10);
    let day = Day::in_zone("UTC").at_work(ada);
    assert_eq!(
        day.starts("2026-06-01T00:00:00Z", "2026-06-02T00:00:00Z"),
        [
            "2026-06-01T09:00:00Z",
            "2026-06-01T10:00:00Z",
            "2026-06-01T11:00:00Z"
        ]
    );
}

#[test]
fn buffers_may_touch_what_is_busy_but_not_share_time_with_it() {
    let ada = ada()
        .on("2026-06-01", "08:00", "12:00")
        .booked("cleaning", "2026-06-01T09:15:00Z", 30)
        .away("2026-06-01T11:15:00Z", "2026-06-01T11:16:00Z");
    let mut day = Day::in_zone("UTC").at_work(ada);
    day.service.buffer_before_minutes = 15;
    day.service.buffer_after_minutes = 15;
    // 08:00 is kept free until 09:15, and 10:00 from 09:45 until 11:15.
    assert_eq!(
        day.starts("2026-06-01T00:00:00Z", "2026-06-02T00:00:00Z"),
        ["2026-06-01T08:00:00Z", "2026-06-01T10:00:00Z"]
    );
}

#[test]
fn a_start_is_refused_for_the_reason_that_holds() {
    let ada =
        ada()
            .on("2026-06-01", "08:00", "12:00")
            .booked("cleaning", "2026-06-01T09:00:00Z", 60);
    let mut day = Day::in_zone("UTC").at_work(ada);
    day.now = at("2026-06-01T06:30:00Z");
    day.service.min_notice_minutes = 90;
    day.service.horizon_days = 1;
    let too_soon = at("2026-06-01T08:00:00Z");
    let too_far = at("2026-06-02T06:30:00Z");

    let judged = |start: &str| day.judge(start, &StaffChoice::Anybody).map(|_| ());
    assert_eq!(
        judged("2026-06-01T07:59:59Z"),
        Err(SlotRefusal::TooSoon { earliest: too_soon })
    );
    assert_eq!(judged("2026-06-01T08:00:00Z"), Ok(()));
    assert_eq!(
        judged("2026-06-01T08:30:00Z"),
        Err(SlotRefusal::OutsideHours)
    );
    assert_eq!(
        judged("2026-06-01T08:00:00.5Z"),
        Err(SlotRefusal::OutsideHours)
    );
    assert_eq!(judged("2026-06-01T09:00:00Z"), Err(SlotRefusal::Taken));
    assert_eq!(
        judged("2026-06-01T12:00:00Z"),
        Err(SlotRefusal::OutsideHours)
    );
    assert_eq!(
        judged("2026-06-02T06:30:00Z"),
        Err(SlotRefusal::BeyondHorizon { before: too_far })
    );
    let cyd = StaffChoice::Only("cyd".into());
    assert_eq!(
        day.judge("2026-06-01T08:00:00Z", &cyd).map(|_| ()),
        Err(SlotRefusal::StaffDoesNotGiveService {
            staff: "cyd".into()
        })
    );
}

#[test]
fn a_group_is_joined_until_it_is_full() {
    let staff = |staff: StaffBuilder| staff.on("2026-06-01", "08:00", "09:00");
    let mut day = Day::in_zone("UTC")
        .at_work(staff(ada()))
        .at_work(staff(named("bob")));
    day.service.capacity = NonZeroU32::new(2).unwrap();

    let mut taken_by = Vec::new();
    for _ in 0..4 {
        let taken = day
            .judge("2026-06-01T08:00:00Z", &StaffChoice::Anybody)
            .unwrap();
        taken_by.push(taken.staff().to_string());
        day.book(&taken);
    }
    assert_eq!(taken_by, ["ada", "ada", "bob", "bob"]);
    assert_eq!(
        day.judge("2026-06-01T08:00:00Z", &StaffChoice::Anybody),
        Err(SlotRefusal::GroupFull)
    );
}

#[test]
fn the_day_of_the_least_busy_is_the_tenants_day() {
    // Both have one booking on the first of June in UTC; in Auckland, ada's is the day before.
    let ada =
        ada()
            .on("2026-06-02", "08:00", "10:00")
            .booked("cleaning", "2026-06-01T11:00:00Z", 30);
    let bob = named("bob").on("2026-06-02", "08:00", "10:00").booked(
        "cleaning",
        "2026-06-01T13:00:00Z",
        30,
    );
    let day = Day::in_zone("Pacific/Auckland").at_work(bob).at_work(ada);
    let taken = day
        .judge("2026-06-01T20:00:00Z", &StaffChoice::Anybody)
        .unwrap();
    assert_eq!(taken.staff().as_str(), "ada");
}

#[test]
fn an_appointment_says_what_it_occupies() {
    let mut day = Day::in_zone("UTC").at_work(ada().on("2026-06-01", "08:00", "12:00"));
    day.service.buffer_before_minutes = 10;
    day.service.buffer_after_minutes = 5;
    let taken = day
        .judge("2026-06-01T08:00:00Z", &StaffChoice::Anybody)
        .unwrap();
    assert_eq!(taken.occupied_from(), at("2026-06-01T07:50:00Z"));
    assert_eq!(taken.end(), at("2026-06-01T09:00:00Z"));
    assert_eq!(taken.occupied_until(), at("2026-06-01T09:05:00Z"));
}

#[test]
fn a_listing_of_many_years_is_refused() {
    let mut day = Day::in_zone("UTC").at_work(ada());
    day.service.horizon_days = u32::MAX;
    let search = SlotSearch::new(&day.zone, &day.service, &day.staff, day.now);
    assert_eq!(
        search.list(Timestamp::MIN, Timestamp::MAX),
        Err(SearchTooWide { days: 750 })
    );
}

/// A tenant whose service takes an hour and starts on the hour of each window.
struct Day {
    zone: TenantZone,
    now: Timestamp,
    service: Service,
    staff: Vec<Staff>,
}

impl Day {
    fn in_zone(name: &str) -> Self {
        let hour = NonZeroU32::new(60).unwrap();
        Self {
            zone: TenantZone::named(name).unwrap(),
            now: at("2026-01-01T00:00:00Z"),
            service: Service {
                id: "massage".into(),
                duration_minutes: hour,
                buffer_before_minutes: 0,
                buffer_after_minutes: 0,
                interval_minutes: hour,
                capacity: NonZeroU32::MIN,
                min_notice_minutes: 0,
                horizon_days: 730,
            },
            staff: Vec::new(),
        }
    }

    fn at_work(mut self, staff: StaffBuilder) -> Self {
        self.staff.push(staff.0);
        self
    }

    fn starts(&self, from: &str, to: &str) -> Vec<String> {
        let search = SlotSearch::new(&self.zone, &self.service, &self.staff, self.now);
        let slots = search.list(at(from), at(to)).unwrap();
        slots.iter().map(|slot| slot.start().to_string()).collect()
    }

    fn judge(&self, start: &str, choice: &StaffChoice) -> Result<Appointment, SlotRefusal> {
        let search = SlotSearch::new(&self.zone, &self.service, &self.staff, self.now);
        search.judge(at(start), choice)
    }

    fn book(&mut self, taken: &Appointment) {
        let mut staff = self.staff.iter_mut();
        let staff = staff.find(|staff| staff.id == *taken.staff()).unwrap();
        staff.bookings.push(BookedTime {
            booking: None,
            service: taken.service().clone(),
            start: taken.start(),
            end: taken.end(),
            buffer_before_minutes: taken.buffer_before_minutes(),
            buffer_after_minutes: taken.buffer_after_minutes(),
            seats: NonZeroU32::MIN,
        });
    }
}

/// A member of staff who is closed until told otherwise.
struct StaffBuilder(Staff);

fn ada() -> StaffBuilder {
    named("ada")
}

fn named(name: &str) -> StaffBuilder {
    StaffBuilder(Staff {
        id: name.into(),
        schedule: Default::default(),
        time_off: Vec::new(),
        bookings: Vec::new(),
    })
}

impl StaffBuilder {
    fn weekly(mut self, from: &str, to: &str) -> Self {
        let day = || vec![hours(from, to)];
        self.0.schedule.weekly = WeeklyHours {
            mon: day(),
            tue: day(),
            wed: day(),
            thu: day(),
            fri: day(),
            sat: day(),
            sun: day(),
        };
        self
    }

    fn on(mut self, date: &str, from: &str, to: &str) -> Self {
        let date: Date = date.parse().unwrap();
        let overrides = &mut self.0.schedule.overrides;
        overrides.entry(date).or_default().push(hours(from, to));
        self
    }

    fn closed_on(mut self, date: &str) -> Self {
        let date: Date = date.parse().unwrap();
        self.0.schedule.overrides.insert(date, Vec::new());
        self
    }

    fn booked(mut self, service: &str, start: &str, minutes: i64) -> Self {
        self.0.bookings.push(BookedTime {
            booking: None,
            service: service.into(),
            start: at(start),
            end: at(start) + SignedDuration::from_mins(minutes),
            buffer_before_minutes: 0,
            buffer_after_minutes: 0,
            seats: NonZeroU32::MIN,
        });
        self
    }

    fn away(mut self, start: &str, end: &str) -> Self {
        self.0.time_off.push(TimeOff {
            start: at(start),
            end: at(end),
        });
        self
    }
}

fn hours(from: &str, to: &str) -> Hours {
    Hours {
        from: from.parse().unwrap(),
        to: to.parse().unwrap(),
    }
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}
