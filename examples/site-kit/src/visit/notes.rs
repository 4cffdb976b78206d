//! What is kept of a visitor from one request to the next.

use super::Visit;
use crate::sessions::{Standing, Turn};

impl Visit {
    /// Keeps the visitor's session, if there is one now, until their next request.
    pub async fn remember(&self) {
        let Some(tenant) = &self.tenant else { return };
        if tenant.business.session().await.is_some() {
            self.kept().keep(&tenant.slug, tenant.business.clone());
        }
    }

    /// Forgets everything kept about this visitor at this tenant: session, notes and a link that waits.
    pub fn forget(&self) {
        let kept = self.lock().kept.clone();
        if let Some((kept, tenant)) = kept.zip(self.tenant.as_ref()) {
            kept.forget(&tenant.slug);
        }
    }

    /// Gives the visitor another id, now that they may see more than before.
    pub async fn renew(&self) {
        self.remember().await;
        let id = self.id();
        let renewed = self.site.sessions().rename(&id, self.now());
        let mut browser = self.lock();
        browser.kept = self.site.sessions().of(&renewed, self.now());
        browser.id = Some(renewed);
        browser.is_new = true;
    }

    /// Waits until no other request of this visitor's has the turn, and takes it until that is dropped: for changes
    /// that come to something else when they are made twice at once. What is noted about the visitor is to be read after
    /// it. Waiting is part of the page's time.
    pub async fn turn(&self) -> Turn {
        self.kept().turn().await
    }

    /// What the site noted about this visitor at this tenant, such as which cart is theirs.
    #[must_use]
    pub fn note(&self, name: &str) -> Option<String> {
        let kept = self.lock().kept.clone()?;
        kept.note(&self.tenant.as_ref()?.slug, name)
    }

    /// Notes something about this visitor at this tenant, on the site's side and for as long as their
    /// session is kept. It never gets into a page by itself. Where too many visitors have something
    /// noted, whoever has a session or a [customer's note](Visit::keep_customers_note) is kept longer.
    pub fn keep_note(&self, name: &'static str, note: String) {
        self.note_as(Standing::Shopper, name, note);
    }

    /// The same of somebody who has done what not anybody can do as often as they like, as who has
    /// ordered something: they are kept as who has a session is.
    pub fn keep_customers_note(&self, name: &'static str, note: String) {
        self.note_as(Standing::Customer, name, note);
    }

    /// The same of something that anybody may have done, and that may have come to nothing.
    pub(crate) fn jot(&self, name: &'static str, note: String) {
        self.note_as(Standing::PasserBy, name, note);
    }

    fn note_as(&self, standing: Standing, name: &'static str, note: String) {
        if let Some(tenant) = &self.tenant {
            self.kept().keep_note(&tenant.slug, name, note, standing);
        }
    }

    /// Drops a note.
    pub fn drop_note(&self, name: &'static str) {
        let kept = self.lock().kept.clone();
        if let Some((kept, tenant)) = kept.zip(self.tenant.as_ref()) {
            kept.drop_note(&tenant.slug, name);
        }
    }

    /// Whether anything is noted about this visitor at this tenant.
    pub(super) fn has_notes(&self) -> bool {
        let kept = self.lock().kept.clone();
        let tenant = self.tenant.as_ref();
        kept.zip(tenant)
            .is_some_and(|(kept, tenant)| kept.has_notes(&tenant.slug))
    }

    /// Keeps the token of a manage link until the visitor opens it.
    pub(crate) fn follow(&self, link: &str) {
        if let Some(tenant) = &self.tenant {
            self.kept().follow(&tenant.slug, link.to_owned());
        }
    }

    /// Whether a manage link waits to be opened.
    pub(crate) fn follows(&self) -> bool {
        let kept = self.lock().kept.clone();
        let tenant = self.tenant.as_ref();
        kept.zip(tenant)
            .is_some_and(|(kept, tenant)| kept.follows(&tenant.slug))
    }

    /// The token of the manage link, which is no longer kept.
    pub(crate) fn take_link(&self) -> Option<String> {
        let kept = self.lock().kept.clone()?;
        kept.take_link(&self.tenant.as_ref()?.slug)
    }
}
