// The worker of /outreach/: without network it gives a prepared page of a pack and its files, as they were put there
// (pack.js); whoever asks for another page then, finds the pack that was prepared last. Everything else goes to the
// network as if there were no worker. It writes nothing and knows no version: a page and its files lie in one cache
// and their addresses carry a hash, so that an update changes none of them.

const PACK = /^\/outreach\/packs\/[0-9a-f-]{36}$/;
const NAME = "outreach ";

const kept = async (address, request) => (await caches.match(address)) ?? fetch(request);

// The last one whose page is there: one that is being prepared has only its name.
const lastPack = async () => {
  const names = (await caches.keys()).filter((each) => each.startsWith(NAME));
  for (const cacheName of names.reverse()) {
    const page = `/outreach/packs/${cacheName.slice(NAME.length)}`;
    if (await caches.match(page, { cacheName })) return Response.redirect(page);
  }
  return Response.error();
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  const isPage = request.mode === "navigate";
  if ((isPage && PACK.test(pathname)) || pathname.startsWith("/assets/")) event.respondWith(kept(origin + pathname, request));
  else if (isPage) event.respondWith(fetch(request).catch(lastPack));
});

self.addEventListener("message", (event) => { if (event.data === "now") self.skipWaiting(); });
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
