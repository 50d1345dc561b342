// @ts-check
/* Brings what a session needs once a plan or sheet is chosen: who only looks at the list of plans waits for nothing. */
"use strict";

(() => {
  const list = /** @type {HTMLElement} */ (document.querySelector("[data-scripts]"));

  const showAgain = () => {
    list.hidden = false;
  };

  const open = () => {
    if (!location.hash.includes("=") && !deviceStore.read("plan")) {
      return;
    }
    removeEventListener("hashchange", open);
    list.hidden = true;
    for (const src of list.dataset.scripts?.split(" ") ?? []) {
      document.head.append(Object.assign(document.createElement("script"), { src, async: false, onerror: showAgain }));
    }
  };

  // Without scripts they lead to the plans on the pages of the imbalances.
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (list.querySelectorAll("[data-plan]"))) {
    link.href = `#plan=${link.dataset.plan}`;
  }
  addEventListener("hashchange", open);
  open();
})();
