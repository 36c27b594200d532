// <form data-passkey="get" data-question="…" data-answer="name" hidden>: shown where the browser has passkeys.
// Before it is sent, the device is asked; what it answers goes into the field that `data-answer` names, as JSON.
// data-passkey="create" makes a new one. `data-failed` is said when the person, or the device, did not want to.
(() => {
  if (!window.PublicKeyCredential) return;

  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (char) => char.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const named = (list) => (list ?? []).map((each) => ({ ...each, id: bytes(each.id) }));

  const asked = (question) => {
    const known = { ...question, challenge: bytes(question.challenge) };
    if (question.user) known.user = { ...question.user, id: bytes(question.user.id) };
    for (const list of ["allowCredentials", "excludeCredentials"]) if (question[list]) known[list] = named(question[list]);
    return known;
  };
  const PARTS = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const answered = ({ id, rawId, type, response }) => {
    const parts = PARTS.filter((part) => response[part]).map((part) => [part, text(response[part])]);
    return JSON.stringify({ id, rawId: text(rawId), type, response: Object.fromEntries(parts) });
  };
  const say = (words) => { document.querySelector("[data-status]").textContent = words; };

  for (const form of document.querySelectorAll("[data-passkey]")) {
    const field = form.elements[form.dataset.answer];
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      if (field.value) return;
      event.preventDefault();
      say("");
      try {
        const publicKey = asked(JSON.parse(form.dataset.question));
        field.value = answered(await navigator.credentials[form.dataset.passkey]({ publicKey }));
      } catch {
        say(form.dataset.failed);
        return;
      }
      form.requestSubmit();
    });
  }
  addEventListener("pageshow", () => document.querySelectorAll("[data-passkey]").forEach((form) => {
    form.elements[form.dataset.answer].value = "";
  }));
})();
