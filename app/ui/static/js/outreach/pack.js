// Loaded by the page of a pack: [data-pack data-session data-public-key data-carried data-files] with the form in it.
// Puts the page and its files where they open without network (worker.js serves them), asks the browser to keep
// what is here, and takes registrations in.

import { capture } from "./capture.js";
import { hush, say, sayIf } from "./words.js";

const MOST = 12; // packs that stay on a device; the oldest go
const WORKER = "/outreach/worker.js";

const page = document.querySelector("[data-pack]");
const { pack, session, publicKey, carried, files } = page.dataset;
const form = page.querySelector("form[data-registration]");

const NAME = `outreach ${pack}`;

// The page of today and its files become one cache, and the newest; what was left of an earlier try goes first.
const prepare = async () => {
  const { pathname } = location;
  const listed = await fetch(files, { cache: "no-store" });
  if (!listed.ok || listed.redirected) throw new Error("files");
  await caches.delete(NAME);
  const cache = await caches.open(NAME);
  await cache.addAll((await listed.json()).files);
  const drawn = await fetch(pathname, { cache: "no-store", headers: { "X-Outreach": "1" } });
  if (!drawn.ok || drawn.redirected) throw new Error("page");
  await cache.put(pathname, drawn);
  const names = (await caches.keys()).filter((name) => name.startsWith("outreach "));
  for (const name of names.slice(0, -MOST)) await caches.delete(name);
};

const giveUp = async (error) => {
  if (!(await isPrepared())) await caches.delete(NAME);
  throw error;
};

const isPrepared = async () => Boolean(await caches.match(location.pathname));

const register = async () => {
  const policy = window.trustedTypes?.createPolicy("outreach-worker", {
    createScriptURL: (address) => { if (address === WORKER) return address; throw new TypeError(address); },
  });
  const registration = await navigator.serviceWorker.register(policy?.createScriptURL(WORKER) ?? WORKER, { scope: "/outreach/" });
  // A newer worker takes over at once where nothing is typed, and otherwise when the last page is closed.
  const renew = () => { if (!form.matches("[data-typed]")) registration.waiting?.postMessage("now"); };
  renew();
  form.addEventListener("registration:new", renew);
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", renew);
  });
  await navigator.serviceWorker.ready;
};

const begin = async () => {
  if (!crypto.subtle) { // no secure connection: the form goes to the portal as any other
    say("not-prepared");
    return;
  }
  capture(form, { pack, session, publicKey, carried });
  const lasts = await navigator.storage?.persist?.().catch(() => false);
  sayIf(!lasts, "not-lasting");
  say("preparing");
  try {
    await register();
    if (!(await isPrepared())) await prepare().catch(giveUp);
    say("prepared");
  } catch {
    sayIf(!(await isPrepared().catch(() => false)), "not-prepared");
  }
  hush("preparing");
};

begin();
