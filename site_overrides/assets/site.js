/* The site works without this file. It only adds what HTML and CSS cannot do. */
(() => {
  "use strict";

  // MkDocs Material's search is a dialog without a name; screen readers need one.
  const search = document.querySelector(".md-search[role='dialog']:not([aria-label])");
  const field = search?.querySelector("input");
  if (field) {
    search.setAttribute("aria-label", field.placeholder);
  }

  // Escape stops a movement, wherever the focus is, and gives the focus back to its button.
  document.addEventListener("keydown", (event) => {
    const playing = event.key === "Escape" && document.querySelector(".bb-play[open]");
    if (playing) {
      playing.open = false;
      playing.querySelector("summary").focus();
    }
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-bb-print]")) {
      window.print();
    }
  });

  // The browser keeps the site for use without a network, unless the reader asked it to save data. When a newer edition
  // comes while a page is open, the page says so.
  const fingerprint = document.querySelector("meta[name='fingerprint']")?.content;
  const worker = new URL("../service-worker.js", document.currentScript.src);
  if (fingerprint && navigator.serviceWorker && !navigator.connection?.saveData) {
    const newer = document.querySelector(".bb-newer p");
    newer.querySelector("button").addEventListener("click", () => location.reload());
    navigator.serviceWorker.addEventListener("message", ({ data }) => {
      newer.hidden = data.fingerprint === fingerprint;
    });
    addEventListener("load", async () => {
      const registration = await navigator.serviceWorker.register(worker, { updateViaCache: "none" }).catch(() => null);
      addEventListener("online", () => registration?.update().catch(() => {}));
    });
  }
})();
