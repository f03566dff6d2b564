// The kiosk with a script: keys that answer at once, a held moment that counts down, and a history
// of one page only, so that the way back leads nowhere. Without it every screen works as well.

const main = () => document.getElementById("main");

// Once somebody goes on, no answer that was asked for before leads elsewhere.
let isLeaving = false;
const go = (address) => {
  isLeaving = true;
  clearTimeout(redrawing);
  location.replace(address);
};

// A link takes the place of the page it is on: nothing of this client stays behind it.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || link.getAttribute("href").startsWith("#")) return;
  event.preventDefault();
  go(link.href);
});

// What is sent is asked for in the background. An answer elsewhere takes the place of this page;
// one that stays here (the next question, a mistake) takes the place of what is on the screen.
const send = async (form, submitter) => {
  const body = new URLSearchParams(new FormData(form, submitter));
  const answer = await fetch(form.getAttribute("action") || location.href, { method: "POST", body });
  if (answer.redirected) return go(answer.url);
  // Without its style sheet: the page on the screen has it, and allows no other.
  const text = (await answer.text()).replace(/<style[^]*?<\/style>/g, "");
  const page = new DOMParser().parseFromString(text, "text/html");
  document.title = page.title;
  main().replaceChildren(...page.getElementById("main").childNodes);
  scrollTo(0, 0);
  count();
  (main().querySelector("[autofocus], [role=alert]") ?? main()).focus();
};

let sending = false;
let sent = 0;
document.addEventListener("submit", (event) => {
  if (event.target.method !== "post") return;
  event.preventDefault();
  if (sending) return;
  sending = true;
  sent += 1;
  send(event.target, event.submitter)
    .catch(() => location.reload())
    .finally(() => (sending = false));
});

// Keys on the screen write into the field; Enter and the field itself work as everywhere.
const write = (typed, key, asName) => {
  if (key === "back") return typed.slice(0, -1);
  if (key === "clear") return "";
  if (key === "space") return typed && !typed.endsWith(" ") ? `${typed} ` : typed;
  const begins = !typed || " -'".includes(typed.at(-1));
  return typed + (asName && begins ? key.toUpperCase() : key);
};
document.addEventListener("click", (event) => {
  const key = event.target.closest("[data-keys] button");
  if (!key) return;
  event.preventDefault();
  const field = key.form.elements.typed;
  field.value = write(field.value, key.value, "asName" in key.closest("[data-keys]").dataset);
  field.scrollLeft = field.scrollWidth;
});

// The held moment, by the server's count and not by the clock of the device.
let counting;
const count = () => {
  clearTimeout(counting);
  const box = document.querySelector("[data-seconds-left]");
  if (!box) return;
  const ends = performance.now() + Number(box.dataset.secondsLeft) * 1000;
  const tick = () => {
    const left = Math.max(0, Math.ceil((ends - performance.now()) / 1000));
    box.querySelector("[data-left]").textContent =
      `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    if (left === 60) box.querySelector("[data-said]").textContent = "1:00";
    if (left > 0) return (counting = setTimeout(tick, 500));
    box.querySelector("[data-over]").hidden = false;
    box.querySelector("[data-running]").hidden = true;
  };
  tick();
};
count();

// Nobody is there: the first screen is drawn anew from time to time, for the wait that it tells.
const { redrawAfter } = document.body.dataset;
const redrawing = redrawAfter && setTimeout(() => location.reload(), Number(redrawAfter) * 1000);

// Something happens elsewhere, on a phone or in the printer: look again, and show it when it did.
let watching;
const watch = () => {
  clearTimeout(watching);
  if (isLeaving) return;
  const seconds = Number(document.querySelector("[data-watch]")?.dataset.watch);
  if (seconds) watching = setTimeout(look, seconds * 1000);
};
const look = async () => {
  const before = sent;
  try {
    const answer = await fetch(location.href);
    const text = (await answer.text()).replace(/<style[^]*?<\/style>/g, "");
    // What was pressed meanwhile is newer than this answer.
    if (isLeaving || sending || sent !== before) return watch();
    if (answer.redirected) return go(answer.url);
    const page = new DOMParser().parseFromString(text, "text/html");
    const now = document.querySelector("[data-stage]")?.dataset.stage;
    if (page.querySelector("[data-stage]")?.dataset.stage !== now) {
      main().replaceChildren(...page.getElementById("main").childNodes);
      (main().querySelector("[role=status], [role=alert]") ?? main()).focus();
      count();
    }
  } catch {
    // The network or the city is away for a moment: the next look tells.
  }
  watch();
};
watch();
