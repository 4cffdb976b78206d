//! Using a page by keyboard alone.

use fantoccini::{
    actions::{InputSource as _, KeyAction, KeyActions},
    key::Key,
};

use super::{Window, command::accessible_name};

/// Whether what has the focus shows it, itself or by what it draws over its card.
const FOCUS_SHOWS: &str = "
    return [null, '::before', '::after'].some((part) => {
        const style = getComputedStyle(document.activeElement, part);
        return style.outlineStyle !== 'none' || style.boxShadow !== 'none';
    });";

/// Further than this nobody tabs.
const PRESSES: usize = 150;

impl Window {
    /// Presses Tab until something of this name has the focus, which must show.
    ///
    /// # Panics
    /// When nothing of this name can be reached, or the focus can't be seen on it.
    pub async fn tab_to(&self, name: &str) {
        let mut met = Vec::new();
        for _ in 0..PRESSES {
            self.key(Key::Tab).await;
            let found = self.focused().await;
            if found.starts_with(name) {
                let shows = self.run(FOCUS_SHOWS).await;
                assert_eq!(shows, true, "whoever tabs to {name:?} sees where they are");
                return;
            }
            met.push(found);
        }
        self.fail(&format!(
            "{name:?} can be reached by Tab; reached are {met:?}"
        ))
        .await
    }

    /// Presses Enter.
    pub async fn enter(&self) {
        self.key(Key::Enter).await;
    }

    /// Types into what has the focus.
    pub async fn type_in(&self, text: &str) {
        let mut typing = KeyActions::new("keyboard".to_owned());
        for value in text.chars() {
            typing = typing
                .then(KeyAction::Down { value })
                .then(KeyAction::Up { value });
        }
        self.perform(typing).await;
    }

    async fn key(&self, key: Key) {
        let value = char::from(key);
        let pressing = KeyActions::new("keyboard".to_owned());
        let pressing = pressing
            .then(KeyAction::Down { value })
            .then(KeyAction::Up { value });
        self.perform(pressing).await;
    }

    async fn perform(&self, actions: KeyActions) {
        let done = self.client.perform_actions(actions).await;
        done.unwrap_or_else(|error| panic!("keys can be pressed: {error}"));
    }

    async fn focused(&self) -> String {
        let element = self
            .client
            .active_element()
            .await
            .expect("something has the focus");
        let name = accessible_name(&self.client, &element.element_id()).await;
        name.unwrap_or_default()
    }
}
