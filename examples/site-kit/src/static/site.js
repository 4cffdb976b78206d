// What helps where scripts run. Every page works without this.

const base = document.body.dataset.base;
// The refreshing of this page that is under way, and the one that waits for it.
let refreshing = Promise.resolve();
let refreshed = null;

// Tells the site the visitor's own time zone, so that their times can stand beside the tenant's.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const told = document.cookie.split("; ").some((it) => it === `zone=${encodeURIComponent(zone)}`);
if (zone && !told && navigator.cookieEnabled) {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `zone=${encodeURIComponent(zone)}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
  const elsewhere = document.body.dataset.timeZone && document.body.dataset.timeZone !== zone;
  if (elsewhere && document.querySelector("main time") && document.cookie.includes("zone=")) refresh();
}

// A form is sent once, however often its button is pressed, and says so. Where no answer comes, or the
// browser was told to stop, it can be sent again after as many seconds as it says, or 5.
const forms = document.querySelectorAll("form[data-once]");
function ready(form) {
  if (!form.dataset.sent) return;
  clearTimeout(Number(form.dataset.sent));
  delete form.dataset.sent;
  const button = form.querySelector("button[type=submit]");
  button.removeAttribute("aria-disabled");
  button.textContent = button.dataset.label;
}
for (const form of forms) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) return event.preventDefault();
    const button = form.querySelector("button[type=submit]");
    button.dataset.label = button.textContent;
    button.style.minWidth = `${button.offsetWidth}px`;
    button.setAttribute("aria-disabled", "true");
    button.textContent = "Sending…";
    form.dataset.sent = setTimeout(() => ready(form), 1000 * (Number(form.dataset.once) || 5));
  });
}
// Back from the next page, it can be sent again.
addEventListener("pageshow", () => forms.forEach(ready));

// A choice in a filter takes effect at once, but not each that arrow keys pass on their way to another.
for (const select of document.querySelectorAll(".filter select")) {
  let byKeys = false;
  select.addEventListener("keydown", () => { byKeys = true; });
  select.addEventListener("pointerdown", () => { byKeys = false; });
  select.addEventListener("change", () => { if (!byKeys) select.form.requestSubmit(); });
}

// Shows this page as the site would render it now. However many ask, it is fetched once at a time and once more.
function refresh() {
  refreshed ??= refreshing.catch(() => {}).then(() => {
    refreshed = null;
    return show();
  });
  refreshing = refreshed;
  return refreshed;
}

// All of it, but for what somebody may be typing.
async function show() {
  const answer = await fetch(location.href, { cache: "no-store", signal: AbortSignal.timeout(30000) });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const typing = document.querySelector("main :is(input:not([type=hidden]), textarea)");
  const part = document.querySelector("[data-live]") ? "[data-live]" : typing ? "main dl.summary" : "main";
  const now = page.querySelector(part);
  const shown = document.querySelector(part);
  // What is the same stays, and the focus in it. Where it isn't, the focus goes to the link that leads to the same place.
  if (!now || !shown || now.innerHTML === shown.innerHTML) return;
  const before = shown.contains(document.activeElement) && document.activeElement !== shown ? document.activeElement : null;
  shown.replaceChildren(...now.childNodes);
  if (!before) return;
  const same = [...shown.querySelectorAll("a")].find((it) => it.href === before.href);
  (same ?? document.querySelector("main")).focus({ preventScroll: true });
}

// Live status: a stream from the scheduling server itself, by a URL fetched from this site each time,
// since each opens streams for a minute only.
const news = {
  "booking.confirmed": "An appointment was booked.",
  "booking.rescheduled": "An appointment has moved.",
  "booking.cancelled": "An appointment was cancelled.",
  "booking.completed": "An appointment took place.",
  reset: "",
};
const live = window.EventSource ? document.querySelector("[data-live]") : null;

// The sessions that are listened to, each by one of its bookings; the customer's own by none.
const heard = new Set();

// Listens to the session that sees this booking, or to the customer's own, for as long as there is one.
async function watch(booking, last = null, wait = 1000) {
  heard.add(booking);
  const again = () => {
    setTimeout(watch, wait * (1 + Math.random() / 2), booking, last, Math.min(wait * 2, 60000));
  };
  let url;
  try {
    const query = new URLSearchParams();
    if (last !== null) query.set("after", last);
    if (booking) query.set("booking", booking);
    const answer = await fetch(`${base}/live?${query}`, { cache: "no-store", redirect: "manual" });
    // Signed out, or no longer theirs: there is nothing to watch.
    if (answer.type === "opaqueredirect" || answer.status === 404) return heard.delete(booking);
    if (!answer.ok) return again();
    url = (await answer.json()).url;
  } catch {
    return again();
  }
  const stream = new EventSource(url);
  const on = document.querySelector("[data-live-on]");
  stream.onopen = () => {
    wait = 1000;
    if (on) on.hidden = false;
    // Whatever happened since the page was rendered, or while no stream was open.
    refresh().then(listen, () => {});
  };
  for (const [name, words] of Object.entries(news)) {
    stream.addEventListener(name, async (event) => {
      last = event.lastEventId || last;
      await refresh();
      listen();
      // What was just done is old news now.
      document.querySelector("main > .notice.good")?.remove();
      document.querySelector("[data-live-said]").textContent = words;
    });
  }
  for (const name of ["reminder.sent", "notification", "session.expiring"]) {
    stream.addEventListener(name, (event) => { last = event.lastEventId || last; });
  }
  stream.addEventListener("session.ended", () => {
    stream.close();
    heard.delete(booking);
    if (on) on.hidden = true;
  });
  stream.onerror = () => {
    stream.close();
    if (on) on.hidden = true;
    again();
  };
}

// Listens to the sessions beside the customer's own that the list names: as many at once as it names at most.
function listen() {
  for (const { dataset } of document.querySelectorAll("[data-listen]")) {
    if (!heard.has(dataset.listen) && heard.size < 3) watch(dataset.listen);
  }
}

if (live) {
  watch(live.dataset.booking ?? "");
  listen();
}

// What no stream tells a list, as of somebody it isn't listening for, is there when it is looked at again.
if (live && !live.dataset.booking) {
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) refresh().then(listen, () => {});
  });
}
