//! The slots of a world, found minute by minute from the sentences of the design.
//!
//! Slow and plain on purpose: it asks the zone only what the clock on the wall shows at each minute, and
//! finds gaps, folds and windows by looking at the row of minutes.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::date;
use scheduler_server::domain::zone::TenantZone;

use crate::world::{DAY, World, WorldBooking, WorldStaff, instant};

/// The staff free for each start, by name, with the seats left.
pub(crate) type Slots = BTreeMap<i64, Vec<(String, u32)>>;

/// How far the row of minutes reaches beyond the question on either side.
const AROUND: i64 = 12 * DAY;

pub(crate) fn slots(world: &World) -> Slots {
    let wall = Wall::shown(&world.tenant_zone(), world.from - AROUND, world.to + AROUND);
    let mut slots = Slots::new();
    for staff in &world.staff {
        for (start, seats) in wall.free(world, staff) {
            let free = slots.entry(start).or_default();
            free.push((staff.name.clone(), seats));
        }
    }
    slots
}

/// What the clock on the wall shows, minute by minute. Its own minutes are counted from 1970-01-01 00:00
/// on the wall.
struct Wall {
    first: i64,
    shown: Vec<i64>,
    /// The first minute at which something is shown.
    earliest: HashMap<i64, i64>,
}

impl Wall {
    fn shown(zone: &TenantZone, first: i64, last: i64) -> Self {
        let shown: Vec<i64> = (first..last)
            .map(|minute| {
                let wall = zone.rules().to_datetime(instant(minute));
                let since = wall.duration_since(date(1970, 1, 1).at(0, 0, 0, 0));
                since.as_secs().div_euclid(60)
            })
            .collect();
        let mut earliest = HashMap::new();
        for (minute, wall) in (first..).zip(&shown) {
            earliest.entry(*wall).or_insert(minute);
        }
        Self {
            first,
            shown,
            earliest,
        }
    }

    /// The first minute at which the wall shows this; if it never does, as much later as the gap is long.
    fn minute_of(&self, wall: i64) -> Option<i64> {
        if let Some(minute) = self.earliest.get(&wall) {
            return Some(*minute);
        }
        let jump = self
            .shown
            .windows(2)
            .find(|pair| pair[0] < wall && wall < pair[1])?;
        let length = jump[1] - jump[0] - 1;
        self.earliest.get(&(wall + length)).copied()
    }

    fn free(&self, world: &World, staff: &WorldStaff) -> Vec<(i64, u32)> {
        let service = &world.service;
        let duration = i64::from(service.duration);
        let mut free = Vec::new();
        for (opens, closes) in self.windows(staff) {
            for start in opens..closes {
                let on_grid = (start - opens) % i64::from(service.interval) == 0;
                let fits = start + duration <= closes;
                let asked = world.from <= start && start < world.to;
                let noticed = start >= world.now + i64::from(service.notice);
                let near = start < world.now + i64::from(service.horizon_days) * DAY;
                if !(on_grid && fits && asked && noticed && near) {
                    continue;
                }
                if let Some(seats) = seats_left(world, staff, start) {
                    free.push((start, seats));
                }
            }
        }
        free
    }

    /// The windows of a member of staff: the longest runs of open minutes, cut at Mondays if they last
    /// seven days or more.
    fn windows(&self, staff: &WorldStaff) -> Vec<(i64, i64)> {
        let mut open = vec![false; self.shown.len()];
        let days =
            self.shown[0].div_euclid(DAY) + 1..self.shown[self.shown.len() - 1].div_euclid(DAY) - 1;
        for day in days.clone() {
            for (from, to) in hours_on(staff, day) {
                if from >= to {
                    continue;
                }
                let from = self.minute_of(day * DAY + i64::from(from)).unwrap();
                let to = self.minute_of(day * DAY + i64::from(to)).unwrap();
                for minute in from..to {
                    open[usize::try_from(minute - self.first).unwrap()] = true;
                }
            }
        }

        let mondays: Vec<i64> = days
            .filter(|day| weekday(*day) == 0)
            .map(|day| self.minute_of(day * DAY).unwrap())
            .collect();
        let mut windows = Vec::new();
        let mut minutes = (self.first..).zip(open).peekable();
        while let Some((opens, is_open)) = minutes.next() {
            if !is_open {
                continue;
            }
            let mut closes = opens + 1;
            while minutes.next_if(|(_, is_open)| *is_open).is_some() {
                closes += 1;
            }
            let mut opens = opens;
            if closes - opens >= 7 * DAY {
                for monday in &mondays {
                    if opens < *monday && *monday < closes {
                        windows.push((opens, *monday));
                        opens = *monday;
                    }
                }
            }
            windows.push((opens, closes));
        }
        windows
    }
}

/// The hours that hold on a day, counted from 1970-01-01.
fn hours_on(staff: &WorldStaff, day: i64) -> Vec<(u32, u32)> {
    let date = date(1970, 1, 1).saturating_add(jiff::Span::new().days(day));
    match staff.overrides.get(&date) {
        Some(hours) => hours.clone(),
        None => staff.weekly[weekday(day)].clone(),
    }
}

/// 0 for Monday; 1970-01-01 was a Thursday.
fn weekday(day: i64) -> usize {
    usize::try_from((day + 3).rem_euclid(7)).unwrap()
}

/// The seats left at a start, if nothing else has any minute it would occupy.
fn seats_left(world: &World, staff: &WorldStaff, start: i64) -> Option<u32> {
    let service = &world.service;
    let mut occupied = start - i64::from(service.before)
        ..start + i64::from(service.duration) + i64::from(service.after);
    let shares = |booking: &WorldBooking| booking.service == "this" && booking.start == start;

    let mut taken = 0;
    let mut busy: Vec<(i64, i64)> = staff.time_off.clone();
    for booking in &staff.bookings {
        if service.capacity > 1 && shares(booking) {
            taken += booking.seats;
        } else {
            busy.push((
                booking.start - i64::from(booking.before),
                booking.end + i64::from(booking.after),
            ));
        }
    }
    let blocked = occupied.any(|minute| {
        busy.iter()
            .any(|(from, to)| *from <= minute && minute < *to)
    });
    let left = service.capacity.saturating_sub(taken);
    (!blocked && left > 0).then_some(left)
}
