// What helps where scripts run. Every page works without this.

const base = document.body.dataset.base;
// The refreshing of this page that is under way, and the one that waits for it.
let refreshing = Promise.resolve();
let refreshed = null;
// What is to be said of news once the page shows it.
let untold = "";

// Tells the site the visitor's own time zone, so that their times can stand beside the tenant's.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const told = document.cookie.split("; ").some((it) => it === `zone=${encodeURIComponent(zone)}`);
if (zone && !told && navigator.cookieEnabled) {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `zone=${encodeURIComponent(zone)}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
  const elsewhere = document.body.dataset.timeZone && document.body.dataset.timeZone !== zone;
  if (elsewhere && document.querySelector("main time") && document.cookie.includes("zone=")) refresh().catch(() => {});
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
let byKeys = false;
const filter = (event) => event.target.closest?.(".filter select");
document.addEventListener("keydown", (event) => { if (filter(event)) byKeys = true; });
document.addEventListener("pointerdown", (event) => { if (filter(event)) byKeys = false; });
document.addEventListener("change", (event) => { if (!byKeys) filter(event)?.form.requestSubmit(); });

// Shows this page as the site would render it now. However many ask, it is fetched once at a time and once more.
function refresh() {
  refreshed ??= refreshing.catch(() => {}).then(async () => {
    refreshed = null;
    // A page shows what had happened when it was asked for.
    const words = untold;
    await show();
    tell(words);
  });
  refreshing = refreshed;
  return refreshed;
}

// All of it, but for what somebody may be typing. A page the site can't render now is no answer.
async function show() {
  const answer = await fetch(location.href, { cache: "no-store", signal: AbortSignal.timeout(30000) });
  if (answer.status >= 500 || answer.status === 429) throw new Error(`the site answers ${answer.status}`);
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const typing = document.querySelector("main :is(input:not([type=hidden]), textarea)");
  const part = document.querySelector("[data-live]") ? "[data-live]" : typing ? "main dl.summary" : "main";
  const now = page.querySelector(part);
  const shown = document.querySelector(part);
  // What is the same stays, and the focus in it. Where it isn't, the focus goes to what stands in the same place.
  if (!now || !shown || now.innerHTML === shown.innerHTML) return;
  const before = shown.contains(document.activeElement) && document.activeElement !== shown ? document.activeElement : null;
  shown.replaceChildren(...now.childNodes);
  if (!before) return;
  const same = before.id
    ? document.getElementById(before.id)
    : [...shown.querySelectorAll("a")].find((it) => it.href === before.href);
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
const own = live?.dataset.booking ?? "";

// What is listened to, and how: a session by one of its bookings, the customer's own in a list by none.
const heard = new Map();

// Listens to the session that sees this booking, or to the customer's own, until it is forgotten.
async function watch(booking, last = null, wait = 1000) {
  const mine = {};
  heard.set(booking, mine);
  const again = () => {
    if (heard.get(booking) !== mine) return;
    const pause = wait * (1 + Math.random() / 2);
    mine.timer = setTimeout(watch, pause, booking, last, Math.min(wait * 2, 60000));
  };
  let url;
  try {
    const query = new URLSearchParams();
    if (last !== null) query.set("after", last);
    if (booking) query.set("booking", booking);
    const signal = AbortSignal.timeout(30000);
    const answer = await fetch(`${base}/live?${query}`, { cache: "no-store", redirect: "manual", signal });
    if (heard.get(booking) !== mine) return;
    // Signed out, or no longer theirs: there is nothing to watch.
    if (answer.type === "opaqueredirect" || answer.status === 404) return forget(booking);
    if (!answer.ok) return again();
    url = (await answer.json()).url;
  } catch {
    return again();
  }
  if (heard.get(booking) !== mine) return;
  const stream = new EventSource(url);
  mine.stream = stream;
  const on = booking === own ? document.querySelector("[data-live-on]") : null;
  let isOver = false;
  const isOpen = () => !isOver && heard.get(booking) === mine;
  const anew = () => {
    if (!isOpen()) return;
    isOver = true;
    clearTimeout(mine.timer);
    stream.close();
    if (on) on.hidden = true;
    again();
  };
  // Brings the page up to date, and tries again as long as the site can't show it.
  let pause = 1000;
  const bring = async () => {
    try {
      await update();
      wait = pause = 1000;
      if (on && isOpen()) on.hidden = false;
    } catch {
      if (!isOpen()) return;
      if (on) on.hidden = true;
      clearTimeout(mine.timer);
      mine.timer = setTimeout(bring, pause * (1 + Math.random() / 2));
      pause = Math.min(pause * 2, 60000);
    }
  };
  // Whatever happened since the page was rendered, or while no stream was open.
  stream.onopen = () => { bring(); };
  for (const [name, words] of Object.entries(news)) {
    stream.addEventListener(name, (event) => {
      last = event.lastEventId || last;
      untold = words || untold;
      bring();
    });
  }
  for (const name of ["reminder.sent", "notification", "session.expiring"]) {
    stream.addEventListener(name, (event) => { last = event.lastEventId || last; });
  }
  stream.addEventListener("session.ended", () => {
    if (on) on.hidden = true;
    forget(booking);
  });
  stream.onerror = anew;
}

// Says news that the page shows by now.
function tell(words) {
  if (!words) return;
  if (untold === words) untold = "";
  // What was just done is old news.
  document.querySelector("main > .notice.good")?.remove();
  document.querySelector("[data-live-said]").textContent = words;
}

function forget(booking) {
  const { timer, stream } = heard.get(booking);
  clearTimeout(timer);
  stream?.close();
  heard.delete(booking);
}

// Listens to the sessions beside the customer's own that the list names, and to no others: as many as it names at most.
function listen() {
  const named = new Set([...document.querySelectorAll("[data-listen]")].map((it) => it.dataset.listen));
  for (const booking of [...heard.keys()]) {
    if (booking !== own && !named.has(booking)) forget(booking);
  }
  for (const booking of named) {
    if (!heard.has(booking) && heard.size < 3) watch(booking);
  }
}

async function update() {
  await refresh();
  listen();
}

if (live) {
  watch(own);
  listen();
}

// What no stream tells a list, as of a session it isn't listening to, is there when it is looked at again.
if (live && !own) {
  const look = () => { if (!document.hidden) update().catch(() => {}); };
  document.addEventListener("visibilitychange", look);
  addEventListener("focus", look);
}
