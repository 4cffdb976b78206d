//! Event ids: a number and whose numbers they are.
//!
//! A claimed session's events are numbered by the session, so that their ids tell nothing of the
//! customer; once it is verified, by the customer. The two must not be taken for each other, so the
//! former have odd ids and the latter even ones. Both increase, also where a session is verified: a
//! customer has at least the events of each of their sessions.

use crate::store::EventScope;

/// Where a stream goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// With what happens from now on.
    Now,
    /// After the event of this id; 0 is before the first.
    After(u64),
}

/// The id of a scope's event.
pub(super) fn id_of(scope: &EventScope, sequence: i64) -> i64 {
    match scope {
        EventScope::Session(_) => sequence * 2 + 1,
        EventScope::Customer(_) => sequence * 2 + 2,
    }
}

/// The sequence an id stands for in a scope; nothing if it is another scope's.
pub(super) fn sequence_of(scope: &EventScope, id: u64) -> Option<i64> {
    if id == 0 {
        return Some(0);
    }
    let halved = i64::try_from(id / 2).ok()?;
    match (scope, id % 2) {
        (EventScope::Session(_), 1) => Some(halved),
        (EventScope::Customer(_), 0) => Some(halved - 1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_resumes_in_its_own_scope_only() {
        let session = EventScope::Session("s".to_owned());
        let customer = EventScope::Customer("c".to_owned());
        let id = u64::try_from(id_of(&session, 7)).unwrap();
        assert_eq!(sequence_of(&session, id), Some(7));
        assert_eq!(sequence_of(&customer, id), None);
        assert_eq!(sequence_of(&customer, 0), Some(0));
        assert_eq!(sequence_of(&session, 0), Some(0));
        let wider = u64::try_from(id_of(&customer, 7)).unwrap();
        assert_eq!(sequence_of(&customer, wider), Some(7));
        assert!(
            wider > id,
            "ids go on increasing when the session is verified"
        );
    }
}
