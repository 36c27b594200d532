// [data-queue]: how many registrations are kept here, sent and in need of somebody, in words that stand in the
// page; and the list of those that are still here, each with its code as the last resort (code.js).

import { codeOf, draw } from "./code.js";
import { count, envelopeOf, idsOf, list, onChange, sendAgain } from "./store.js";
import { onState, sync } from "./sync.js";
import { hush, say, sayIf } from "./words.js";

const OFTEN = 300; // five hundred records change the counts five hundred times

const queue = document.querySelector("[data-queue]");
const rows = queue.querySelector("[data-rows]");
const dialog = queue.querySelector("dialog");
const details = queue.querySelector("details");
const { pack } = document.querySelector("[data-pack]")?.dataset ?? {};
let drawing = 0;

const showCode = async (id) => {
  const envelope = await envelopeOf(id);
  if (!envelope) return;
  const place = dialog.querySelector("[data-code]");
  try {
    place.replaceChildren(draw(codeOf(envelope)));
    hush("too-large");
  } catch {
    place.replaceChildren();
    say("too-large");
  }
  dialog.showModal();
};

const rowOf = ({ record, state, slip, kept_at: keptAt }) => {
  const row = queue.querySelector("template[data-row]").content.firstElementChild.cloneNode(true);
  const when = new Date(keptAt).toLocaleString(document.documentElement.lang, { dateStyle: "short", timeStyle: "short" });
  row.querySelector("[data-when]").textContent = when;
  row.querySelector("[data-slip]").textContent = slip || "–";
  for (const word of row.querySelectorAll("[data-state]")) word.hidden = word.dataset.state !== state;
  row.querySelector("button").addEventListener("click", () => showCode(record));
  return row;
};

const drawRows = async () => {
  const records = (await list()).filter((each) => each.state !== "acknowledged");
  rows.replaceChildren(...records.map(rowOf));
};

// Gives whether there is anything to tell.
const drawNow = async () => {
  drawing = 0;
  let isOfUse = pack !== undefined;
  try {
    const counts = await count(pack);
    for (const [name, number] of Object.entries(counts)) {
      const place = queue.querySelector(`[data-count="${name}"]`);
      place.querySelector("[data-number]").textContent = number;
      place.toggleAttribute("data-none", number === 0);
      isOfUse ||= number > 0;
    }
    hush("no-store");
    sayIf(counts.refused > 0, "attention");
    details.hidden = counts.kept + counts.refused === 0;
    for (const each of document.querySelectorAll("[data-when-empty]")) each.hidden = !details.hidden;
    if (details.open) await drawRows();
  } catch {
    sayIf(isOfUse, "no-store");
  }
  queue.hidden = !isOfUse;
  return isOfUse;
};

const drawSoon = () => { drawing ||= setTimeout(drawNow, OFTEN); };

export const show = () => {
  onChange(drawSoon);
  onState(({ sending, trouble }) => {
    sayIf(sending && !trouble, "sending");
    for (const each of ["offline", "server", "device"]) sayIf(trouble === each, each);
  });
  details.addEventListener("toggle", drawNow);
  queue.querySelector("[data-again]").addEventListener("click", async () => {
    await sendAgain(await idsOf("refused"));
    sync();
  });
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  return drawNow();
};
