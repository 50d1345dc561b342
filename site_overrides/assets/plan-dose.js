// @ts-check
/* Exercise pages: whoever follows a plan reads the dose of that plan first, and goes on to its next exercise. The plan is
   the one of the address, or the one that the reader asked this browser to remember. */
"use strict";

(() => {
  const ofAddress = new URLSearchParams(location.hash.slice(1)).get("plan");
  const key = ofAddress ?? new URLSearchParams(deviceStore.read("plan") ?? "").get("plan");
  /** @type {NodeListOf<HTMLElement>} */
  const places = document.querySelectorAll(".bb-inplans [data-plan]");
  const place = [...places].find((one) => one.dataset.plan === key);
  const yours = document.querySelector("[data-bb-yours]");
  const ofAll = document.querySelector("[data-bb-all]");
  const onward = document.querySelector(".bb-yours-next");
  const [next, train] = onward?.querySelectorAll("a") ?? [];
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const neighbours = document.querySelectorAll(".bb-next a");
  for (const link of ofAddress === null ? [] : neighbours) {
    link.hash = `plan=${ofAddress}`; // also past an exercise that is not in the plan
  }
  if (!(place && yours instanceof HTMLElement && ofAll instanceof HTMLElement && onward instanceof HTMLElement)) {
    return;
  }
  const { name = "", nextTitle = "" } = place.dataset;
  const dose = place.querySelector("dd")?.textContent ?? "";
  place.toggleAttribute("data-chosen", true);
  yours.textContent = (yours.dataset.bbYours ?? "").replace("{plan}", name).replace("{dose}", dose);
  yours.classList.add("bb-yours");
  ofAll.prepend(`${ofAll.dataset.bbAll}: `);

  next.hidden = !place.dataset.next;
  next.href = `${place.dataset.next}#plan=${key}`;
  next.textContent = (next.dataset.text ?? "").replace("{name}", nextTitle);
  train.hash = `plan=${key}`;
  onward.hidden = false;
})();
