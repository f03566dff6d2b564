// Niceties of the resident's pages; every one of them also works without.

// A wrong form: the summary of what is wrong gets the focus, so that it is read first.
document.querySelector(".govuk-error-summary")?.focus();

// A second click on a slow evening asks nothing twice.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, 5000);
});
addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});

// The moment that is held: minutes and seconds left, by the server's count and not the device's clock.
for (const box of document.querySelectorAll("[data-seconds-left]")) {
  const ends = performance.now() + Number(box.dataset.secondsLeft) * 1000;
  const shown = box.querySelector("[data-left]");
  const said = box.querySelector("[data-said]");
  const tick = () => {
    const left = Math.max(0, Math.ceil((ends - performance.now()) / 1000));
    shown.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    if (left === 120 || left === 30) said.textContent = shown.textContent;
    if (left > 0) return setTimeout(tick, 500);
    box.querySelector("[data-over]").hidden = false;
    box.querySelector("[data-running]").hidden = true;
    said.textContent = box.querySelector("[data-over]").textContent;
  };
  tick();
}

// "Near me" fills in where one is, only when asked.
for (const button of document.querySelectorAll("[data-locate]")) {
  if (!navigator.geolocation) continue;
  button.hidden = false;
  button.addEventListener("click", () => {
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      const field = button.form.elements[button.dataset.locate];
      field.value = `${coords.latitude.toFixed(4)},${coords.longitude.toFixed(4)}`;
      button.form.requestSubmit();
    });
  });
}

// A number in the queue: the page keeps itself up to date while somebody looks at it.
const live = document.querySelector("[data-live]");
if (live) {
  setInterval(async () => {
    if (document.hidden) return;
    const answer = await fetch(location.href).catch(() => null);
    if (!answer?.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = fresh.querySelector("[data-live]");
    if (now) live.innerHTML = now.innerHTML;
  }, 20000);
}
