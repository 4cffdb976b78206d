//! A visitor's window: what they see and do, in their words.

use std::time::{Duration, Instant};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use fantoccini::{Client, ClientBuilder, Locator, cookies::Cookie, elements::Element};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use super::{Browser, artefacts, command::devtools, element};

/// How long a visitor waits for something to appear before they call it broken. Nothing is measured by it.
pub(super) const PATIENCE: Duration = Duration::from_secs(40);
/// How often they look.
pub(super) const GLANCE: Duration = Duration::from_millis(40);

/// As Chromium is started in tests: no sandbox since tests may run as root, nothing that calls home, and scrollbars as
/// telephones have them, which take no room: a picture of a whole page has none, and would be cut off by their width.
const ARGUMENTS: [&str; 10] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
];

/// Whether a visitor's system is set to light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// A window that is about to be opened.
pub struct WindowBuilder<'b> {
    browser: &'b Browser,
    script: bool,
    time_zone: Option<String>,
    size: (u32, u32),
    trusting: bool,
}

/// Of a telephone held upright.
pub const NARROW: (u32, u32) = (360, 740);
/// Of a desk.
pub const WIDE: (u32, u32) = (1200, 900);

impl<'b> WindowBuilder<'b> {
    pub(super) fn new(browser: &'b Browser) -> Self {
        Self {
            browser,
            script: true,
            time_zone: None,
            size: WIDE,
            trusting: false,
        }
    }

    /// Of somebody whose browser runs no script.
    #[must_use]
    pub fn without_script(mut self) -> Self {
        self.script = false;
        self
    }

    /// Of somebody who is in this zone, by its IANA name.
    #[must_use]
    pub fn in_time_zone(mut self, zone: &str) -> Self {
        self.time_zone = Some(zone.to_owned());
        self
    }

    /// On a telephone held upright.
    #[must_use]
    pub fn narrow(mut self) -> Self {
        self.size = NARROW;
        self
    }

    /// Of somebody whose browser takes any certificate, such as one a test has just made.
    #[must_use]
    pub fn trusting(mut self) -> Self {
        self.trusting = true;
        self
    }

    /// Opens it, on an empty page.
    ///
    /// # Panics
    /// When Chromium isn't installed or doesn't start.
    pub async fn open(self) -> Window {
        let (width, height) = self.size;
        let mut arguments = ARGUMENTS.map(str::to_owned).to_vec();
        arguments.push(format!("--window-size={width},{height}"));
        arguments.push(format!(
            "--user-data-dir={}",
            self.browser.profile().display()
        ));
        let capabilities = json!({
            "goog:chromeOptions": { "args": arguments, "perfLoggingPrefs": { "enableNetwork": true } },
            "goog:loggingPrefs": { "performance": "ALL", "browser": "ALL" },
            "acceptInsecureCerts": self.trusting,
            "timeouts": { "pageLoad": 60_000, "script": 60_000 },
        });
        let Value::Object(capabilities) = capabilities else {
            unreachable!("it is written as an object");
        };
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(capabilities);
        let opened = builder.connect(&self.browser.url()).await;
        let client = opened.unwrap_or_else(|error| panic!("a window opens: {error}"));
        let window = Window { client };
        window.resize(width, height).await;
        if !self.script {
            let off = json!({ "value": true });
            window
                .devtools("Emulation.setScriptExecutionDisabled", off)
                .await;
        }
        if let Some(zone) = self.time_zone {
            let zone = json!({ "timezoneId": zone });
            window.devtools("Emulation.setTimezoneOverride", zone).await;
        }
        window
    }
}

/// A visitor's window.
pub struct Window {
    pub(super) client: Client,
}

impl Window {
    /// Goes to an address.
    pub async fn visit(&self, url: &str) {
        let gone = self.client.goto(url).await;
        gone.unwrap_or_else(|error| panic!("{url} can be visited: {error}"));
    }

    /// Goes to an address again and again until this is to be read there.
    pub async fn visit_until(&self, url: &str, text: &str) {
        let began = Instant::now();
        loop {
            self.visit(url).await;
            if self.text().await.contains(text) {
                return;
            }
            if began.elapsed() > PATIENCE {
                self.fail(&format!("{text:?} is to be read at last")).await
            }
            tokio::time::sleep(GLANCE).await;
        }
    }

    /// Loads the page anew.
    pub async fn reload(&self) {
        self.client
            .refresh()
            .await
            .expect("a page can be loaded anew");
    }

    /// Goes back to the page before.
    pub async fn back(&self) {
        self.client
            .back()
            .await
            .expect("there is a page to go back to");
    }

    /// Where they are.
    pub async fn url(&self) -> String {
        self.client
            .current_url()
            .await
            .expect("a window is somewhere")
            .to_string()
    }

    /// The status the page came with, as far as Chromium tells a page's script.
    pub async fn status(&self) -> u64 {
        let status = "return performance.getEntriesByType('navigation')[0].responseStatus";
        self.run(status).await.as_u64().unwrap_or_default()
    }

    /// Follows a link by its name.
    pub async fn follow(&self, name: &str) {
        self.click(&element::link(name), "link", name).await;
    }

    /// Presses a button by its name.
    pub async fn press(&self, name: &str) {
        self.click(&element::button(name), "button", name).await;
    }

    /// Clicks what a CSS selector finds first, for things without a name that is known beforehand.
    pub async fn click_first(&self, selector: &str) {
        let found = self
            .find_shown(Locator::Css(selector), "thing", selector)
            .await;
        found
            .click()
            .await
            .unwrap_or_else(|error| panic!("{selector} can be clicked: {error}"));
    }

    async fn click(&self, xpath: &str, kind: &str, name: &str) {
        let found = self.find_shown(Locator::XPath(xpath), kind, name).await;
        if let Err(error) = found.click().await {
            self.fail(&format!("the {kind} {name:?} can be clicked: {error}"))
                .await
        }
    }

    /// Writes into a field, in place of what stands there.
    pub async fn fill(&self, label: &str, text: &str) {
        let field = self.field(label).await;
        let written = async {
            field.clear().await?;
            field.send_keys(text).await
        };
        if let Err(error) = written.await {
            self.fail(&format!("{label:?} can be filled in: {error}"))
                .await
        }
    }

    /// Chooses a radio button or a checkbox.
    pub async fn choose(&self, label: &str) {
        self.field(label)
            .await
            .click()
            .await
            .expect("it can be chosen");
    }

    /// What stands in a field.
    pub async fn value_of(&self, label: &str) -> String {
        let value = self.field(label).await.prop("value").await;
        value.expect("a field can be read").unwrap_or_default()
    }

    async fn field(&self, label: &str) -> Element {
        let xpath = element::field(label);
        self.find_shown(Locator::XPath(&xpath), "field", label)
            .await
    }

    async fn find_shown(&self, locator: Locator<'_>, kind: &str, name: &str) -> Element {
        let began = Instant::now();
        loop {
            for found in self.client.find_all(locator).await.unwrap_or_default() {
                if found.is_displayed().await.unwrap_or_default() {
                    return found;
                }
            }
            if began.elapsed() > PATIENCE {
                self.fail(&format!("there is a {kind} {name:?}")).await
            }
            tokio::time::sleep(GLANCE).await;
        }
    }

    /// Everything to be read on the page, with single spaces.
    pub async fn text(&self) -> String {
        let text = async { self.client.find(Locator::Css("body")).await?.text().await };
        let text = text.await.unwrap_or_default();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Waits until this is to be read, whichever page it comes with.
    pub async fn see(&self, text: &str) {
        self.wait(&format!("{text:?} is to be read"), |page| {
            page.contains(text)
        })
        .await;
    }

    /// Waits until this is to be read so many times.
    pub async fn see_times(&self, text: &str, count: usize) {
        let expected = format!("{text:?} is to be read {count} times");
        self.wait(&expected, |page| page.matches(text).count() == count)
            .await;
    }

    /// Waits until this is no longer to be read.
    pub async fn see_gone(&self, text: &str) {
        self.wait(&format!("{text:?} is no longer to be read"), |page| {
            !page.is_empty() && !page.contains(text)
        })
        .await;
    }

    async fn wait(&self, expected: &str, holds: impl Fn(&str) -> bool) {
        let began = Instant::now();
        while !holds(&self.text().await) {
            if began.elapsed() > PATIENCE {
                self.fail(expected).await
            }
            tokio::time::sleep(GLANCE).await;
        }
    }

    /// The page's heading.
    pub async fn heading(&self) -> String {
        let heading = self.find_shown(Locator::Css("h1"), "heading", "h1").await;
        heading.text().await.expect("a heading can be read")
    }

    /// The texts of what a CSS selector finds and shows.
    pub async fn texts(&self, selector: &str) -> Vec<String> {
        let mut texts = Vec::new();
        for found in self
            .client
            .find_all(Locator::Css(selector))
            .await
            .unwrap_or_default()
        {
            texts.push(found.text().await.unwrap_or_default());
        }
        texts
    }

    /// The page's HTML as it stands.
    pub async fn html(&self) -> String {
        self.client.source().await.expect("a page has HTML")
    }

    /// The cookies of the page's site.
    pub async fn cookies(&self) -> Vec<Cookie<'static>> {
        self.client
            .get_all_cookies()
            .await
            .expect("cookies can be read")
    }

    /// Runs a script in the page and gives what it returns.
    pub async fn run(&self, script: &str) -> Value {
        let ran = self.client.execute(script, Vec::new()).await;
        ran.unwrap_or_else(|error| panic!("{script} runs: {error}"))
    }

    /// Gives the page so many pixels; Chromium's own windows can't be as narrow as a telephone.
    pub async fn resize(&self, width: u32, height: u32) {
        let size =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", size)
            .await;
    }

    /// Whether something that a CSS selector finds is shown now.
    pub async fn shows(&self, selector: &str) -> bool {
        for found in self
            .client
            .find_all(Locator::Css(selector))
            .await
            .unwrap_or_default()
        {
            if found.is_displayed().await.unwrap_or_default() {
                return true;
            }
        }
        false
    }

    /// Sets the visitor's system to light or dark, and to little motion: colours change at once.
    pub async fn prefers(&self, scheme: Scheme) {
        let value = match scheme {
            Scheme::Light => "light",
            Scheme::Dark => "dark",
        };
        let features = json!({ "features": [
            { "name": "prefers-color-scheme", "value": value },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ] });
        self.devtools("Emulation.setEmulatedMedia", features).await;
    }

    /// Every address in the window's history.
    pub async fn history(&self) -> Vec<String> {
        let history = self.devtools("Page.getNavigationHistory", json!({})).await;
        let entries = history["entries"]
            .as_array()
            .expect("a window has a history");
        entries
            .iter()
            .map(|entry| entry["url"].as_str().unwrap_or_default().to_owned())
            .collect()
    }

    /// Keeps a picture of the whole page among the run's artefacts.
    pub async fn screenshot(&self, name: &str) {
        let whole = json!({ "format": "png", "captureBeyondViewport": true });
        let taken = self.devtools("Page.captureScreenshot", whole).await;
        let picture = taken["data"]
            .as_str()
            .and_then(|data| BASE64_STANDARD.decode(data).ok());
        let picture = picture.expect("a screenshot is base64");
        let file = artefacts().join(format!("{name}.png"));
        std::fs::write(&file, picture).expect("a screenshot can be written");
    }

    pub(super) async fn devtools(&self, method: &str, parameters: Value) -> Value {
        devtools(&self.client, method, parameters).await
    }

    /// Panics with what was expected and what is there, and keeps a picture of it.
    pub(super) async fn fail(&self, expected: &str) -> ! {
        let thread = std::thread::current();
        let test = thread.name().unwrap_or("a-test").replace("::", "-");
        self.screenshot(&format!("failed-{test}")).await;
        let (url, text) = (self.url().await, self.text().await);
        panic!("{expected}, but at {url} there is:\n{text}")
    }
}
