// A sound for every new call, one after the other. The list itself is refreshed by htmx.
// A browser that forbids sound until somebody touched the page asks, large, and remembers "without".
const ASKED = "loket-board-sound";
const BETWEEN_MS = 4000;
const asks = document.querySelector("[data-sound]");
const Sound = window.AudioContext ?? window.webkitAudioContext;
const sound = Sound ? new Sound() : null;
const list = () => [...document.querySelectorAll(".call[data-call]")];
const heard = new Set(list().map((one) => one.dataset.call));
const waiting = [];
let isSounding = false;

const offer = () => {
  const refused = localStorage.getItem(ASKED) === "off";
  if (asks) asks.hidden = !sound || refused || sound.state === "running";
};

const chime = () => {
  if (!sound || sound.state !== "running") return;
  [660, 880].forEach((pitch, order) => {
    const voice = sound.createOscillator();
    const level = sound.createGain();
    const start = sound.currentTime + order * 0.32;
    voice.frequency.value = pitch;
    level.gain.setValueAtTime(0, start);
    level.gain.linearRampToValueAtTime(0.35, start + 0.02);
    level.gain.exponentialRampToValueAtTime(0.001, start + 0.9);
    voice.connect(level).connect(sound.destination);
    voice.start(start);
    voice.stop(start + 1);
  });
};

const announce = (key, words) => {
  chime();
  document.dispatchEvent(new CustomEvent("loket:call", { detail: { key } }));
  if (!("speaks" in document.body.dataset) || !window.speechSynthesis) return;
  const said = new SpeechSynthesisUtterance(words);
  said.lang = document.documentElement.lang;
  speechSynthesis.speak(said);
};

// Counted from when the last one sounded, however late a slow screen was with it.
const next = () => {
  const call = waiting.shift();
  isSounding = Boolean(call);
  if (!call) return;
  announce(...call);
  setTimeout(next, BETWEEN_MS);
};

const listen = () => {
  const news = list().filter((one) => one.matches(".new") && !heard.has(one.dataset.call));
  // The latest call stands first; it sounds last.
  for (const call of news.reverse()) {
    heard.add(call.dataset.call);
    const words = [".number", ".counter"].map((part) => call.querySelector(part)?.lastChild.data?.trim());
    waiting.push([call.dataset.call, words.join(", ")]);
  }
  if (!isSounding) next();
};

asks?.querySelector("[data-sound-on]").addEventListener("click", () => {
  localStorage.setItem(ASKED, "on");
  sound.resume().then(offer).then(chime);
});
asks?.querySelector("[data-sound-off]").addEventListener("click", () => {
  localStorage.setItem(ASKED, "off");
  offer();
});

new MutationObserver(listen).observe(document.querySelector(".board"), {
  attributes: true,
  childList: true,
  subtree: true,
});
sound?.resume().then(offer);
offer();
