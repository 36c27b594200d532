// <form data-reading> with the field `codes`: each code that the camera reads is handed over at once and counted. What
// cannot be sent stands in the field, a code a line, and is sent with the next one or by the form itself.

import { envelopeIn } from "./code.js";
import { hush, say } from "./words.js";

const SAID = ["again", "no-record", "refused", "signed-out", "waiting"]; // beside how many went
const TAKEN = [200, 201, 409]; // with the portal's own words; 409: another one came under that id before, both are kept
const NEVER_TAKEN = [413, 422];
const PATIENCE = 30_000;

const form = document.querySelector("[data-reading]");
const { codes } = form.elements;
const handed = new Set();
let sending = Promise.resolve();

const tell = (name, words) => { hush(...SAID); say(name, words); };

const parsed = (text) => {
  try {
    return envelopeIn(text) ?? JSON.parse(text);
  } catch {
    return null;
  }
};

// Gives what became of it, by the sentence that tells of it.
const put = async (envelope) => {
  const answer = await fetch(`/outreach/records/${envelope.record}`, {
    method: "PUT", body: JSON.stringify(envelope), redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(PATIENCE),
    headers: { "Content-Type": "application/json", "X-Outreach": "1" },
  });
  const { status } = answer;
  const told = await answer.json().catch(() => null);
  if (TAKEN.includes(status) && told?.received_at) return "received";
  if (status === 401) return "signed-out";
  return NEVER_TAKEN.includes(status) ? "refused" : "waiting";
};

// One code. Only what may succeed later goes on standing in the field; what is not taken stays on the tablet.
const hand = async (text) => {
  const envelope = parsed(text);
  const became = await put(envelope).catch(() => "waiting");
  if (became === "received") handed.add(envelope.record);
  tell(became, { count: handed.size });
  return became === "received" || became === "refused";
};

const lines = () => codes.value.split("\n").filter((line) => parsed(line)?.record);

const handAll = async () => {
  for (const line of lines()) {
    if (!(await hand(line))) return;
    codes.value = codes.value.split("\n").filter((each) => each !== line).join("\n");
  }
};

form.addEventListener("camera:read", (event) => {
  event.preventDefault();
  const text = event.detail;
  const record = parsed(text)?.record;
  if (!record) tell("no-record");
  else if (handed.has(record)) tell("again");
  else {
    if (!lines().includes(text)) codes.value = [...codes.value.split("\n").filter(Boolean), text].join("\n");
    sending = sending.then(handAll);
  }
});
const goOn = () => { sending = sending.then(handAll); };
addEventListener("online", goOn);
document.addEventListener("visibilitychange", () => { if (!document.hidden) goOn(); }); // such as signed in elsewhere
