/* Keeps the site for use without a network. The build puts FILES before this: every file of this edition that is kept,
   by its path, with its fingerprint. Everything comes from the network while there is one, so that nobody reads an old
   edition for lack of asking; what is kept is one whole edition. Unchanged files are not fetched again. */
"use strict";

const CACHE = registration.scope;
const PATIENCE = 4000; // milliseconds to wait for a network that is there but does not answer
const DOUBT = 30000; // milliseconds during which such a network is not waited for again
const AT_ONCE = 6;

let doubtful = 0;

const path = (address) => {
  const found = new URL(address, registration.scope).href.split(/[?#]/)[0].slice(registration.scope.length);
  return found === "" || found.endsWith("/") ? `${found}index.html` : found;
};

const key = (name) => new URL(`${name}?${FILES[name]}`, registration.scope).href;

async function keep() {
  const cache = await caches.open(CACHE);
  const there = new Set((await cache.keys()).map((request) => request.url));
  const missing = Object.keys(FILES).filter((name) => !there.has(key(name)));
  const next = async () => {
    for (let name = missing.pop(); name; name = missing.pop()) {
      const response = await fetch(new URL(name, registration.scope), { cache: "no-cache" });
      if (!response.ok) {
        throw new Error(`${name}: ${response.status}`);
      }
      await cache.put(key(name), response);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
}

async function begin() {
  const cache = await caches.open(CACHE);
  const wanted = new Set(Object.keys(FILES).map(key));
  const kept = await cache.keys();
  await Promise.all(kept.filter((request) => !wanted.has(request.url)).map((request) => cache.delete(request)));
  await clients.claim();
  for (const client of await clients.matchAll()) {
    client.postMessage({ fingerprint: FILES[path(client.url)] || FILES["404.html"] });
  }
}

async function fresh(request) {
  if (Date.now() < doubtful) {
    throw new Error("no network a moment ago");
  }
  let timer;
  const late = new Promise((_, fail) => {
    timer = setTimeout(fail, PATIENCE);
  });
  try {
    return await Promise.race([fetch(request), late]);
  } catch (error) {
    doubtful = Date.now() + DOUBT;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

async function answer(request, name) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(key(name in FILES ? name : "404.html"));
  return kept ? fresh(request).catch(() => kept) : fetch(request);
}

addEventListener("install", (event) => event.waitUntil(keep().then(() => skipWaiting())));
addEventListener("activate", (event) => event.waitUntil(begin()));
addEventListener("fetch", (event) => {
  const { request } = event;
  const name = request.url.startsWith(registration.scope) ? path(request.url) : "";
  if (request.method === "GET" && (name in FILES || (name && request.mode === "navigate"))) {
    event.respondWith(answer(request, name));
  }
});
