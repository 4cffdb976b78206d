//! Somebody at a window, in whichever way they use it: flows are written once, and shown for everybody.

use scheduler_tests::browser::{Browser, Window};

/// How somebody uses a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Manner {
    /// By mouse or finger.
    Pointing,
    /// By keys alone: no mouse, and the focus is only where keys have brought it.
    Keyboard,
    /// By mouse or finger, in a browser that runs no script.
    WithoutScript,
}

/// Somebody at a window.
pub(crate) struct Visitor {
    pub(crate) window: Window,
    manner: Manner,
}

impl Visitor {
    /// At a desk.
    pub(crate) async fn at_desk(browser: &Browser, manner: Manner) -> Self {
        let window = match manner {
            Manner::WithoutScript => browser.window().without_script(),
            Manner::Pointing | Manner::Keyboard => browser.window(),
        };
        let window = window.open().await;
        Self { window, manner }
    }

    /// At a telephone, or by keyboard at a page that is magnified until it is as narrow.
    pub(crate) async fn at_phone(browser: &Browser, manner: Manner) -> Self {
        let window = browser.window().narrow();
        let window = match manner {
            Manner::WithoutScript => window.without_script(),
            Manner::Pointing | Manner::Keyboard => window,
        };
        let window = window.open().await;
        Self { window, manner }
    }

    pub(crate) fn runs_script(&self) -> bool {
        self.manner != Manner::WithoutScript
    }

    /// Follows a link by its name.
    pub(crate) async fn follow(&self, name: &str) {
        match self.manner {
            Manner::Keyboard => self.enter(name).await,
            _ => self.window.follow(name).await,
        }
    }

    /// Presses a button by its name.
    pub(crate) async fn press(&self, name: &str) {
        match self.manner {
            Manner::Keyboard => self.enter(name).await,
            _ => self.window.press(name).await,
        }
    }

    /// Presses a form's one button, whose name isn't known whole.
    pub(crate) async fn submit(&self, name: &str) {
        match self.manner {
            Manner::Keyboard => self.enter(name).await,
            _ => {
                let button = "form.form button[type=submit]";
                self.window.click_first(button).await;
            }
        }
    }

    /// Writes into a field.
    pub(crate) async fn fill(&self, label: &str, text: &str) {
        match self.manner {
            Manner::Keyboard => {
                self.window.tab_to(label).await;
                self.window.type_in(text).await;
            }
            _ => self.window.fill(label, text).await,
        }
    }

    /// Writes into the field that the page opens at, which is to be this one.
    pub(crate) async fn go_on_in(&self, label: &str, text: &str) {
        self.window.opened_at(label).await;
        self.window.type_in(text).await;
    }

    /// Chooses of a group of radio buttons, of which `first` is the one chosen already, or the first.
    pub(crate) async fn choose(&self, first: &str, wanted: &str) {
        match self.manner {
            Manner::Keyboard => {
                self.window.tab_to(first).await;
                self.window.arrow_to(wanted).await;
            }
            _ => self.window.choose(wanted).await,
        }
    }

    /// The first free slot of the week after the one that is shown.
    pub(crate) async fn take_a_slot(&self) {
        let window = &self.window;
        window.see("Times are").await;
        match self.manner {
            Manner::Keyboard => {
                self.enter("Later").await;
                window.see("Earlier").await;
                if let Some(day) = shown(window, ".days a:not(.none) > span:first-child").await {
                    self.enter(&day).await;
                    window.see("Earlier").await;
                }
                let slot = shown(window, "a.slot time").await;
                self.enter(&slot.expect("something is free")).await;
            }
            _ => crate::place::take_a_slot(window).await,
        }
    }

    /// Past what stands on every page, to what this one is about.
    pub(crate) async fn skip_to_content(&self) {
        if self.manner != Manner::Keyboard {
            return;
        }
        self.enter("Skip to content").await;
        self.window.tab().await;
        assert!(
            self.window.shows("main :focus").await,
            "what comes next is what the page is about"
        );
        self.window.tab_back().await;
    }

    /// Goes to something, to stay there for a while.
    pub(crate) async fn rest_at(&self, name: &str) {
        if self.manner == Manner::Keyboard {
            self.window.tab_to(name).await;
        }
    }

    /// Is there yet, though the page has changed.
    pub(crate) async fn still_rests_at(&self, name: &str) {
        if self.manner == Manner::Keyboard {
            assert_eq!(self.window.focused().await, name, "the focus stays");
        }
    }

    async fn enter(&self, name: &str) {
        self.window.tab_to(name).await;
        self.window.enter().await;
    }
}

/// The text of the first that can be seen of what a selector finds.
async fn shown(window: &Window, selector: &str) -> Option<String> {
    let texts = window.texts(selector).await;
    texts.into_iter().find(|text| !text.is_empty())
}
