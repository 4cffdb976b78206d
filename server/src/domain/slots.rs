//! The slot search: what can be booked, and whether one booking can.
//!
//! Listing and judging walk the same grid with the same eyes (`SlotSearch::survey`), so a slot that
//! is listed is a slot that can be booked. The grid of a member of staff is anchored to the start of
//! each of their windows: whatever is busy, starts don't move.

use jiff::Timestamp;

use super::{
    appointment::{Appointment, SlotRefusal},
    assign::{Candidate, StaffChoice, taker},
    busy::{Busy, Standing},
    ids::{BookingId, StaffId},
    service::Service,
    span::{self, DAY, Span, ceil_second, floor_second},
    staff::Staff,
    zone::{TenantZone, WallTime},
};

/// The most elapsed days one listing looks at: a bound on its work, above what any caller asks for.
const WIDEST_DAYS: i64 = 750;

/// More, in seconds, than a zone moves its clocks back by.
const CLOCKS_MOVE: i64 = 6 * 60 * span::MINUTE;

/// One tenant's service and its staff at one moment, ready to be searched.
///
/// Give it every member of staff who gives the service. What it borrows is what it believes: for a
/// booking to be safe, read it in the transaction that books.
pub struct SlotSearch<'a> {
    zone: &'a TenantZone,
    service: &'a Service,
    now: Timestamp,
    moving: Option<&'a BookingId>,
    /// In the order of their ids.
    staff: Vec<OnDuty<'a>>,
}

/// A member of staff with what occupies them.
struct OnDuty<'a> {
    staff: &'a Staff,
    busy: Busy,
}

impl<'a> SlotSearch<'a> {
    /// A search for somebody who books at `now`.
    #[must_use]
    pub fn new(
        zone: &'a TenantZone,
        service: &'a Service,
        staff: &'a [Staff],
        now: Timestamp,
    ) -> Self {
        Self::prepared(zone, service, staff, now, None)
    }

    /// A search for somebody who moves a booking at `now`: its own time is not in its way.
    #[must_use]
    pub fn moving(
        zone: &'a TenantZone,
        service: &'a Service,
        staff: &'a [Staff],
        now: Timestamp,
        booking: &'a BookingId,
    ) -> Self {
        Self::prepared(zone, service, staff, now, Some(booking))
    }

    fn prepared(
        zone: &'a TenantZone,
        service: &'a Service,
        staff: &'a [Staff],
        now: Timestamp,
        moving: Option<&'a BookingId>,
    ) -> Self {
        let mut staff: Vec<OnDuty<'a>> = staff
            .iter()
            .map(|staff| OnDuty {
                staff,
                busy: Busy::of(staff, service, moving),
            })
            .collect();
        staff.sort_by(|one, other| one.staff.id.cmp(&other.staff.id));
        Self {
            zone,
            service,
            now,
            moving,
            staff,
        }
    }

    /// Every slot that starts in `[from, to)` and can be booked now, in order.
    ///
    /// # Errors
    /// If there are more days to look at than a listing may.
    pub fn list(&self, from: Timestamp, to: Timestamp) -> Result<Vec<Slot>, SearchTooWide> {
        let within = self.bookable_within(from, to)?;
        Ok(self.free(within, &StaffChoice::Anybody))
    }

    /// The first `at_most` of the slots [`list`](Self::list) would give, without looking at the rest.
    ///
    /// # Errors
    /// If there are more days to look at than a listing may.
    pub fn first(
        &self,
        at_most: usize,
        from: Timestamp,
        to: Timestamp,
    ) -> Result<Vec<Slot>, SearchTooWide> {
        let within = self.bookable_within(from, to)?;
        let mut slots = Vec::new();
        let (mut start, mut step) = (within.start, DAY);
        while start < within.end && slots.len() < at_most {
            let end = within.end.min(start + step);
            slots.extend(self.free(Span { start, end }, &StaffChoice::Anybody));
            // Ever longer steps: a fully booked year is looked at in nine.
            (start, step) = (end, step * 2);
        }
        slots.truncate(at_most);
        Ok(slots)
    }

    /// The time whose bookings decide about a start: what the appointment occupies, and the local day
    /// it starts on, whose bookings tell who takes it.
    #[must_use]
    pub fn looks_at(
        zone: &TenantZone,
        service: &Service,
        start: Timestamp,
    ) -> (Timestamp, Timestamp) {
        let day = zone.date_of(start);
        let midnights = [WallTime::MIDNIGHT, WallTime::DAY_END].map(|at| zone.instant_of(day, at));
        let [begins, ends] = midnights.map(floor_second);
        let occupied = service.occupied(floor_second(start));
        // The instants of a day whose midnight the clock passes twice lie on both sides of it.
        let from = (begins - CLOCKS_MOVE).min(occupied.start);
        let to = (ends + CLOCKS_MOVE).max(occupied.end + 1);
        (span::instant(from), span::instant(to))
    }

    /// Whether an appointment can be booked at `start`, and who takes it.
    ///
    /// # Errors
    /// With the reason why not, if the start is not listed with the chosen staff.
    pub fn judge(
        &self,
        start: Timestamp,
        choice: &StaffChoice,
    ) -> Result<Appointment, SlotRefusal> {
        if let StaffChoice::Only(chosen) = choice
            && !self.staff.iter().any(|duty| duty.staff.id == *chosen)
        {
            return Err(SlotRefusal::StaffDoesNotGiveService {
                staff: chosen.clone(),
            });
        }
        let bookable = self.service.bookable(self.now);
        // Every grid is on whole seconds, so a start between two of them is judged as the later one by
        // notice and horizon, and by hours as what it is: on no grid.
        let second = ceil_second(start);
        if second < bookable.start {
            let earliest = span::instant(bookable.start);
            return Err(SlotRefusal::TooSoon { earliest });
        }
        if second >= bookable.end {
            let latest = span::instant(bookable.end);
            return Err(SlotRefusal::BeyondHorizon { before: latest });
        }
        if floor_second(start) != second {
            return Err(SlotRefusal::OutsideHours);
        }
        self.judge_second(second, choice)
    }

    fn judge_second(&self, start: i64, choice: &StaffChoice) -> Result<Appointment, SlotRefusal> {
        let this_start = Span {
            start,
            end: start + 1,
        };
        let day = self.zone.date_of(span::instant(start));
        let mut candidates = Vec::new();
        let mut refusal = SlotRefusal::OutsideHours;
        for duty in &self.staff {
            if !choice.allows(&duty.staff.id) {
                continue;
            }
            self.survey(duty, this_start, |_, standing| match standing {
                Standing::Free { begun, .. } => candidates.push(Candidate {
                    staff: duty.staff.id.clone(),
                    bookings_that_day: duty.staff.bookings_on(day, self.zone, self.moving),
                    group_begun: begun,
                }),
                Standing::Full => refusal = SlotRefusal::GroupFull,
                Standing::Taken if refusal == SlotRefusal::OutsideHours => {
                    refusal = SlotRefusal::Taken;
                }
                Standing::Taken => {}
            });
        }
        match taker(choice, candidates) {
            Some(taken) => Ok(Appointment::of(self.service, start, taken.staff)),
            None => Err(refusal),
        }
    }

    /// The starts in `[from, to)` that notice and horizon leave.
    fn bookable_within(&self, from: Timestamp, to: Timestamp) -> Result<Span, SearchTooWide> {
        let bookable = self.service.bookable(self.now);
        let within = Span {
            start: bookable.start.max(ceil_second(from)),
            end: bookable.end.min(ceil_second(to)),
        };
        if within.length() > WIDEST_DAYS * DAY {
            return Err(SearchTooWide { days: WIDEST_DAYS });
        }
        Ok(within)
    }

    /// The slots that start in a span, with those of the staff a choice allows.
    pub(super) fn free(&self, within: Span, choice: &StaffChoice) -> Vec<Slot> {
        let mut free: Vec<(i64, FreeStaff)> = Vec::new();
        for duty in &self.staff {
            if !choice.allows(&duty.staff.id) {
                continue;
            }
            self.survey(duty, within, |start, standing| {
                if let Standing::Free { seats, .. } = standing {
                    let staff = duty.staff.id.clone();
                    free.push((start, FreeStaff { id: staff, seats }));
                }
            });
        }
        // Stable: staff of one start stay in the order of their ids.
        free.sort_by_key(|(start, _)| *start);

        let mut slots: Vec<Slot> = Vec::new();
        for (start, staff) in free {
            match slots.last_mut() {
                Some(slot) if slot.start.as_second() == start => slot.staff.push(staff),
                _ => slots.push(Slot {
                    start: span::instant(start),
                    end: span::instant(self.service.appointment(start).end),
                    staff: vec![staff],
                }),
            }
        }
        slots
    }

    /// The starts that may be booked now, as far as notice and horizon go.
    pub(super) fn bookable(&self) -> Span {
        self.service.bookable(self.now)
    }

    /// Visits every start of a member of staff's grid within a span, and says how it stands.
    ///
    /// The one place where a slot is decided.
    fn survey(&self, duty: &OnDuty<'_>, within: Span, mut visit: impl FnMut(i64, Standing)) {
        let interval = self.service.interval();
        for window in duty.staff.schedule.windows(self.zone, within) {
            let passed = (within.start - window.start).max(0);
            let steps = passed.div_euclid(interval) + i64::from(passed.rem_euclid(interval) > 0);
            let mut start = window.start + steps * interval;
            while start < within.end && self.service.appointment(start).end <= window.end {
                visit(start, duty.busy.standing(self.service, start));
                start += interval;
            }
        }
    }
}

/// A start that can be booked now. Only the slot search makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    start: Timestamp,
    end: Timestamp,
    staff: Vec<FreeStaff>,
}

impl Slot {
    /// When the appointment starts.
    #[must_use]
    pub fn start(&self) -> Timestamp {
        self.start
    }

    /// When it ends.
    #[must_use]
    pub fn end(&self) -> Timestamp {
        self.end
    }

    /// Who is free for it, in the order of their ids: at least one.
    #[must_use]
    pub fn staff(&self) -> &[FreeStaff] {
        &self.staff
    }
}

/// A member of staff who is free for a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FreeStaff {
    id: StaffId,
    seats: u32,
}

impl FreeStaff {
    /// Who.
    #[must_use]
    pub fn id(&self) -> &StaffId {
        &self.id
    }

    /// Seats left with them: 1 for a single appointment.
    #[must_use]
    pub fn seats(&self) -> u32 {
        self.seats
    }
}

/// The time between `from` and `to` is more than one listing looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a listing looks at {days} days at most; ask for less between `from` and `to`")]
pub struct SearchTooWide {
    /// The most days it looks at.
    pub days: i64,
}
