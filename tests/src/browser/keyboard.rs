//! Using a page by keyboard alone.

use std::time::Instant;

use fantoccini::{
    actions::{InputSource as _, KeyAction, KeyActions},
    key::Key,
};

use super::{
    Window,
    command::accessible_name,
    window::{GLANCE, PATIENCE},
};

/// Further than this nobody tabs.
const PRESSES: usize = 150;

impl Window {
    /// Presses Tab until something of this name has the focus.
    ///
    /// # Panics
    /// When nothing of this name can be reached.
    pub async fn tab_to(&self, name: &str) {
        let mut met = Vec::new();
        for _ in 0..PRESSES {
            self.tab().await;
            let found = self.focused().await;
            if found.starts_with(name) {
                return;
            }
            met.push(found);
        }
        self.fail(&format!(
            "{name:?} can be reached by Tab; reached are {met:?}"
        ))
        .await
    }

    /// Presses arrow down until what is chosen of a group of radio buttons has this name.
    ///
    /// # Panics
    /// When the group, which has to have the focus, has nothing of this name.
    pub async fn arrow_to(&self, name: &str) {
        let mut met = Vec::new();
        for _ in 0..PRESSES {
            let found = self.focused().await;
            if found.starts_with(name) {
                return;
            }
            // A group goes round.
            if met.first() == Some(&found) {
                break;
            }
            met.push(found);
            self.down().await;
        }
        self.fail(&format!(
            "{name:?} can be reached by arrows; reached are {met:?}"
        ))
        .await
    }

    /// Presses Tab.
    pub async fn tab(&self) {
        self.key(Key::Tab).await;
    }

    /// Presses Shift and Tab.
    pub async fn tab_back(&self) {
        let (shift, tab) = (char::from(Key::Shift), char::from(Key::Tab));
        let keys = [
            KeyAction::Down { value: shift },
            KeyAction::Down { value: tab },
            KeyAction::Up { value: tab },
            KeyAction::Up { value: shift },
        ];
        self.perform(keys).await;
    }

    /// Presses Enter.
    pub async fn enter(&self) {
        self.key(Key::Enter).await;
    }

    /// Presses the space bar.
    pub async fn space(&self) {
        self.type_in(" ").await;
    }

    /// Presses the arrow that points down.
    pub async fn down(&self) {
        self.key(Key::Down).await;
    }

    /// Types into what has the focus.
    pub async fn type_in(&self, text: &str) {
        self.perform(text.chars().flat_map(pressed)).await;
    }

    /// What the thing that has the focus is called by those who don't see it.
    pub async fn focused(&self) -> String {
        let Ok(element) = self.client.active_element().await else {
            return String::new();
        };
        let name = accessible_name(&self.client, &element.element_id()).await;
        name.unwrap_or_default()
    }

    /// Waits until a page that came up has opened at what is called so or says so.
    ///
    /// # Panics
    /// When the focus is elsewhere.
    pub async fn opened_at(&self, words: &str) {
        let began = Instant::now();
        loop {
            let focused = self.client.active_element().await;
            // The whole page says it too, and has the focus where nothing else has.
            let said = match focused {
                Ok(element) => match element.tag_name().await.as_deref() {
                    Ok("body" | "main") | Err(_) => String::new(),
                    Ok(_) => element.text().await.unwrap_or_default(),
                },
                Err(_) => String::new(),
            };
            if self.focused().await.starts_with(words) || said.contains(words) {
                return;
            }
            if began.elapsed() > PATIENCE {
                self.fail(&format!("the page opens at {words:?}")).await
            }
            tokio::time::sleep(GLANCE).await;
        }
    }

    pub(super) async fn tab_times(&self, times: usize) {
        let tabs = std::iter::repeat_n(char::from(Key::Tab), times);
        self.perform(tabs.flat_map(pressed)).await;
    }

    async fn key(&self, key: Key) {
        self.perform(pressed(char::from(key))).await;
    }

    async fn perform(&self, keys: impl IntoIterator<Item = KeyAction>) {
        let keyboard = KeyActions::new("keyboard".to_owned());
        let actions = keys.into_iter().fold(keyboard, KeyActions::then);
        let done = self.client.perform_actions(actions).await;
        done.unwrap_or_else(|error| panic!("keys can be pressed: {error}"));
    }
}

fn pressed(value: char) -> [KeyAction; 2] {
    [KeyAction::Down { value }, KeyAction::Up { value }]
}
