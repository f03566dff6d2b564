// Asks the browser for a passkey and sends its answer as a field of the form. Where the browser
// knows no passkeys the form stays hidden, and the code of an app does.
const form = document.querySelector("[data-passkey]");
const known = window.PublicKeyCredential?.parseCreationOptionsFromJSON;
if (form && known) {
  form.hidden = false;
  form.querySelector("[data-passkey-go]").addEventListener("click", async () => {
    const failed = form.querySelector("[data-passkey-failed]");
    failed.hidden = true;
    try {
      form.elements.answer.value = JSON.stringify((await ask()).toJSON());
      form.submit();
    } catch {
      failed.hidden = false;
    }
  });
}

function ask() {
  const asked = JSON.parse(form.dataset.asked);
  if (form.dataset.passkey === "create") {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(asked);
    return navigator.credentials.create({ publicKey });
  }
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(asked);
  return navigator.credentials.get({ publicKey });
}
