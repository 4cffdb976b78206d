//! What axe-core and the browser itself find wrong with a page.

use std::sync::LazyLock;

use serde_json::{Value, json};

use super::{Scheme, Window};
use crate::programs::workspace;

static AXE: LazyLock<String> = LazyLock::new(|| {
    let script = workspace().join("tests/node_modules/axe-core/axe.min.js");
    std::fs::read_to_string(&script).unwrap_or_else(|error| {
        panic!(
            "{} can't be read: {error}; run `npm ci` in tests/",
            script.display()
        )
    })
});

/// Run in the page by the driver, which no policy of the page's keeps out.
const RUN: &str = "
    const [done] = [arguments[arguments.length - 1]];
    axe.run(document, { resultTypes: ['violations'] }).then(
        (found) => done(found.violations.map((violation) => ({
            id: violation.id,
            impact: violation.impact,
            help: violation.help,
            where: violation.nodes.map((node) => node.target.join(' ') + ': ' + node.failureSummary),
        }))),
        (error) => done([{ id: 'axe', impact: 'critical', help: String(error), where: [] }]),
    );";

/// The sum of all layout shifts that no input of the visitor's excuses, once the page has come to rest.
const SHIFT: &str = "
    const done = arguments[arguments.length - 1];
    let sum = 0;
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) { if (!entry.hadRecentInput) { sum += entry.value; } }
    }).observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => done(sum), 400);";

/// What is pressed and lower than a thumb is wide, but for links in the middle of a text and cards that are pressed anywhere.
const SMALL: &str = "
    const low = (element) => {
        const box = element.getBoundingClientRect();
        const style = getComputedStyle(element);
        if (!box.width || element.closest('.aside') || element.matches('.skip')) return false;
        if (element.tagName === 'A' && style.display === 'inline') return false;
        if (getComputedStyle(element, '::after').position === 'absolute') return false;
        const label = element.matches('input') && element.closest('label');
        return (label || element).getBoundingClientRect().height < 44;
    };
    return [...document.querySelectorAll('a, button, select, summary, textarea, input:not([type=hidden])')]
        .filter(low)
        .map((element) => `${element.tagName} ${element.textContent.trim()}`);";

impl Window {
    /// What on the page is too small to be pressed with a thumb: lower than 44 pixels.
    pub async fn small_targets(&self) -> Vec<String> {
        let small = self.run(SMALL).await;
        let names = small.as_array().into_iter().flatten();
        names
            .filter_map(|name| name.as_str().map(str::to_owned))
            .collect()
    }

    /// Asserts that the page, in light and in dark, holds nothing that axe-core calls serious or critical.
    ///
    /// # Panics
    /// With each violation and where it is.
    pub async fn assert_accessible(&self) {
        for scheme in [Scheme::Light, Scheme::Dark] {
            self.prefers(scheme).await;
            let grave: Vec<_> = self
                .violations()
                .await
                .into_iter()
                .filter(|it| it["impact"] == "serious" || it["impact"] == "critical")
                .collect();
            let url = self.url().await;
            assert!(
                grave.is_empty(),
                "{url} in {scheme:?} can be used by everybody, but: {:#}",
                json!(grave)
            );
        }
        self.prefers(Scheme::Light).await;
    }

    async fn violations(&self) -> Vec<Value> {
        let loaded = self.client.execute(&AXE, Vec::new()).await;
        loaded.unwrap_or_else(|error| panic!("axe-core can be loaded: {error}"));
        match self.client.execute_async(RUN, Vec::new()).await {
            Ok(Value::Array(violations)) => violations,
            other => panic!("axe-core says what it found: {other:?}"),
        }
    }

    /// How much the page has shifted while it came up: 0 where everything kept its place.
    ///
    /// # Panics
    /// When the browser doesn't tell.
    pub async fn layout_shift(&self) -> f64 {
        let shift = self.client.execute_async(SHIFT, Vec::new()).await;
        shift
            .ok()
            .and_then(|shift| shift.as_f64())
            .expect("a browser observes layout shifts")
    }
}
