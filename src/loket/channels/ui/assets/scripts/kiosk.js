// Nobody touches the screen any more: ask after a while, then leave and wipe.
// <body data-idle-after="90" data-idle-grace="20" data-idle-leave="/kiosk/…/leave">
const { idleAfter, idleGrace, idleLeave } = document.body.dataset;
const ask = document.querySelector("dialog.idle");

if (idleLeave && ask) {
  const left = ask.querySelector("[data-left]");
  let touched = performance.now();
  const touch = () => {
    touched = performance.now();
    if (ask.open) ask.close();
  };
  for (const kind of ["pointerdown", "keydown", "input", "wheel"]) {
    addEventListener(kind, touch, { passive: true });
  }
  const watching = setInterval(() => {
    const quiet = (performance.now() - touched) / 1000;
    const remaining = Math.ceil(Number(idleAfter) + Number(idleGrace) - quiet);
    if (remaining <= 0) {
      // Once: a second call would take back the first, which a slow city still answers.
      clearInterval(watching);
      location.replace(idleLeave);
    } else if (quiet >= Number(idleAfter)) {
      left.textContent = remaining;
      if (!ask.open) ask.showModal();
    }
  }, 500);
}

// Nothing of the last client comes back with the back button.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
