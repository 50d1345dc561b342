// @ts-check
/* Keeps the site for use without a network. The build puts before this: FILES, every file that may be kept, by its path,
   with its fingerprint, the most needed first; and FIRST, how many of them are kept without being asked for.

   Everything comes from the network while there is one, so that nobody reads an old edition for lack of asking. Kept are
   at first the pages and what they all load, then a picture for each in the colours in use; the rest when it was seen, or
   all of it once the reader asks. A file that does not come stops nothing: it is asked for again with the next page, and
   until then the one of an earlier edition stands in. */
"use strict";

(() => {
  const scope = /** @type {ServiceWorkerGlobalScope & {FILES: Record<string, string>, FIRST: number}} */ (
    /** @type {unknown} */ (self)
  );
  const { FILES, FIRST, registration } = scope;
  const { connection } = /** @type {WorkerNavigator & {connection?: {saveData?: boolean}}} */ (scope.navigator);

  const CACHE = registration.scope;
  const WISH = `${CACHE}?keep-everything`; // an entry of the cache: the reader asked for all
  const PICTURE = /-(light|dark)\.svg$/;
  const PATIENCE = 4000; // milliseconds to wait for a network that is there but does not answer
  const DOUBT = 30000; // milliseconds during which such a network is not waited for again
  const PARALLEL_REQUESTS = 6;
  const MOST_FAILURES = 20; // files that may fail to come before it must be the network

  const everything = Object.keys(FILES);
  const first = everything.slice(0, FIRST);

  let doubtfulUntil = 0;
  let keeping = Promise.resolve();

  /** @param {string} address */
  const pathOf = (address) => {
    const url = new URL(address, registration.scope).href.split(/[?#]/)[0];
    const path = url.slice(registration.scope.length);
    return path === "" || path.endsWith("/") ? `${path}index.html` : path;
  };

  /** @param {string} path */
  const scopeUrl = (path) => new URL(path, registration.scope).href;

  /** @param {string} path */
  const cacheKey = (path) => scopeUrl(`${path}?${FILES[path]}`);

  /** @param {Cache} cache */
  const keptKeys = async (cache) => new Set((await cache.keys()).map((request) => request.url));

  /**
   * The address holds the fingerprint, so that no cache on the way answers with an earlier edition.
   * @param {Cache} cache
   * @param {string} path
   */
  const fetched = async (cache, path) => {
    try {
      const response = await fetch(cacheKey(path));
      // A browser does not take a redirected response for a page, and some hosts redirect page.html to page.
      const whole = response.redirected ? new Response(response.body, response) : response;
      await (response.ok && cache.put(cacheKey(path), whole));
      return response.ok;
    } catch {
      return false;
    }
  };

  /**
   * @param {string[]} paths
   * @param {(kept: number) => unknown} [report] is told how many of them are kept
   */
  const keep = async (paths, report = () => {}) => {
    const cache = await caches.open(CACHE);
    const kept = await keptKeys(cache);
    const missing = paths.filter((path) => !kept.has(cacheKey(path)));
    let count = paths.length - missing.length;
    let failures = 0;
    missing.reverse();
    const fetchMissing = async () => {
      for (let path = missing.pop(); path && failures < MOST_FAILURES; path = missing.pop()) {
        if (await fetched(cache, path)) {
          count += 1;
          report(count);
        } else {
          failures += 1;
        }
      }
    };
    await Promise.all(Array.from({ length: PARALLEL_REQUESTS }, fetchMissing));
  };

  /* Deletes what there is a newer one of; what the site has no more, only when no earlier page is left that may need it. */
  const sweep = async () => {
    const cache = await caches.open(CACHE);
    const kept = await keptKeys(cache);
    const earlier = [...kept].filter((url) => url !== WISH && url !== cacheKey(pathOf(url)));
    const replaced = earlier.filter((url) => kept.has(cacheKey(pathOf(url))));
    const standIns = earlier.filter((url) => pathOf(url) in FILES && !replaced.includes(url));
    await Promise.all((standIns.length ? replaced : earlier).map((url) => cache.delete(url)));
  };

  const activate = async () => {
    await sweep();
    await scope.clients.claim();
    for (const client of await scope.clients.matchAll()) {
      client.postMessage({ fingerprint: FILES[pathOf(client.url)] || FILES["404.html"] });
    }
  };

  /**
   * Tell the open pages how much is kept, and whether all was asked for.
   * @param {{kept: number, wished: boolean, running: boolean}} state
   */
  const tell = async (state) => {
    for (const client of await scope.clients.matchAll({ includeUncontrolled: true })) {
      client.postMessage({ ...state, total: everything.length });
    }
  };

  const keepEverything = async () => {
    let told = 0;
    await keep(everything, (kept) => {
      if (kept - told >= everything.length / 100) {
        told = kept;
        tell({ kept, wished: true, running: true });
      }
    });
  };

  /**
   * A page tells which colours it has, or asks for everything, or only how much there is.
   * @param {{keep?: "first" | "all", scheme?: "light" | "dark"}} message
   */
  const hear = async (message) => {
    const cache = await caches.open(CACHE);
    if (message.keep === "all") {
      await cache.put(WISH, new Response());
    }
    const wished = Boolean(await cache.match(WISH));
    const otherScheme = message.scheme === "dark" ? "-light.svg" : "-dark.svg";
    if (message.keep) {
      await (wished ? keepEverything() : keep(first.filter((path) => !path.endsWith(otherScheme))));
      await sweep();
    }
    const kept = await keptKeys(cache);
    await tell({ kept: everything.filter((path) => kept.has(cacheKey(path))).length, wished, running: false });
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
   * What there is when neither the network nor this edition has it: that of an earlier edition; for the name of a folder
   * the way to its page; and for any other page that for lost readers.
   * @param {Request} request
   * @param {string} path
   */
  const standIn = async (request, path) => {
    const cache = await caches.open(CACHE);
    const isPage = request.mode === "navigate";
    const earlier = path in FILES || !isPage ? await cache.match(scopeUrl(path), { ignoreSearch: true }) : undefined;
    if (earlier || !isPage) {
      return earlier;
    }
    if (`${path}/index.html` in FILES) {
      const folder = new URL(request.url);
      folder.pathname += "/";
      return Response.redirect(folder.href);
    }
    return cache.match(scopeUrl("404.html"), { ignoreSearch: true });
  };

  /**
   * @param {Request} request
   * @param {string} path
   */
  const answer = async (request, path) => {
    const cache = await caches.open(CACHE);
    const kept = path in FILES ? await cache.match(cacheKey(path)) : undefined;
    try {
      const response = await (kept ? fromNetwork(request) : fetch(request));
      if (path in FILES && response.status === 200 && (request.mode === "navigate" || !kept)) {
        await cache.put(cacheKey(path), response.clone()).catch(() => {}); // the disk may be full
      }
      return response;
    } catch (error) {
      const found = kept || (await standIn(request, path));
      if (found) {
        return found;
      }
      throw error;
    }
  };

  const install = async () => {
    if (!connection?.saveData) {
      await keep(first.filter((path) => !PICTURE.test(path)));
    }
    await scope.skipWaiting();
  };

  scope.addEventListener("install", (event) => event.waitUntil(install()));
  scope.addEventListener("activate", (event) => event.waitUntil(activate()));
  scope.addEventListener("message", (event) => {
    keeping = keeping.then(() => hear(event.data)).catch(() => {});
    event.waitUntil(keeping);
  });
  scope.addEventListener("fetch", (event) => {
    const { request } = event;
    const path = request.url.startsWith(registration.scope) ? pathOf(request.url) : "";
    const isOurs = path in FILES || path.startsWith("assets/") || (path && request.mode === "navigate");
    if (request.method === "GET" && isOurs) {
      event.respondWith(answer(request, path));
    }
  });
})();
