//! Who takes a booking that is for anybody.
//!
//! The one with the fewest bookings that local day, then the lowest id, so that everybody who asks
//! about the same state gets the same answer. A group that has begun comes before that: its second
//! booker joins it, rather than opening a second group with somebody who happens to be less busy.

use super::ids::StaffId;

/// With whom a customer wants the appointment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StaffChoice {
    /// With anybody who is free.
    Anybody,
    /// With this member of staff, or not at all.
    Only(StaffId),
    /// With this member of staff if they are free, otherwise with anybody who is: how a booking is
    /// moved when the customer names nobody.
    Rather(StaffId),
}

impl StaffChoice {
    /// Whether a member of staff may take the booking.
    #[must_use]
    pub fn allows(&self, staff: &StaffId) -> bool {
        match self {
            Self::Only(only) => only == staff,
            Self::Anybody | Self::Rather(_) => true,
        }
    }
}

/// A member of staff who is free for a start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Who.
    pub staff: StaffId,
    /// How many bookings they have on the local day of the start.
    pub bookings_that_day: usize,
    /// Whether a group that starts then has begun with them.
    pub group_begun: bool,
}

/// The candidate who takes the booking; nobody, if there is none.
#[must_use]
pub fn taker(
    choice: &StaffChoice,
    candidates: impl IntoIterator<Item = Candidate>,
) -> Option<Candidate> {
    candidates
        .into_iter()
        .filter(|candidate| choice.allows(&candidate.staff))
        .min_by_key(|candidate| {
            let wanted =
                matches!(choice, StaffChoice::Rather(rather) if *rather == candidate.staff);
            (
                !wanted,
                !candidate.group_begun,
                candidate.bookings_that_day,
                candidate.staff.clone(),
            )
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(staff: &str, bookings_that_day: usize, group_begun: bool) -> Candidate {
        Candidate {
            staff: staff.into(),
            bookings_that_day,
            group_begun,
        }
    }

    fn takes(choice: &StaffChoice, candidates: Vec<Candidate>) -> Option<String> {
        taker(choice, candidates).map(|taken| taken.staff.into())
    }

    #[test]
    fn the_least_busy_that_day_takes_it() {
        let candidates = vec![candidate("ada", 2, false), candidate("bob", 1, false)];
        assert_eq!(
            takes(&StaffChoice::Anybody, candidates).as_deref(),
            Some("bob")
        );
    }

    #[test]
    fn among_equals_the_lowest_id_takes_it_in_whatever_order_they_come() {
        let candidates = vec![candidate("bob", 1, false), candidate("ada", 1, false)];
        assert_eq!(
            takes(&StaffChoice::Anybody, candidates).as_deref(),
            Some("ada")
        );
    }

    #[test]
    fn a_group_that_has_begun_is_joined_however_busy_its_staff_is() {
        let candidates = vec![candidate("ada", 5, true), candidate("bob", 0, false)];
        assert_eq!(
            takes(&StaffChoice::Anybody, candidates).as_deref(),
            Some("ada")
        );
    }

    #[test]
    fn somebody_chosen_takes_it_or_nobody_does() {
        let candidates = vec![candidate("ada", 0, false), candidate("bob", 9, false)];
        let only = |staff: &str| StaffChoice::Only(staff.into());
        assert_eq!(
            takes(&only("bob"), candidates.clone()).as_deref(),
            Some("bob")
        );
        assert_eq!(takes(&only("cyd"), candidates), None);
    }

    #[test]
    fn somebody_preferred_takes_it_if_free_and_anybody_otherwise() {
        let rather = StaffChoice::Rather("bob".into());
        let both = vec![candidate("ada", 0, true), candidate("bob", 9, false)];
        assert_eq!(takes(&rather, both).as_deref(), Some("bob"));
        let without = vec![candidate("ada", 0, false)];
        assert_eq!(takes(&rather, without).as_deref(), Some("ada"));
    }
}
