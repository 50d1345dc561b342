// @ts-check
/* Exercise pages: whoever follows a plan reads the dose of that plan first, and goes on to its next exercise. The plan is
   the one of the address, or the one that the reader asked this browser to remember. */
"use strict";

(() => {
  const planIn = (/** @type {string | null} */ text) => new URLSearchParams(text ?? "").get("plan");
  const key = planIn(location.hash.slice(1)) ?? planIn(deviceStore.read("plan"));
  /** @type {(selector: string) => NodeListOf<HTMLAnchorElement>} links, and parts that are used as any element */
  const all = (selector) => document.querySelectorAll(selector);
  const place = [...all("[data-plan]")].find((one) => one.dataset.plan === key);
  if (place) {
    const [yours, ofAll, onward, next] = all("[data-bb-yours], [data-bb-all], [data-bb-onward], [data-bb-onward] a");
    const { name, next: address, nextTitle } = place.dataset;
    const dose = place.querySelector("dd")?.textContent;
    yours.textContent = `${yours.dataset.bbYours}`.replace("{plan}", `${name}`).replace("{dose}", `${dose}`);
    for (const one of [yours, place]) {
      one.classList.add("bb-yours");
    }
    ofAll.prepend(`${ofAll.dataset.bbAll}: `);
    next.hidden = !address;
    next.href = `${address}`;
    next.textContent = `${next.dataset.text}`.replace("{name}", `${nextTitle}`);
    onward.hidden = false;
  }
  // The neighbours too, when this exercise is not in the plan: it goes on after it.
  for (const link of key ? all(".bb-next a, [data-bb-onward] a") : []) {
    link.hash = `plan=${key}`;
  }
})();
