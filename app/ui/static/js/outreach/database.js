// The database of the queue (store.js), opened when it is needed and again when the browser took it away.

export const NAME = "outreach";

let opening = null;

export const answer = (asked) => new Promise((resolve, reject) => {
  asked.onsuccess = () => resolve(asked.result);
  asked.onerror = () => reject(asked.error);
});

const open = () => {
  opening ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      const records = asked.result.createObjectStore("records", { keyPath: "record" });
      records.createIndex("state", "state");
      records.createIndex("state of pack", ["state", "envelope.pack"]);
      asked.result.createObjectStore("packs", { keyPath: "pack" });
    };
    asked.onerror = () => reject(asked.error);
    asked.onsuccess = () => {
      const db = asked.result;
      const forget = () => { opening = null; };
      db.onclose = forget; // the browser took it away, as when somebody clears its data
      db.onversionchange = () => { db.close(); forget(); };
      resolve(db);
    };
  }).catch((error) => { opening = null; throw error; });
  return opening;
};

// Runs `work` in one transaction and answers when all of it is written.
export const writing = async (stores, work, how = {}) => {
  const db = await open();
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(stores, "readwrite", how);
    transaction.oncomplete = () => resolve(transaction.result);
    transaction.onabort = () => reject(transaction.error ?? new DOMException("", "AbortError"));
    work(...stores.map((name) => transaction.objectStore(name)));
  });
};

export const reading = async (name) => (await open()).transaction(name).objectStore(name);
