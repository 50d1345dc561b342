/* The worker behind the theme's own search box. It speaks the theme's protocol (0 set up, 1 ready, 2 query, 3 result) and
   fetches the search and its index with the first question, so that a page costs less to open.

   On a page that was opened from disk there are no workers: assets/offline.js stands in for one and leaves its port. */
"use strict";

(() => {
  const port = self.searchPort || self;
  const here = self.searchPort ? document.currentScript.src : location.href;
  const NEEDED = ["search.js", "../search/pages.js"].map((name) => new URL(name, here).href);

  const inserted = (address) =>
    new Promise((done, fail) => {
      const script = document.createElement("script");
      Object.assign(script, { src: address, onload: done, onerror: fail });
      document.head.append(script);
    });

  let search = null;

  const prepared = async () => {
    if (!search) {
      await (self.searchPort ? Promise.all(NEEDED.map(inserted)) : importScripts(...NEEDED));
      search ||= self.searchFor(self.searchPages);
    }
    return search;
  };

  // Without a network there is no answer yet: the next letter tries again.
  const answer = (query) => prepared().then((answers) => answers(query)).catch(() => []);

  port.addEventListener("message", async ({ data }) => {
    if (data.type === 0) {
      port.postMessage({ type: 1 });
    } else if (data.type === 2) {
      port.postMessage({ type: 3, data: { items: data.data ? await answer(data.data) : [] } });
    }
  });
})();
