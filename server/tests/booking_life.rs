//! The life of a booking: which changes it allows, what they leave of it, and which messages it sends.

#![allow(
    clippy::unwrap_used,
    reason = "a date that can't be read fails the test"
)]

use std::num::NonZeroU32;

use jiff::Timestamp;
use scheduler_server::domain::{
    appointment::Appointment,
    assign::StaffChoice,
    booking::{Booking, BookingState, ChangeRefusal, Revision},
    policy::{PastCutOff, TenantPolicy},
    reminders::{MessageKind, PlannedMessage, plan},
    schedule::{Hours, Schedule, WeeklyHours},
    service::Service,
    slots::SlotSearch,
    staff::Staff,
    zone::TenantZone,
};

const POLICY: TenantPolicy = TenantPolicy {
    min_notice_minutes: 0,
    horizon_days: 365,
    cancel_cutoff_minutes: 60,
    reschedule_cutoff_minutes: 120,
};

#[test]
fn a_new_booking_is_confirmed_in_its_first_revision() {
    let booking = booked_for("2026-06-01T08:00:00Z");
    assert_eq!(booking.state, BookingState::Confirmed);
    assert_eq!(booking.revision, Revision::FIRST);
    assert_eq!(booking.end, at("2026-06-01T09:00:00Z"));
}

#[test]
fn moving_keeps_the_booking_and_raises_its_revision() {
    let booking = booked_for("2026-06-01T08:00:00Z");
    let to = appointment("2026-06-02T10:00:00Z");
    let now = at("2026-05-01T00:00:00Z");
    let moved = booking
        .rescheduled(Revision::FIRST, &POLICY, now, &to)
        .unwrap();
    assert_eq!(moved.id, booking.id);
    assert_eq!(moved.revision.number(), 2);
    assert_eq!(moved.start, at("2026-06-02T10:00:00Z"));
    assert_eq!(moved.state, BookingState::Confirmed);
}

#[test]
fn a_change_of_a_revision_that_is_gone_is_a_conflict() {
    let now = at("2026-05-01T00:00:00Z");
    let booking = cancelled(&booked_for("2026-06-01T08:00:00Z"), now);
    let late = booking.cancelled(Revision::FIRST, &POLICY, now);
    assert_eq!(
        late,
        Err(ChangeRefusal::RevisionConflict {
            seen: 1,
            current: 2
        })
    );
}

#[test]
fn what_was_called_off_stays_so_and_gives_its_time_back() {
    let now = at("2026-05-01T00:00:00Z");
    let booking = cancelled(&booked_for("2026-06-01T08:00:00Z"), now);
    let over = ChangeRefusal::NotConfirmed { state: "cancelled" };
    assert_eq!(booking.booked_time(), None);
    assert_eq!(
        booking.cancelled(booking.revision, &POLICY, now),
        Err(over.clone())
    );
    let to = appointment("2026-06-02T10:00:00Z");
    assert_eq!(
        booking.rescheduled(booking.revision, &POLICY, now, &to),
        Err(over.clone())
    );
    assert_eq!(booking.completed(booking.end), Err(over.clone()));
    assert_eq!(booking.missed(booking.end), Err(over));
}

#[test]
fn each_change_has_its_own_cut_off() {
    let booking = booked_for("2026-06-01T08:00:00Z");
    let to = appointment("2026-06-02T10:00:00Z");
    let between = at("2026-06-01T06:30:00Z");
    assert_eq!(
        booking.rescheduled(booking.revision, &POLICY, between, &to),
        Err(ChangeRefusal::PastCutOff(PastCutOff {
            change: "rescheduled",
            before: at("2026-06-01T06:00:00Z")
        }))
    );
    assert!(
        booking
            .cancelled(booking.revision, &POLICY, between)
            .is_ok()
    );
}

#[test]
fn a_booking_is_completed_after_its_end_and_missed_after_its_start() {
    let booking = booked_for("2026-06-01T08:00:00Z");
    let during = at("2026-06-01T08:30:00Z");
    let not_yet = ChangeRefusal::NotYet { from: booking.end };
    assert_eq!(booking.completed(during), Err(not_yet));
    assert_eq!(booking.missed(during).unwrap().state, BookingState::NoShow);
    let completed = booking.completed(booking.end).unwrap();
    assert_eq!(completed.state, BookingState::Completed);
    assert_eq!(completed.revision.number(), 2);
}

#[test]
fn a_booking_is_confirmed_at_once_and_reminded_of_twice() {
    let booking = booked_for("2026-06-03T08:00:00Z");
    assert_eq!(
        planned(&booking, "2026-06-01T12:00:00Z"),
        [
            (MessageKind::Confirmation, at("2026-06-01T12:00:00Z")),
            (MessageKind::DayBefore, at("2026-06-02T08:00:00Z")),
            (MessageKind::HourBefore, at("2026-06-03T07:00:00Z")),
        ]
    );
}

#[test]
fn reminders_that_are_past_are_skipped() {
    let booking = booked_for("2026-06-03T08:00:00Z");
    let kinds = |now| {
        let planned = planned(&booking, now).into_iter();
        planned.map(|(kind, _)| kind).collect::<Vec<_>>()
    };
    assert_eq!(
        kinds("2026-06-02T08:00:00Z"),
        [MessageKind::Confirmation, MessageKind::HourBefore]
    );
    assert_eq!(kinds("2026-06-03T07:30:00Z"), [MessageKind::Confirmation]);
}

#[test]
fn moving_a_booking_withdraws_what_was_planned_and_plans_anew() {
    let booking = booked_for("2026-06-03T08:00:00Z");
    let now = at("2026-06-01T12:00:00Z");
    let before = plan(&booking, now);
    let to = appointment("2026-06-04T10:00:00Z");
    let moved = booking
        .rescheduled(booking.revision, &POLICY, now, &to)
        .unwrap();

    assert_eq!(
        planned(&moved, "2026-06-01T12:00:00Z"),
        [
            (MessageKind::Rescheduled, now),
            (MessageKind::DayBefore, at("2026-06-03T10:00:00Z")),
            (MessageKind::HourBefore, at("2026-06-04T09:00:00Z")),
        ]
    );
    let after = plan(&moved, now);
    assert!(
        before
            .messages
            .iter()
            .all(|old| old.revision < after.withdraw_before)
    );
    assert!(
        before
            .messages
            .iter()
            .all(|old| !old.still_stands(&moved, now))
    );
    assert!(
        after
            .messages
            .iter()
            .all(|new| new.still_stands(&moved, now))
    );
}

#[test]
fn calling_a_booking_off_says_so_and_reminds_of_nothing() {
    let now = at("2026-06-01T12:00:00Z");
    let booking = cancelled(&booked_for("2026-06-03T08:00:00Z"), now);
    assert_eq!(
        planned(&booking, "2026-06-01T12:00:00Z"),
        [(MessageKind::Cancelled, now)]
    );
}

#[test]
fn a_booking_that_took_place_sends_nothing_more() {
    let booking = booked_for("2026-06-03T08:00:00Z");
    let completed = booking.completed(booking.end).unwrap();
    assert_eq!(planned(&completed, "2026-06-03T09:00:00Z"), []);
}

#[test]
fn a_reminder_that_waited_too_long_is_not_sent() {
    let booking = booked_for("2026-06-03T08:00:00Z");
    let plan = plan(&booking, at("2026-06-01T12:00:00Z"));
    let still_sent = |kind, now| {
        let of_kind = |message: &&PlannedMessage| message.kind == kind;
        let message = plan.messages.iter().find(of_kind).unwrap();
        message.still_stands(&booking, at(now))
    };
    assert!(still_sent(MessageKind::DayBefore, "2026-06-03T06:59:59Z"));
    assert!(!still_sent(MessageKind::DayBefore, "2026-06-03T07:00:00Z"));
    assert!(still_sent(MessageKind::HourBefore, "2026-06-03T07:59:59Z"));
    assert!(!still_sent(MessageKind::HourBefore, "2026-06-03T08:00:00Z"));
    assert!(still_sent(
        MessageKind::Confirmation,
        "2026-06-03T08:00:00Z"
    ));
}

fn planned(booking: &Booking, now: &str) -> Vec<(MessageKind, Timestamp)> {
    let messages = plan(booking, at(now)).messages.into_iter();
    messages
        .map(|message| (message.kind, message.due))
        .collect()
}

fn booked_for(start: &str) -> Booking {
    Booking::confirmed("booking-1".into(), &appointment(start))
}

fn cancelled(booking: &Booking, now: Timestamp) -> Booking {
    booking.cancelled(booking.revision, &POLICY, now).unwrap()
}

/// An appointment of an hour with somebody who is always there, found the way every one is.
fn appointment(start: &str) -> Appointment {
    let zone = TenantZone::named("UTC").unwrap();
    let hour = NonZeroU32::new(60).unwrap();
    let service = Service {
        id: "massage".into(),
        duration_minutes: hour,
        buffer_before_minutes: 0,
        buffer_after_minutes: 0,
        interval_minutes: hour,
        capacity: NonZeroU32::MIN,
        min_notice_minutes: POLICY.min_notice_minutes,
        horizon_days: POLICY.horizon_days,
    };
    let day = || vec![Hours::ALL_DAY];
    let staff = [Staff {
        id: "ada".into(),
        schedule: Schedule {
            weekly: WeeklyHours {
                mon: day(),
                tue: day(),
                wed: day(),
                thu: day(),
                fri: day(),
                sat: day(),
                sun: day(),
            },
            ..Schedule::default()
        },
        time_off: Vec::new(),
        bookings: Vec::new(),
    }];
    SlotSearch::new(&zone, &service, &staff, at("2026-01-01T00:00:00Z"))
        .judge(at(start), &StaffChoice::Anybody)
        .unwrap()
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}
