// One key for each act of the desk: a button or link with data-key="n" is pressed by N.
// Keys rest while somebody types and while a browser key (Ctrl, Alt, Meta) is held.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  if (event.target.closest("input, select, textarea, [contenteditable]")) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (event.key === "/") {
    const field = document.querySelector("[data-search]");
    if (field) {
      event.preventDefault();
      field.focus();
    }
    return;
  }
  const key = event.key.toLowerCase();
  const found = [...document.querySelectorAll("[data-key]")].find(
    (one) => one.dataset.key === key && !one.disabled && one.offsetParent !== null,
  );
  if (!found) return;
  event.preventDefault();
  found.focus();
  found.click();
});
