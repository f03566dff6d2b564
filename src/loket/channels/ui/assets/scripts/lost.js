// Without an answer of the server the clock would stand still: it goes, and the screen says why.
const lost = document.querySelector("[data-lost]");
const connected = (is) => {
  lost.hidden = is;
  document.querySelector(".hour")?.classList.toggle("stands", !is);
};
if (lost) {
  for (const failed of ["htmx:error", "htmx:response:error"]) {
    document.addEventListener(failed, () => connected(false));
  }
  document.addEventListener("htmx:after:request", (event) => {
    if (event.detail.ctx.response.status < 400) connected(true);
  });
}
