// <form data-registration> on a prepared page: what it holds is sealed, put into the queue and gone from the screen;
// then the next person begins. With and without network it is the same way. What cannot be kept here is sent at
// once; what can be neither stays in the form, and the page says what to do. [data-typed] while something is in it.

import { newId, seal } from "./box.js";
import { keep } from "./store.js";
import { sendAtOnce, sync } from "./sync.js";
import { hush, say } from "./words.js";

const PAUSE = 700; // the second of two quick taps comes within it, and is no next person
const LONG = 10_000; // what was done stands there for so long, or until the next person begins
const SAID = ["kept", "sent", "lost"];

const first = (form) => [...form.elements].find((box) => box.matches("input:not([type=hidden]), select, textarea"));

const initials = (name) => (name.match(/(?<!\S)\S/gu) ?? []).slice(0, 3).join("").toLocaleUpperCase();

const pairsOf = (form, button) => [...new FormData(form, button)].filter(
  ([name, value]) => name !== "csrf_token" && typeof value === "string",
);

// Keeps it, and gives by which sentence that is said. Where the queue holds that id already, it is a slip that two
// people hold by mistake: both are kept, and somebody who reads them decides.
const put = async (pairs, slip, pack, record) => {
  const envelope = await seal(pairs, { ...pack, record });
  try {
    await keep(envelope, slip);
    return "kept";
  } catch (error) {
    if (error.name === "ConstraintError") return put(pairs, slip, pack, newId());
    return (await sendAtOnce(envelope)) ? "sent" : "lost";
  }
};

// What the server would not take is asked of the browser, in its own words: an answer, and a slip's number in digits.
const demand = (form) => {
  for (const box of form.querySelectorAll("[aria-required=true]")) {
    box.required = true;
    box.addEventListener("change", () => { box.value = box.value.trim(); });
  }
  if (form.elements.slip) form.elements.slip.pattern = "\\s*[0-9]*\\s*";
};

// An empty form for the next person.
const renew = (form) => {
  form.reset();
  form.elements.id.value = newId();
  form.toggleAttribute("data-typed", false);
  form.dispatchEvent(new CustomEvent("registration:new", { bubbles: true }));
};

let hushing = 0;

// What was done is in sight anyway. What went wrong is led to: it stands above the form, and the button below.
const tell = (said, words) => {
  clearTimeout(hushing);
  say(said, words);
  if (said === "lost") document.querySelector("[data-say=lost]").focus();
  else hushing = setTimeout(hush, LONG, said);
};

// `pack` is { pack, session, publicKey, carried }.
export const capture = (form, pack) => {
  let busy = false;
  let done = -PAUSE;
  const isAgain = () => performance.now() - done < PAUSE;

  form.autocomplete = "off"; // else the browser writes what is typed where it keeps its tabs
  form.dataset.busy = "off";
  demand(form);
  renew(form);

  form.addEventListener("input", () => {
    form.toggleAttribute("data-typed", true);
    hush(...SAID);
  });
  // A second quick tap takes the cursor nowhere: it stands where the next name is typed.
  form.addEventListener("mousedown", (event) => {
    if (isAgain() && event.target.closest("button")) event.preventDefault();
  });
  addEventListener("beforeunload", (event) => { if (form.matches("[data-typed]")) event.preventDefault(); });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (busy || isAgain() || !form.reportValidity()) return;
    busy = true;
    hush(...SAID);
    try {
      const pairs = pairsOf(form, event.submitter);
      const { slip = "", name = "" } = Object.fromEntries(pairs);
      const said = await put(pairs, slip, pack, form.elements.id.value);
      if (said !== "lost") {
        renew(form);
        first(form)?.focus();
      }
      tell(said, { slip, initials: initials(name) });
    } catch {
      tell("lost");
    } finally {
      done = performance.now();
      busy = false;
    }
    sync();
  });
};
