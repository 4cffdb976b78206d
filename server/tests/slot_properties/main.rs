//! What holds for every slot search, whatever the zone, the hours and the bookings.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a world that can't be built fails the test"
)]

mod oracle;
mod world;

use std::num::NonZeroU32;

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use scheduler_server::domain::{
    alternatives,
    appointment::{Appointment, SlotRefusal},
    assign::StaffChoice,
    ids::BookingId,
    service::Service,
    slots::{Slot, SlotSearch},
    staff::{BookedTime, Staff, TimeOff},
};

use crate::world::{World, minute_of, world};

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_slots_are_those_found_minute_by_minute(world in world()) {
        let listed: oracle::Slots = list(&world)
            .iter()
            .map(|slot| {
                let staff = slot.staff().iter();
                let staff = staff.map(|free| (free.id().as_str().to_owned(), free.seats()));
                (minute_of(slot.start()), staff.collect())
            })
            .collect();
        prop_assert_eq!(listed, oracle::slots(&world));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_start_can_be_booked_exactly_if_it_is_listed(world in world(), raster in 61..300_usize) {
        let (zone, service, staff) = (world.tenant_zone(), world.service(), world.staff());
        let search = SlotSearch::new(&zone, &service, &staff, world.now());
        let listed = search.list(world.from(), world.to()).unwrap();
        let minutes = (world.from..world.to).step_by(raster);
        let some_listed = listed.iter().map(Slot::start).step_by(1 + listed.len() / 50);
        for start in some_listed.chain(minutes.map(world::instant)) {
            let slot = listed.iter().find(|slot| slot.start() == start);
            for member in &staff {
                let free = slot.is_some_and(|slot| slot.staff().iter().any(|free| *free.id() == member.id));
                let judged = search.judge(start, &StaffChoice::Only(member.id.clone()));
                prop_assert_eq!(judged.is_ok(), free, "{} with {}: {:?}", start, member.id, judged);
            }
            let judged = search.judge(start, &StaffChoice::Anybody);
            prop_assert_eq!(judged.is_ok(), slot.is_some(), "{} with anybody: {:?}", start, judged);
        }
    }

    #[test]
    fn a_range_has_the_slots_of_its_parts(world in world(), cut in 0.0..1.0_f64, at_most in 0..50_usize) {
        let (zone, service, staff) = (world.tenant_zone(), world.service(), world.staff());
        let search = SlotSearch::new(&zone, &service, &staff, world.now());
        let cut = world.from() + world.to().duration_since(world.from()).mul_f64(cut);
        let whole = search.list(world.from(), world.to()).unwrap();
        let mut parts = search.list(world.from(), cut).unwrap();
        parts.extend(search.list(cut, world.to()).unwrap());
        prop_assert_eq!(&parts, &whole);

        let first = search.first(at_most, world.from(), world.to()).unwrap();
        prop_assert_eq!(&first[..], &whole[..whole.len().min(at_most)]);
    }

    #[test]
    fn the_order_in_which_things_are_told_changes_nothing(world in world()) {
        let mut turned = world.clone();
        turned.staff.reverse();
        for staff in &mut turned.staff {
            staff.bookings.reverse();
            staff.time_off.reverse();
            staff.weekly.iter_mut().for_each(|day| day.reverse());
            staff.overrides.values_mut().for_each(|day| day.reverse());
        }
        prop_assert_eq!(list(&turned), list(&world));
    }

    #[test]
    fn no_slot_shares_time_with_what_occupies_its_staff(mut world in world()) {
        world.service.capacity = 1;
        let (service, staff) = (world.service(), world.staff());
        for slot in list(&world) {
            let from = slot.start() - minutes(service.buffer_before_minutes);
            let until = slot.end() + minutes(service.buffer_after_minutes);
            for free in slot.staff() {
                let member = staff.iter().find(|member| member.id == *free.id()).unwrap();
                for booked in &member.bookings {
                    let begins = booked.start - minutes(booked.buffer_before_minutes);
                    let ends = booked.end + minutes(booked.buffer_after_minutes);
                    prop_assert!(until <= begins || ends <= from, "{:?} meets {:?}", slot, booked);
                }
                for off in member.time_off.iter().filter(|off| off.start < off.end) {
                    prop_assert!(until <= off.start || off.end <= from, "{:?} meets {:?}", slot, off);
                }
            }
        }
    }

    #[test]
    fn notice_and_horizon_hold_to_the_nanosecond(mut world in world(), off in -70_000_000_000..70_000_000_000_i64) {
        world.service.notice = world.service.notice.min(120);
        let (zone, service, staff) = (world.tenant_zone(), world.service(), world.staff());
        let generous = Service { min_notice_minutes: 0, horizon_days: 60, ..service.clone() };
        let search = SlotSearch::new(&zone, &generous, &staff, world.now());
        let Some(slot) = search.list(world.from(), world.to()).unwrap().pop() else { return Ok(()) };

        let notice = minutes(service.min_notice_minutes);
        let now = slot.start() - notice + SignedDuration::from_nanos(off);
        let search = SlotSearch::new(&zone, &service, &staff, now);
        let judged = search.judge(slot.start(), &StaffChoice::Anybody);
        let too_soon = matches!(judged, Err(SlotRefusal::TooSoon { .. }));
        prop_assert_eq!(too_soon, slot.start() < now + notice);

        let horizon = SignedDuration::from_hours(24 * i64::from(service.horizon_days));
        let now = slot.start() - horizon + SignedDuration::from_nanos(off);
        let search = SlotSearch::new(&zone, &service, &staff, now);
        let judged = search.judge(slot.start(), &StaffChoice::Anybody);
        let too_far = matches!(judged, Err(SlotRefusal::BeyondHorizon { .. }));
        prop_assert_eq!(too_far, slot.start() >= now + horizon);
    }

    #[test]
    fn booking_whatever_is_offered_double_books_nobody(mut world in world(), picks in prop::collection::vec(any::<prop::sample::Index>(), 1..60)) {
        for staff in &mut world.staff {
            staff.bookings.clear();
        }
        world.service.horizon_days = 60;
        let (zone, service, mut staff) = (world.tenant_zone(), world.service(), world.staff());
        for pick in picks {
            let search = SlotSearch::new(&zone, &service, &staff, world.now());
            let slots = search.list(world.from(), world.to()).unwrap();
            if slots.is_empty() {
                break;
            }
            // Half of the bookers want what the first one got.
            let slot = &slots[pick.index(slots.len() * 2) % slots.len().div_ceil(3)];
            let taken = search.judge(slot.start(), &StaffChoice::Anybody).unwrap();
            let member = staff.iter_mut().find(|member| member.id == *taken.staff()).unwrap();
            member.bookings.push(booked(&taken, None));
        }
        for member in &staff {
            for booked in &member.bookings {
                let (begins, ends) = occupied(booked);
                for other in &member.bookings {
                    let (other_begins, other_ends) = occupied(other);
                    let apart = ends <= other_begins || other_ends <= begins;
                    prop_assert!(apart || booked.start == other.start, "{:?} meets {:?}", booked, other);
                }
                let seats = member.bookings.iter().filter(|other| other.start == booked.start).count();
                prop_assert!(seats <= usize::try_from(service.capacity.get()).unwrap(), "{seats} seats at {}", booked.start);
            }
        }
    }

    #[test]
    fn bookings_outside_the_time_a_judgement_looks_at_decide_nothing(world in world(), wanted in 0..4 * 1440_i64) {
        let (zone, service, staff) = (world.tenant_zone(), world.service(), world.staff());
        let wanted = world::instant(world.from + wanted);
        let (from, to) = SlotSearch::looks_at(&zone, &service, wanted);
        let minutes = |count: u32| SignedDuration::from_mins(i64::from(count));
        let mut near = staff.clone();
        for member in &mut near {
            member.bookings.retain(|booked| {
                booked.start - minutes(booked.buffer_before_minutes) < to
                    && booked.end + minutes(booked.buffer_after_minutes) > from
            });
        }
        let judge = |staff: &[Staff]| {
            SlotSearch::new(&zone, &service, staff, world.now()).judge(wanted, &StaffChoice::Anybody)
        };
        prop_assert_eq!(judge(&near), judge(&staff));
    }

    #[test]
    fn moving_a_booking_sees_what_was_free_before_it_was_made(world in world(), pick in any::<prop::sample::Index>()) {
        let (zone, service, mut staff) = (world.tenant_zone(), world.service(), world.staff());
        let search = SlotSearch::new(&zone, &service, &staff, world.now());
        let before = search.list(world.from(), world.to()).unwrap();
        if before.is_empty() {
            return Ok(());
        }
        let taken = search.judge(before[pick.index(before.len())].start(), &StaffChoice::Anybody).unwrap();
        let id = BookingId::from("moving");
        let member = staff.iter_mut().find(|member| member.id == *taken.staff()).unwrap();
        member.bookings.push(booked(&taken, Some(id.clone())));

        let search = SlotSearch::moving(&zone, &service, &staff, world.now(), &id);
        prop_assert_eq!(search.list(world.from(), world.to()).unwrap(), before);
        let stays = search.judge(taken.start(), &StaffChoice::Rather(taken.staff().clone()));
        prop_assert_eq!(stays, Ok(taken));
    }

    #[test]
    fn alternatives_are_the_nearest_slots_there_are(world in world(), wanted in 0..4 * 1440_i64, at_most in 0..8_usize) {
        let (zone, service, staff) = (world.tenant_zone(), world.service(), world.staff());
        let search = SlotSearch::new(&zone, &service, &staff, world.now());
        let wanted = world::instant(world.from + wanted);
        let around = SignedDuration::from_hours(24 * 64);
        let mut all = search.list(wanted - around, wanted + around).unwrap();
        all.retain(|slot| slot.start() != wanted);
        all.sort_by_key(|slot| (slot.start().duration_since(wanted).abs(), slot.start()));
        all.truncate(at_most);
        let mut found = Vec::new();
        for reach in alternatives::REACHES_DAYS {
            found = alternatives::nearest(&search, wanted, &StaffChoice::Anybody, reach, at_most);
            if found.len() >= at_most {
                break;
            }
        }
        prop_assert_eq!(found, all);
    }

    #[test]
    fn nothing_however_extreme_makes_the_search_panic(
        world in world(),
        now in any_instant(),
        from in any_instant(),
        to in any_instant(),
        numbers in prop::array::uniform6(prop_oneof![Just(0), Just(1), Just(u32::MAX), any::<u32>()]),
        off in (any_instant(), any_instant()),
    ) {
        let [before, after, notice, horizon, duration, interval] = numbers;
        let service = Service {
            buffer_before_minutes: before,
            buffer_after_minutes: after,
            min_notice_minutes: notice,
            horizon_days: horizon,
            duration_minutes: NonZeroU32::new(duration).unwrap_or(NonZeroU32::MIN),
            // A listing at every minute of two years is no panic, but a long wait.
            interval_minutes: NonZeroU32::new(interval.max(240)).unwrap(),
            ..world.service()
        };
        let zone = world.tenant_zone();
        let mut staff = world.staff();
        staff[0].time_off.push(TimeOff { start: off.0, end: off.1 });
        staff[0].bookings.push(BookedTime {
            booking: None,
            service: "this".into(),
            start: off.1,
            end: off.0,
            buffer_before_minutes: before,
            buffer_after_minutes: after,
            seats: NonZeroU32::MAX,
        });
        let search = SlotSearch::new(&zone, &service, &staff, now);
        let listed = search.list(from, to);
        if let Ok([slot, ..]) = listed.as_deref() {
            prop_assert!(search.judge(slot.start(), &StaffChoice::Anybody).is_ok());
        }
        drop(search.judge(from, &StaffChoice::Anybody));
        prop_assert!(alternatives::nearest(&search, to, &StaffChoice::Anybody, 64, 3).len() <= 3);
    }
}

fn list(world: &World) -> Vec<Slot> {
    let (zone, service, staff) = (world.tenant_zone(), world.service(), world.staff());
    let search = SlotSearch::new(&zone, &service, &staff, world.now());
    search.list(world.from(), world.to()).unwrap()
}

fn booked(appointment: &Appointment, booking: Option<BookingId>) -> BookedTime {
    BookedTime {
        booking,
        service: appointment.service().clone(),
        start: appointment.start(),
        end: appointment.end(),
        buffer_before_minutes: appointment.buffer_before_minutes(),
        buffer_after_minutes: appointment.buffer_after_minutes(),
        seats: NonZeroU32::MIN,
    }
}

fn occupied(booked: &BookedTime) -> (Timestamp, Timestamp) {
    (
        booked.start - minutes(booked.buffer_before_minutes),
        booked.end + minutes(booked.buffer_after_minutes),
    )
}

fn any_instant() -> impl Strategy<Value = Timestamp> {
    let seconds = Timestamp::MIN.as_second()..=Timestamp::MAX.as_second();
    prop_oneof![
        Just(Timestamp::MIN),
        Just(Timestamp::MAX),
        seconds.prop_map(|second| Timestamp::from_second(second).unwrap()),
        (1_700_000_000_000_000_000..1_900_000_000_000_000_000_i128)
            .prop_map(|nanosecond| Timestamp::from_nanosecond(nanosecond).unwrap()),
    ]
}

fn minutes(count: u32) -> SignedDuration {
    SignedDuration::from_mins(i64::from(count))
}
