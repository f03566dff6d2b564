// A scanned QR code brings its signed claims in the fragment of the address, which no browser sends
// to anybody. They are checked here with the published keys, and shown beside the paper.
const place = document.querySelector("[data-paper]");
const text = location.hash.slice(1);

const bytes = (piece) =>
  Uint8Array.from(atob(piece.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
const told = (piece) => JSON.parse(new TextDecoder().decode(bytes(piece)));

async function isOurs([header, body, signature]) {
  const { keys } = await (await fetch("/.well-known/loket-documents.json")).json();
  const jwk = keys.find((one) => one.kid === told(header).kid);
  if (!jwk) return false;
  const curve = { name: "ECDSA", namedCurve: "P-256" };
  const key = await crypto.subtle.importKey("jwk", jwk, curve, false, ["verify"]);
  const signed = new TextEncoder().encode(`${header}.${body}`);
  return crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, bytes(signature), signed);
}

function line(list, name, value) {
  list.append(
    Object.assign(document.createElement("dt"), { textContent: name }),
    Object.assign(document.createElement("dd"), { textContent: value }),
  );
}

async function show() {
  const pieces = text.split(".");
  const ours = await isOurs(pieces).catch(() => false);
  const here = decodeURIComponent(location.pathname.split("/").pop());
  const good = ours && told(pieces[1]).c === here;
  if (good) {
    const { t, v } = told(pieces[1]);
    const list = place.querySelector("[data-facts]");
    line(list, list.dataset.document, t);
    for (const [name, value] of Object.entries(v)) {
      if (list.dataset[name]) line(list, list.dataset[name], value);
    }
  }
  place.querySelector(good ? "[data-good]" : "[data-bad]").hidden = false;
  place.hidden = false;
}

if (place && text && globalThis.crypto?.subtle) show();
