// Hands the queue over: each record alone, four at once, and asks later what of it is safe. It starts by itself:
// when a record is added, when the network comes back, when somebody looks at the page, and by a clock that nobody
// sets. Two pages do not send at once. Nothing here decides by the time of the device.

import { acknowledge, acknowledged, envelopeOf, erase, follow, idsOf, refuse, sendAgain } from "./store.js";

const AT_ONCE = 4;
const PATIENCE = 30_000; // for one answer
const SHORTEST = 1000;
const LONGEST = 300_000;
const BETWEEN = 60_000; // asking what is safe
const MOST = 500; // ids of one question
const WRITTEN = [200, 201, 409];
const NEVER_TAKEN = [413, 422]; // this record, as it is; the others go on

const failures = new Map(); // by record, of this page: who failed most comes last, and holds nobody up
const listeners = new Set();
let state = { sending: false, trouble: "" };
let timer = 0;
let running = null;
let again = false;
let rounds = 0; // that brought nothing
let settled = -BETWEEN;

const become = (values) => {
  state = { ...state, ...values };
  for (const listen of listeners) listen(state);
};

// `listen` gets { sending, trouble: "" | "offline" | "server" | "device" }, now and at every change.
export const onState = (listen) => { listeners.add(listen); listen(state); };

class Trouble extends Error {}

const ask = async (method, address, body) => {
  let answer;
  try {
    answer = await fetch(address, {
      method, body: JSON.stringify(body), redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(PATIENCE),
      headers: { "Content-Type": "application/json", "X-Outreach": "1" },
    });
  } catch {
    throw new Trouble(navigator.onLine ? "server" : "offline");
  }
  if (answer.status === 401) throw new Trouble("device");
  return { status: answer.status, told: await answer.json().catch(() => null) };
};

// Gives when the server wrote it down. Only its own words count: what stands between may answer anything. Also a
// second record of one id is written down (409), beside the first; any other 409 is a clash that passes.
const put = async (envelope) => {
  const { status, told } = await ask("PUT", `/outreach/records/${envelope.record}`, envelope);
  if (WRITTEN.includes(status) && told?.received_at) return { receivedAt: told.received_at };
  if (NEVER_TAKEN.includes(status)) return { refused: told?.error ?? String(status) };
  throw new Trouble("server");
};

const send = async (id) => {
  const envelope = await envelopeOf(id);
  if (!envelope) return;
  const { receivedAt, refused } = await put(envelope);
  await (receivedAt ? acknowledge(id, receivedAt) : refuse(id, refused));
  failures.delete(id);
};

// For a record that the device cannot keep: whether the server has it now.
export const sendAtOnce = (envelope) => put(envelope).then((answer) => Boolean(answer.receivedAt), () => false);

// Gives what went wrong last, "" for nothing. When all four fail in a row, the others wait for the next round.
const sendAll = async () => {
  const times = (id) => failures.get(id) ?? 0;
  const waiting = (await idsOf("sealed")).sort((one, other) => times(one) - times(other));
  let trouble = "";
  let inARow = 0;
  const hand = async () => {
    while (waiting.length && inARow < AT_ONCE) {
      const id = waiting.shift();
      try {
        await send(id);
        inARow = rounds = 0;
      } catch (error) {
        if (!(error instanceof Trouble)) throw error;
        failures.set(id, times(id) + 1);
        inARow += 1;
        trouble = error.message;
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, hand));
  return trouble;
};

// What the server no longer knows goes there again, and everything once it was restored from before. What is in a
// backup goes from here.
const settle = async () => {
  const receipts = await acknowledged();
  const ids = [...receipts.keys()];
  do {
    const asked = ids.splice(0, MOST);
    const { status, told } = await ask("POST", "/outreach/records/known", { ids: asked });
    if (status !== 200 || !told?.known) throw new Trouble("server");
    if (await follow(told.epoch)) {
      again = true;
      return;
    }
    const missing = asked.filter((id) => !(id in told.known));
    if (missing.length) await sendAgain(missing);
    again ||= missing.length > 0;
    const until = Date.parse(told.safe_until);
    const isSafe = (id) => Math.max(Date.parse(told.known[id]), Date.parse(receipts.get(id))) < until;
    await erase(asked.filter(isSafe));
  } while (ids.length);
  settled = performance.now();
};

const round = async () => {
  become({ sending: true });
  let trouble = "";
  try {
    trouble = await sendAll();
    if (trouble !== "offline" && performance.now() - settled >= BETWEEN) await settle();
  } catch (error) {
    trouble ||= error instanceof Trouble ? error.message : "server";
  }
  rounds = trouble ? rounds + 1 : 0;
  become({ sending: false, trouble });
};

// After a round that brought nothing twice as long as before; otherwise what is safe is asked again some time.
const wait = () => (rounds ? Math.min(LONGEST, SHORTEST * 2 ** (rounds - 1)) : LONGEST) * (0.5 + Math.random() / 2);

export const sync = () => {
  clearTimeout(timer);
  if (running) { again = true; return running; }
  const alone = navigator.locks ? (work) => navigator.locks.request("outreach", work) : (work) => work();
  running = alone(round).finally(() => {
    running = null;
    timer = setTimeout(sync, again ? 0 : wait());
    again = false;
  });
  return running;
};

export const start = () => {
  const anew = () => { rounds = 0; sync(); };
  addEventListener("online", anew);
  addEventListener("pageshow", (event) => { if (event.persisted) anew(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) anew(); });
  sync();
};
