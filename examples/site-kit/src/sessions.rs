//! What the site keeps about visitors who have something to keep: their sessions at tenants.
//!
//! Kept in this process's memory, bounded, and forgotten after a while. The stoken is in here and
//! nowhere else: the browser has an id that means nothing elsewhere. Visitors who only look are not
//! in here at all.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use business_client::{BusinessClient, DateTime, TimeDelta, Utc};

use crate::cookie::VisitorId;

/// Visitors kept at most of each standing; of those, whoever wasn't seen for longest is forgotten first.
fn most(standing: Standing) -> usize {
    match standing {
        Standing::Customer => 20_000,
        Standing::Shopper => 20_000,
        Standing::PasserBy => 5_000,
    }
}

/// What it took to be kept. Anybody can make up any number of visitors of the lower standings, and they
/// must not push out those of the higher ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Standing {
    /// They followed a link, or sent a form that may have come to nothing.
    #[default]
    PasserBy,
    /// The site noted something for them, such as which cart is theirs, that costs nothing to get.
    Shopper,
    /// They have a session, which the server gives to so many an address, or have ordered something.
    Customer,
}

/// Tenants one visitor has a session at, at most.
const TENANTS: usize = 8;

/// How long a visitor who isn't seen is kept. A stoken can't be refreshed for longer than this.
const KEPT: TimeDelta = TimeDelta::hours(12);

/// All visitors who have something to keep.
#[derive(Default)]
pub(crate) struct Sessions(Mutex<Inner>);

#[derive(Default)]
struct Inner {
    visitors: HashMap<VisitorId, Visitor>,
    orders: BTreeMap<Standing, Order>,
    uses: u64,
}

/// In order of when they were last seen; a count of uses tells apart those of one instant.
type Order = BTreeMap<Seen, VisitorId>;

type Seen = (DateTime<Utc>, u64);

struct Visitor {
    kept: Arc<Kept>,
    seen: Seen,
    /// Which order they stand in: what is kept about them may have changed since.
    standing: Standing,
}

/// What is kept about one visitor.
#[derive(Default)]
pub(crate) struct Kept {
    /// The id their open pages were rendered for, if they were given another one since.
    pub(crate) former: Option<VisitorId>,
    tenants: Mutex<BTreeMap<String, AtTenant>>,
    /// Whose turn it is among the visitor's requests that change what can't be changed twice at once.
    turn: Arc<tokio::sync::Mutex<()>>,
}

/// The turn of one of a visitor's requests: the others wait until it is dropped.
#[derive(Debug)]
pub struct Turn {
    _guard: tokio::sync::OwnedMutexGuard<()>,
}

/// What is kept about a visitor at one tenant.
#[derive(Clone, Default)]
struct AtTenant {
    /// Keeps the session itself; clones share it.
    business: Option<BusinessClient>,
    /// The token of a manage link they followed and did not open yet.
    link: Option<String>,
    /// What the site itself notes about the visitor.
    notes: BTreeMap<&'static str, Note>,
    /// When something was kept last, among all that was.
    used: u64,
}

#[derive(Clone)]
struct Note {
    text: String,
    /// Of somebody who has it.
    standing: Standing,
}

impl AtTenant {
    fn standing(&self) -> Standing {
        match self.business {
            Some(_) => Standing::Customer,
            None => {
                let standings = self.notes.values().map(|note| note.standing);
                standings.max().unwrap_or_default()
            }
        }
    }
}

impl Sessions {
    /// What is kept about a visitor, if anything is.
    pub(crate) fn of(&self, id: &VisitorId, now: DateTime<Utc>) -> Option<Arc<Kept>> {
        let mut inner = self.lock();
        inner.forget_before(now - KEPT);
        inner.see(id, now)
    }

    /// What is kept about a visitor, from now on if nothing was.
    pub(crate) fn begin(&self, id: VisitorId, now: DateTime<Utc>) -> Arc<Kept> {
        // Under one lock: two requests at once must not begin two.
        let mut inner = self.lock();
        if let Some(kept) = inner.see(&id, now) {
            return kept;
        }
        let kept = Arc::<Kept>::default();
        inner.insert(id, Arc::clone(&kept), now);
        kept
    }

    /// Gives a visitor another id, now that they may see more than whoever had the old one; forms
    /// that are open go on working. Nothing is known under the old id any more.
    pub(crate) fn rename(&self, old: &VisitorId, now: DateTime<Utc>) -> VisitorId {
        let new = VisitorId::new();
        let mut inner = self.lock();
        let before = inner.remove(old);
        let (tenants, turn) = before
            .map(|before| (before.lock().clone(), Arc::clone(&before.turn)))
            .unwrap_or_default();
        let kept = Kept {
            former: Some(*old),
            tenants: Mutex::new(tenants),
            turn,
        };
        inner.insert(new, Arc::new(kept), now);
        new
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    fn see(&mut self, id: &VisitorId, now: DateTime<Utc>) -> Option<Arc<Kept>> {
        let kept = self.remove(id)?;
        self.insert(*id, Arc::clone(&kept), now);
        Some(kept)
    }

    fn insert(&mut self, id: VisitorId, kept: Arc<Kept>, now: DateTime<Utc>) {
        self.uses += 1;
        let seen = (now, self.uses);
        let standing = kept.standing();
        let visitor = Visitor {
            kept,
            seen,
            standing,
        };
        self.visitors.insert(id, visitor);
        let order = self.orders.entry(standing).or_default();
        order.insert(seen, id);
        while order.len() > most(standing) {
            let Some((_, longest)) = order.pop_first() else {
                return;
            };
            self.visitors.remove(&longest);
        }
    }

    fn remove(&mut self, id: &VisitorId) -> Option<Arc<Kept>> {
        let visitor = self.visitors.remove(id)?;
        if let Some(order) = self.orders.get_mut(&visitor.standing) {
            order.remove(&visitor.seen);
        }
        Some(visitor.kept)
    }

    fn forget_before(&mut self, then: DateTime<Utc>) {
        for order in self.orders.values_mut() {
            while let Some(entry) = order.first_entry()
                && entry.key().0 < then
            {
                let id = entry.remove();
                self.visitors.remove(&id);
            }
        }
    }
}

impl Kept {
    /// Waits for the turn.
    pub(crate) async fn turn(&self) -> Turn {
        let _guard = Arc::clone(&self.turn).lock_owned().await;
        Turn { _guard }
    }

    /// The client that keeps the visitor's session at a tenant.
    pub(crate) fn business(&self, tenant: &str) -> Option<BusinessClient> {
        self.lock().get(tenant)?.business.clone()
    }

    /// Keeps a client, and so its session.
    pub(crate) fn keep(&self, tenant: &str, business: BusinessClient) {
        self.at(tenant, |at| at.business = Some(business));
    }

    /// Keeps the token of a manage link until the visitor opens it.
    pub(crate) fn follow(&self, tenant: &str, link: String) {
        self.at(tenant, |at| at.link = Some(link));
    }

    /// Whether a manage link waits to be opened.
    pub(crate) fn follows(&self, tenant: &str) -> bool {
        self.lock().get(tenant).is_some_and(|at| at.link.is_some())
    }

    /// The token of the manage link, which is no longer kept.
    pub(crate) fn take_link(&self, tenant: &str) -> Option<String> {
        self.lock().get_mut(tenant)?.link.take()
    }

    /// A note of the site's own.
    pub(crate) fn note(&self, tenant: &str, name: &str) -> Option<String> {
        let tenants = self.lock();
        let note = tenants.get(tenant)?.notes.get(name)?;
        Some(note.text.clone())
    }

    /// Whether there is any note.
    pub(crate) fn has_notes(&self, tenant: &str) -> bool {
        let tenants = self.lock();
        tenants.get(tenant).is_some_and(|at| !at.notes.is_empty())
    }

    /// Keeps a note in place of the one of the same name, and the visitor as of this standing at least.
    pub(crate) fn keep_note(
        &self,
        tenant: &str,
        name: &'static str,
        text: String,
        standing: Standing,
    ) {
        self.at(tenant, |at| {
            at.notes.insert(name, Note { text, standing });
        });
    }

    /// Drops a note.
    pub(crate) fn drop_note(&self, tenant: &str, name: &str) {
        if let Some(at) = self.lock().get_mut(tenant) {
            at.notes.remove(name);
        }
    }

    /// Forgets everything about the visitor at a tenant.
    pub(crate) fn forget(&self, tenant: &str) {
        self.lock().remove(tenant);
    }

    fn standing(&self) -> Standing {
        let tenants = self.lock();
        let standings = tenants.values().map(AtTenant::standing);
        standings.max().unwrap_or_default()
    }

    fn at(&self, tenant: &str, change: impl FnOnce(&mut AtTenant)) {
        let mut tenants = self.lock();
        let used = tenants.values().map(|at| at.used).max().unwrap_or_default() + 1;
        if tenants.len() >= TENANTS && !tenants.contains_key(tenant) {
            let least = tenants
                .iter()
                .min_by_key(|(_, at)| (at.standing(), at.used));
            if let Some(least) = least.map(|(tenant, _)| tenant.clone()) {
                tenants.remove(&least);
            }
        }
        let at = tenants.entry(tenant.to_owned()).or_default();
        at.used = used;
        change(at);
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, AtTenant>> {
        self.tenants.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_visitor_is_forgotten_after_a_while_and_the_store_is_bounded() {
        let sessions = Sessions::default();
        let start = DateTime::<Utc>::default();
        let first = VisitorId::new();
        sessions
            .begin(first, start)
            .follow("stillwater", "link".to_owned());
        let later = start + TimeDelta::hours(11);
        assert!(sessions.of(&first, later).is_some(), "seen within the time");
        let much_later = later + TimeDelta::hours(13);
        assert!(
            sessions.of(&first, much_later).is_none(),
            "not seen for too long"
        );

        let begin = |standing: Standing| {
            let id = VisitorId::new();
            let kept = sessions.begin(id, much_later);
            kept.follow("stillwater", "link".to_owned());
            kept.keep_note("stillwater", "note", "some".to_owned(), standing);
            // The next request.
            sessions.of(&id, much_later);
            id
        };
        let is_kept = |id: &VisitorId| sessions.of(id, much_later).is_some();
        let customer = begin(Standing::Customer);
        let shopper = begin(Standing::Shopper);
        let passer_by = begin(Standing::PasserBy);
        for _ in 0..most(Standing::PasserBy) {
            begin(Standing::PasserBy);
        }
        assert!(!is_kept(&passer_by), "no more than fit");
        assert!(
            is_kept(&shopper) && is_kept(&customer),
            "whoever only follows links and sends forms pushes out nobody else"
        );
        for _ in 0..most(Standing::Shopper) {
            begin(Standing::Shopper);
        }
        assert!(!is_kept(&shopper), "no more than fit");
        assert!(is_kept(&customer), "carts push out no session");
        for _ in 0..most(Standing::Customer) {
            begin(Standing::Customer);
        }
        assert!(!is_kept(&customer), "no more than fit");
    }

    #[test]
    fn a_visitor_of_many_tenants_keeps_those_where_they_have_something() {
        let kept = Kept::default();
        for number in 0..TENANTS {
            let tenant = format!("b{number}");
            kept.keep_note(&tenant, "cart", "some".to_owned(), Standing::Shopper);
        }
        kept.follow("z", "link".to_owned());
        assert_eq!(
            kept.note("b0", "cart"),
            None,
            "the longest unused made room"
        );
        kept.follow("a", "link".to_owned());
        assert!(!kept.follows("z"), "a link goes before a cart");
        assert!(kept.note("b1", "cart").is_some());
    }

    #[test]
    fn nothing_is_known_under_an_id_that_was_replaced() {
        let sessions = Sessions::default();
        let now = DateTime::<Utc>::default();
        let old = VisitorId::new();
        sessions
            .begin(old, now)
            .follow("stillwater", "link".to_owned());
        let new = sessions.rename(&old, now);
        assert!(sessions.of(&old, now).is_none());
        assert!(
            sessions
                .of(&new, now)
                .is_some_and(|kept| kept.follows("stillwater"))
        );
    }
}
