// @ts-check
/* The worker behind the theme's own search box. It speaks the theme's protocol and fetches the search and its index with
   the first query, so that a page costs less to open.

   On a page that was opened from disk there are no workers: assets/offline.js stands in for one and leaves its port. */
"use strict";

/**
 * @typedef {object} SearchScope
 * @property {MessagePort} [searchPort] which assets/offline.js leaves
 * @property {{docs: Doc[], config: SearchConfig}} [searchPages] which search/pages.js leaves
 */

/**
 * @typedef {object} Port
 * @property {(message: unknown) => void} postMessage
 * @property {(type: "message", listener: (event: MessageEvent) => void) => void} addEventListener
 */

(() => {
  const MESSAGE = { setUp: 0, ready: 1, query: 2, result: 3 };
  const SCRIPTS = ["english.js", "search-text.js", "search-vocabulary.js", "search.js", "../search/pages.js"];

  const scope = /** @type {Window & SearchScope} */ (self);
  const inPage = scope.searchPort !== undefined;
  /** @type {Port} */
  const port = scope.searchPort ?? scope;
  const here = inPage ? /** @type {HTMLScriptElement} */ (document.currentScript).src : location.href;
  const addresses = SCRIPTS.map((name) => new URL(name, here).href);

  /** @param {string} address */
  const insert = (address) =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      Object.assign(script, { src: address, onload: resolve, onerror: reject });
      document.head.append(script);
    });

  // A script declares its names, so it can run only once, even if a later one could not be fetched.
  const completed = new Set();

  /** @param {string} address */
  const run = async (address) => {
    if (!completed.has(address)) {
      await (inPage ? insert(address) : importScripts(address));
      completed.add(address);
    }
  };

  const prepare = async () => {
    if (!inPage) {
      await Promise.all(addresses.map((address) => fetch(address))); // at once: importScripts waits for each
    }
    for (const address of addresses) {
      await run(address);
    }
    const { docs, config } = /** @type {Required<SearchScope>} */ (scope).searchPages;
    return new Index(docs, config);
  };

  /** @type {Promise<Index> | undefined} */
  let index;

  /**
   * Without a network there is no answer yet: the next letter tries again.
   * @param {string} query
   */
  const answer = async (query) => {
    index ??= prepare();
    try {
      return (await index).search(query);
    } catch {
      index = undefined;
      return [];
    }
  };

  port.addEventListener("message", async ({ data }) => {
    if (data.type === MESSAGE.setUp) {
      port.postMessage({ type: MESSAGE.ready });
    } else if (data.type === MESSAGE.query) {
      port.postMessage({ type: MESSAGE.result, data: { items: data.data ? await answer(data.data) : [] } });
    }
  });
})();
