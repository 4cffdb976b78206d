//! What occupies one member of staff, arranged so that a start can be asked about cheaply.
//!
//! A search asks about thousands of starts. What no start can share (time off, other services) is
//! joined into one row of spans; bookings of the same service stay apart, since a group's start shares
//! exactly those that start with it.

use super::{
    ids::BookingId,
    service::Service,
    span::{self, Span},
    staff::Staff,
};

/// Whether a start on a member of staff's grid is free.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nothing is in the way.
    Free {
        /// Seats left.
        seats: u32,
        /// Whether somebody has a seat already.
        begun: bool,
    },
    /// A group starts here, and its seats are gone.
    Full,
    /// Something else has the time.
    Taken,
}

/// What occupies a member of staff, as one service sees it.
pub(super) struct Busy {
    /// What nothing shares: disjoint, in order.
    closed: Vec<Span>,
    /// Bookings of this service, in the order they begin to occupy.
    same_service: Vec<Held>,
    /// The longest time one of those occupies: how far back one can begin and still be in the way.
    longest: i64,
}

/// A booking of the service that is searched for.
struct Held {
    occupied: Span,
    start: i64,
    seats: u32,
}

impl Busy {
    /// What occupies `staff`, without the booking that is being moved.
    pub(super) fn of(staff: &Staff, service: &Service, leaving_out: Option<&BookingId>) -> Self {
        let mut closed: Vec<Span> = staff
            .time_off
            .iter()
            .map(|off| Span::covering(off.start, off.end))
            .collect();
        let mut same_service = Vec::new();
        for booked in staff.standing(leaving_out) {
            // A start off the second is on no grid, so no group can share it.
            let shared = booked.service == service.id && booked.start.subsec_nanosecond() == 0;
            if shared {
                same_service.push(Held {
                    occupied: booked.occupied(),
                    start: booked.start.as_second(),
                    seats: booked.seats.get(),
                });
            } else {
                closed.push(booked.occupied());
            }
        }
        same_service.sort_unstable_by_key(|held| held.occupied);
        Self {
            closed: span::merged(closed),
            longest: same_service
                .iter()
                .map(|held| held.occupied.length())
                .max()
                .unwrap_or(0),
            same_service,
        }
    }

    /// Whether an appointment of `service` could start at `start`.
    pub(super) fn standing(&self, service: &Service, start: i64) -> Standing {
        let occupied = service.occupied(start);
        if self.is_closed(occupied) {
            return Standing::Taken;
        }
        let (mut begun, mut seats) = (false, service.capacity.get());
        for held in self.near(occupied) {
            if held.start == start {
                begun = true;
                seats = seats.saturating_sub(held.seats);
            } else if held.occupied.overlaps(occupied) {
                return Standing::Taken;
            }
        }
        match seats {
            0 if service.is_group() => Standing::Full,
            // A single appointment has no seats to run out of: it is simply taken.
            0 => Standing::Taken,
            seats => Standing::Free { seats, begun },
        }
    }

    fn is_closed(&self, occupied: Span) -> bool {
        let over = self
            .closed
            .partition_point(|span| span.end <= occupied.start);
        self.closed
            .get(over)
            .is_some_and(|span| span.overlaps(occupied))
    }

    /// The bookings of this service that could share time or start with `occupied`.
    fn near(&self, occupied: Span) -> impl Iterator<Item = &Held> {
        let earliest = occupied.start.saturating_sub(self.longest);
        let begin = self
            .same_service
            .partition_point(|held| held.occupied.start < earliest);
        self.same_service
            .iter()
            .skip(begin)
            .take_while(move |held| held.occupied.start < occupied.end)
    }
}
