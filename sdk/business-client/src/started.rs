//! Sessions started by forms that came without one.

use std::{
    collections::VecDeque,
    fmt,
    sync::{Arc, Mutex as Lock, PoisonError},
};

use scheduler_sdk::{Stoken, types::Contact};
use tokio::sync::Mutex;

use crate::{Intent, KeptSession, contact};

/// Forms remembered at most; the oldest are forgotten first.
const MOST: usize = 1_024;

type Session = Arc<Mutex<Option<KeptSession>>>;

struct Entry {
    intent: Intent,
    contact: Contact,
    session: Session,
}

/// The session each intent was begun in, for those that began without one.
///
/// The server names idempotency keys by session, so a form sent twice by a visitor without one would
/// be two callers with an intent each, and two bookings where there are seats for both. Here the
/// second joins the first one's session. Shared by all visitors of a process: the name of an intent
/// nobody could have guessed, together with the contact, says that it is the same form.
#[derive(Clone, Default)]
pub(crate) struct Started(Arc<Lock<VecDeque<Entry>>>);

impl Started {
    /// Where the session of this form is kept, or about to be; `None` where the intent's name proves
    /// nothing.
    pub(crate) fn of(&self, intent: &Intent, contact: &Contact) -> Option<Session> {
        if !intent.is_unguessable() {
            return None;
        }
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = entries
            .iter()
            .find(|entry| entry.intent == *intent && contact::is_same(&entry.contact, contact));
        if let Some(entry) = known {
            return Some(Arc::clone(&entry.session));
        }
        let session = Session::default();
        entries.push_back(Entry {
            intent: intent.clone(),
            contact: contact.clone(),
            session: Arc::clone(&session),
        });
        if entries.len() > MOST {
            entries.pop_front();
        }
        Some(session)
    }

    /// No form joins this session any more.
    pub(crate) fn forget(&self, stoken: &Stoken) {
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        entries.retain(|entry| match entry.session.try_lock() {
            Ok(session) => session.as_ref().is_none_or(|it| it.stoken != *stoken),
            // Being started at this moment, so it is another.
            Err(_) => true,
        });
    }
}

impl fmt::Debug for Started {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Started")
    }
}
