// @ts-check
/* On the page of downloads: keeps the whole site for use without a network, when the reader asks for it. */
"use strict";

(() => {
  const { serviceWorker } = navigator;
  const worker = new URL("../service-worker.js", /** @type {HTMLScriptElement} */ (document.currentScript).src);
  const part = elements.first(document, "[data-bb-offline]", HTMLElement);
  const status = elements.first(part, "[role='status']", HTMLElement);
  const { keeping = "", stopped = "", kept = "" } = status.dataset;

  // A page that is opened from disk, or served while it is being written, is not kept.
  if (!serviceWorker || location.protocol === "file:" || !document.querySelector("meta[name='fingerprint']")) {
    part.hidden = true;
    return;
  }

  /** @param {{kept: number, total: number, running: boolean}} state */
  const show = (state) => {
    const percent = Math.floor((state.kept / state.total) * 100);
    const text = state.running ? keeping : stopped;
    status.textContent = state.kept === state.total ? kept : text.replace("{percent}", String(percent));
  };

  /** @param {{keep?: "all"}} message */
  const tell = async (message) => (await serviceWorker.ready).active?.postMessage(message);

  serviceWorker.addEventListener("message", ({ data }) => {
    if (data.wished) {
      show(data);
    }
  });
  elements.first(part, "button", HTMLButtonElement).addEventListener("click", async () => {
    try {
      show({ kept: 0, total: 1, running: true });
      await serviceWorker.register(worker, { updateViaCache: "none" });
      await tell({ keep: "all" });
    } catch {
      show({ kept: 0, total: 1, running: false });
    }
  });
  tell({});
})();
