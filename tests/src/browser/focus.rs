//! Where the focus goes on a page, and whether it is seen there.

use serde_json::Value;

use super::Window;

/// How often a page is gone through before what is wrong with it is told.
const ROUNDS: usize = 3;

/// Notes whatever gets the focus, and what is wrong with how that shows. Gives how many times Tab is to be pressed to come
/// round: a group of radio buttons is one place, and so is what is outside the page.
const WATCH: &str = "
    const all = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]:not([tabindex=\"-1\"])';
    window.places = new Set([...document.querySelectorAll(all)]
        .filter((element) => !element.disabled && element.checkVisibility())
        .map((element) => element.matches('[type=radio]') ? element.closest('fieldset') ?? element : element));
    // Around the thing itself, or around what it draws over its card.
    const ring = (element) => {
        for (const part of [null, '::before', '::after']) {
            const style = getComputedStyle(element, part);
            const width = parseFloat(style.outlineWidth);
            if (style.outlineStyle === 'none' || width < 2 || (part && style.content === 'none')) continue;
            const around = part && style.position === 'absolute' ? element.offsetParent : element;
            const { left, right, top, bottom } = around.getBoundingClientRect();
            const reach = width + parseFloat(style.outlineOffset);
            return { left: left - reach, right: right + reach, top: top - reach, bottom: bottom + reach,
                within: around === element ? element.parentElement : around };
        }
    };
    const cutter = (ring) => {
        for (let at = ring.within; at && at !== document.body; at = at.parentElement) {
            const { overflowX, overflowY } = getComputedStyle(at);
            const box = at.getBoundingClientRect();
            const [left, top] = [box.left + at.clientLeft, box.top + at.clientTop];
            if (overflowX !== 'visible' && (ring.left < left || ring.right > left + at.clientWidth)) return at;
            if (overflowY !== 'visible' && (ring.top < top || ring.bottom > top + at.clientHeight)) return at;
        }
    };
    const fault = (element) => {
        const shown = ring(element);
        if (!shown) return 'has no ring';
        const by = cutter(shown);
        return by ? `has a ring that is cut off by ${by.tagName}.${by.className}` : '';
    };
    window.met = [];
    window.watch ??= (document.addEventListener('focusin', ({ target }) => {
        const box = target.getBoundingClientRect();
        window.met.push({ target, fault: fault(target), left: box.left + scrollX, right: box.right + scrollX,
            top: box.top + scrollY, bottom: box.bottom + scrollY });
    }), true);
    return window.places.size + 2;";

/// What was wrong: places the focus never came to, places where it can't be seen, and steps against the way people read.
const JUDGE: &str = "
    const name = (element) => {
        const words = element.getAttribute('aria-label') || element.labels?.[0]?.textContent || element.textContent;
        return `${element.tagName} “${words.trim().replace(/\\s+/g, ' ').slice(0, 40)}”`;
    };
    const place = (element) => element.matches('[type=radio]') ? element.closest('fieldset') ?? element : element;
    const reached = new Set(window.met.map((it) => place(it.target)));
    const faults = [...window.places].filter((it) => !reached.has(it)).map((it) => `${name(it)} can't be reached`);
    for (const { target, fault } of window.met) {
        if (fault) faults.push(`${name(target)} ${fault}`);
    }
    window.met.slice(1).forEach((next, at) => {
        const last = window.met[at];
        // From the last to the first again.
        if (!(last.target.compareDocumentPosition(next.target) & Node.DOCUMENT_POSITION_FOLLOWING)) {
            if (next.target !== document.querySelector('a[href]')) faults.push(`${name(next.target)} comes late`);
            return;
        }
        const isAbove = next.bottom <= last.top && next.left < last.right;
        const isBefore = next.top < last.bottom && next.bottom > last.top && next.right <= last.left;
        if (isAbove || isBefore) faults.push(`${name(next.target)} stands before ${name(last.target)} and is reached after it`);
    });
    return [...new Set(faults)];";

impl Window {
    /// Asserts that Tab leads to everything on the page that can be used, in the order in which people read, and that the
    /// focus is seen wherever it is. The page has to run scripts.
    ///
    /// # Panics
    /// With each thing that is wrong.
    pub async fn assert_usable_by_keyboard(&self) {
        let mut faults = Value::Null;
        // A window that is just coming to the front passes over some of it.
        for _ in 0..ROUNDS {
            let presses = self.run(WATCH).await.as_u64().unwrap_or_default();
            let presses = usize::try_from(presses).expect("a page has so many places");
            self.tab_times(presses).await;
            faults = self.run(JUDGE).await;
            if faults.as_array().is_some_and(Vec::is_empty) {
                return;
            }
        }
        let url = self.url().await;
        panic!("{url} can be used by keyboard, but: {faults:#}");
    }
}
