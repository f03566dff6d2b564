// Reading the screen aloud: off until somebody presses the button, and off again on the next screen.
// The words are those of the page; the voice is the machine's own, and nothing is sent anywhere.

const button = document.querySelector("[data-speak]");
const voice = window.speechSynthesis;

const words = () => {
  const main = document.getElementById("main").cloneNode(true);
  for (const one of main.querySelectorAll("svg, .keyboard, .unseen, .govuk-visually-hidden")) one.remove();
  return [...main.querySelectorAll("h1, h2, p, li, label, .choices a, .choices button, .go")]
    .filter((one) => !one.querySelector("p, li, a, button"))
    .map((one) => one.textContent.replace(/\s+/g, " ").trim())
    .filter(Boolean);
};

const stop = () => {
  voice.cancel();
  button.setAttribute("aria-pressed", "false");
};

const speak = () => {
  button.setAttribute("aria-pressed", "true");
  const said = words().map((text) => {
    const one = new SpeechSynthesisUtterance(text);
    one.lang = document.documentElement.lang;
    one.rate = 0.9;
    return one;
  });
  said.at(-1)?.addEventListener("end", stop);
  for (const one of said) voice.speak(one);
};

if (button && voice) {
  button.hidden = false;
  button.addEventListener("click", () =>
    button.getAttribute("aria-pressed") === "true" ? stop() : speak(),
  );
  addEventListener("pagehide", () => voice.cancel());
}
