// @ts-check
/* Keeps the site for use without a network. The build puts FILES before this: every file of this edition that is kept,
   by its path, with its fingerprint. Everything comes from the network while there is one, so that nobody reads an old
   edition for lack of asking; what is kept is one whole edition. Unchanged files are not fetched again. */
"use strict";

(() => {
  const scope = /** @type {ServiceWorkerGlobalScope & {FILES: Record<string, string>}} */ (
    /** @type {unknown} */ (self)
  );
  const { FILES, registration } = scope;

  const CACHE = registration.scope;
  const PATIENCE = 4000; // milliseconds to wait for a network that is there but does not answer
  const DOUBT = 30000; // milliseconds during which such a network is not waited for again
  const PARALLEL_REQUESTS = 6;

  let doubtfulUntil = 0;

  /** @param {string} address */
  const pathOf = (address) => {
    const url = new URL(address, registration.scope).href.split(/[?#]/)[0];
    const path = url.slice(registration.scope.length);
    return path === "" || path.endsWith("/") ? `${path}index.html` : path;
  };

  /** @param {string} path */
  const cacheKey = (path) => new URL(`${path}?${FILES[path]}`, registration.scope).href;

  const keep = async () => {
    const cache = await caches.open(CACHE);
    const kept = new Set((await cache.keys()).map((request) => request.url));
    const missing = Object.keys(FILES).filter((path) => !kept.has(cacheKey(path)));
    const fetchMissing = async () => {
      for (let path = missing.pop(); path; path = missing.pop()) {
        const response = await fetch(new URL(path, registration.scope), { cache: "no-cache" });
        if (!response.ok) {
          throw new Error(`${path}: ${response.status}`);
        }
        await cache.put(cacheKey(path), response);
      }
    };
    await Promise.all(Array.from({ length: PARALLEL_REQUESTS }, fetchMissing));
  };

  const activate = async () => {
    const cache = await caches.open(CACHE);
    const current = new Set(Object.keys(FILES).map(cacheKey));
    const outdated = (await cache.keys()).filter((request) => !current.has(request.url));
    await Promise.all(outdated.map((request) => cache.delete(request)));
    await scope.clients.claim();
    for (const client of await scope.clients.matchAll()) {
      client.postMessage({ fingerprint: FILES[pathOf(client.url)] || FILES["404.html"] });
    }
  };

  /** @param {Request} request */
  const fromNetwork = async (request) => {
    if (Date.now() < doubtfulUntil) {
      throw new Error("no network a moment ago");
    }
    /** @type {number | undefined} */
    let timer;
    /** @type {Promise<never>} */
    const timeout = new Promise((_, reject) => {
      timer = setTimeout(reject, PATIENCE);
    });
    try {
      return await Promise.race([fetch(request), timeout]);
    } catch (error) {
      doubtfulUntil = Date.now() + DOUBT;
      throw error;
    } finally {
      clearTimeout(timer);
    }
  };

  /**
   * @param {Request} request
   * @param {string} path
   */
  const answer = async (request, path) => {
    const cache = await caches.open(CACHE);
    const kept = await cache.match(cacheKey(path in FILES ? path : "404.html"));
    return kept ? fromNetwork(request).catch(() => kept) : fetch(request);
  };

  scope.addEventListener("install", (event) => event.waitUntil(keep().then(() => scope.skipWaiting())));
  scope.addEventListener("activate", (event) => event.waitUntil(activate()));
  scope.addEventListener("fetch", (event) => {
    const { request } = event;
    const path = request.url.startsWith(registration.scope) ? pathOf(request.url) : "";
    if (request.method === "GET" && (path in FILES || (path && request.mode === "navigate"))) {
      event.respondWith(answer(request, path));
    }
  });
})();
