// What helps where scripts run. Every page works without this.

const base = document.body.dataset.base;

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

// A choice in a filter takes effect at once.
for (const select of document.querySelectorAll(".filter select")) {
  select.addEventListener("change", () => select.form.requestSubmit());
}

// Shows this page as the site would render it now, but for what somebody may be typing.
async function refresh() {
  const answer = await fetch(location.href, { cache: "no-store" });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const typing = document.querySelector("main :is(input:not([type=hidden]), textarea)");
  const part = document.querySelector("[data-live]") ? "[data-live]" : typing ? "main dl.summary" : "main";
  const now = page.querySelector(part);
  const shown = document.querySelector(part);
  // What is the same stays, and the focus in it.
  if (now && shown && now.innerHTML !== shown.innerHTML) shown.replaceChildren(...now.childNodes);
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
const booking = document.querySelector("[data-live]")?.dataset.booking;
let last = null;
let wait = 1000;

async function watch() {
  const again = () => {
    setTimeout(watch, wait * (1 + Math.random() / 2));
    wait = Math.min(wait * 2, 60000);
  };
  let url;
  try {
    const query = new URLSearchParams();
    if (last !== null) query.set("after", last);
    if (booking) query.set("booking", booking);
    const answer = await fetch(`${base}/live?${query}`, { cache: "no-store", redirect: "manual" });
    // Signed out: there is nothing to watch.
    if (answer.type === "opaqueredirect") return;
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
    refresh().catch(() => {});
  };
  for (const [name, words] of Object.entries(news)) {
    stream.addEventListener(name, async (event) => {
      last = event.lastEventId || last;
      await refresh();
      // What was just done is old news now.
      document.querySelector("main > .notice.good")?.remove();
      document.querySelector("[data-live-said]").textContent = words;
    });
  }
  for (const name of ["reminder.sent", "notification", "session.expiring"]) {
    stream.addEventListener(name, (event) => { last = event.lastEventId || last; });
  }
  stream.addEventListener("session.ended", () => { stream.close(); if (on) on.hidden = true; });
  stream.onerror = () => {
    stream.close();
    if (on) on.hidden = true;
    again();
  };
}
if (document.querySelector("[data-live]") && window.EventSource) watch();
