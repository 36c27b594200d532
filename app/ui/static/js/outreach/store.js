// The queue: sealed registrations in IndexedDB, each under its own id, until the server has them and a backup too.
// Nothing of it can be read: a row holds an envelope (box.js), its state, and of the person only the number of
// their slip. What is added is on the disk before `keep` answers ("strict"); what is lost of a later mark is only
// sent once more.
//
//   records: { record, envelope, slip, kept_at, state: "sealed" | "acknowledged" | "refused", received_at, error }
//   packs: { pack, erased }, how many went for good; and { pack: SERVER, epoch }, which changes with every restore

import { answer, NAME, reading, writing } from "./database.js";

const SERVER = "server";
const WRITTEN = { durability: "strict" };

const channel = "BroadcastChannel" in self ? new BroadcastChannel(NAME) : null;
const listeners = new Set();
const tell = () => { for (const listen of listeners) listen(); };
if (channel) channel.onmessage = tell;
const changed = () => { tell(); channel?.postMessage("changed"); };

// `listen` is called after every change, also of another tab.
export const onChange = (listen) => listeners.add(listen);

// Takes a sealed registration in; an id that is there already is refused (ConstraintError).
export const keep = async (envelope, slip) => {
  const row = { record: envelope.record, envelope, slip, kept_at: Date.now(), state: "sealed" };
  await writing(["records"], (records) => records.add(row), WRITTEN);
  changed();
};

export const envelopeOf = async (record) => (await answer((await reading("records")).get(record)))?.envelope;

export const idsOf = async (state) => answer((await reading("records")).index("state").getAllKeys(state));

// What is told of the records: everything but the envelopes, the oldest first.
export const list = async () => {
  const rows = [];
  const asked = (await reading("records")).openCursor();
  await new Promise((resolve, reject) => {
    asked.onerror = () => reject(asked.error);
    asked.onsuccess = ({ target: { result: cursor } }) => {
      if (!cursor) return resolve();
      const { envelope: _, ...told } = cursor.value;
      rows.push(told);
      return cursor.continue();
    };
  });
  return rows;
};

// How many are kept here, sent and in need of somebody. Of a pack, if one is given, what was sent is told alone:
// those that were erased since stay counted.
export const count = async (pack) => {
  const records = await reading("records");
  const of = (state) => answer(records.index("state").count(state));
  const sent = pack ? answer(records.index("state of pack").count(["acknowledged", pack])) : of("acknowledged");
  const [kept, known, refused] = await Promise.all([of("sealed"), sent, of("refused")]);
  const packs = (await answer((await reading("packs")).getAll())).filter((each) => !pack || each.pack === pack);
  return { kept, sent: packs.reduce((sum, each) => sum + (each.erased ?? 0), known), refused };
};

const mark = async (ids, values) => {
  await writing(["records"], (records) => {
    for (const id of ids) {
      records.get(id).onsuccess = (event) => {
        const row = event.target.result;
        if (row) records.put({ ...row, ...values });
      };
    }
  });
  changed();
};

// When the server received what it acknowledged, by id.
export const acknowledged = async () => {
  const rows = await answer((await reading("records")).index("state").getAll("acknowledged"));
  return new Map(rows.map((row) => [row.record, row.received_at]));
};

export const acknowledge = (id, receivedAt) => mark([id], { state: "acknowledged", received_at: receivedAt, error: "" });
export const refuse = (id, error) => mark([id], { state: "refused", error });
export const sendAgain = (ids) => mark(ids, { state: "sealed", error: "" });

// Takes note of the server's epoch. Where it is another one than before, everything that was acknowledged and is
// still here goes there again: what is known there by the same id may be what another device holds. Gives whether
// there is such.
export const follow = async (epoch) => {
  const before = await answer((await reading("packs")).get(SERVER));
  if (before?.epoch === epoch) return false;
  let isAgain = false;
  await writing(["records", "packs"], (records, packs) => {
    packs.put({ pack: SERVER, epoch });
    records.index("state").openCursor("acknowledged").onsuccess = ({ target: { result: cursor } }) => {
      if (!cursor) return;
      isAgain = true;
      cursor.update({ ...cursor.value, state: "sealed" });
      cursor.continue();
    };
  });
  if (isAgain) changed();
  return isAgain;
};

// The server has them and a backup has them: they go, and their pack counts them.
export const erase = async (ids) => {
  await writing(["records", "packs"], (records, packs) => {
    const gone = new Map();
    const add = (pack, erased) => {
      packs.get(pack).onsuccess = ({ target }) => {
        packs.put({ ...target.result, pack, erased: (target.result?.erased ?? 0) + erased });
      };
    };
    ids.forEach((id, at) => {
      records.get(id).onsuccess = ({ target }) => {
        if (target.result?.state === "acknowledged") {
          const { pack } = target.result.envelope;
          records.delete(id);
          gone.set(pack, (gone.get(pack) ?? 0) + 1);
        }
        if (at === ids.length - 1) for (const [pack, erased] of gone) add(pack, erased);
      };
    });
  });
  changed();
};
