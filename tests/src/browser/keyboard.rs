//! Using a page by keyboard alone.

use fantoccini::{
    actions::{InputSource as _, KeyAction, KeyActions},
    elements::Element,
    key::Key,
};

use super::{Window, command::accessible_name};

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
            let (focused, found) = self.focused().await;
            if found.starts_with(name) {
                assert_focus_shows(&focused, name).await;
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

    async fn focused(&self) -> (Element, String) {
        let element = self
            .client
            .active_element()
            .await
            .expect("something has the focus");
        let name = accessible_name(&self.client, &element.element_id()).await;
        (element, name.unwrap_or_default())
    }
}

async fn assert_focus_shows(element: &Element, name: &str) {
    let outline = element.css_value("outline-style").await.expect("a style");
    let shadow = element.css_value("box-shadow").await.expect("a style");
    assert!(
        outline != "none" || shadow != "none",
        "whoever tabs to {name:?} sees where they are"
    );
}
