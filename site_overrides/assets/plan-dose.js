// @ts-check
/* Exercise pages: whoever follows a plan reads the dose of that plan first, and goes on to its next exercise. The plan is
   the one of the address, or the one that the reader asked this browser to remember. */
"use strict";

(() => {
  const ofAddress = new URLSearchParams(location.hash.slice(1)).get("plan");
  const key = ofAddress ?? new URLSearchParams(deviceStore.read("plan") ?? "").get("plan");
  /** @type {NodeListOf<HTMLElement>} */
  const places = document.querySelectorAll(".bb-inplans > [data-plan]");
  const place = [...places].find((one) => one.dataset.plan === key);
  const yours = document.querySelector(".bb-yours");
  const onward = document.querySelector(".bb-yours-next");
  const [next, train] = onward?.querySelectorAll("a") ?? [];
  if (!(place && yours instanceof HTMLElement && onward instanceof HTMLElement)) {
    return;
  }
  place.toggleAttribute("data-chosen", true);
  const [plan, dose] = ["a", "dd"].map((part) => place.querySelector(part)?.textContent ?? "");
  yours.textContent = (yours.dataset.bbYours ?? "").replace("{plan}", plan).replace("{dose}", dose);
  yours.hidden = false;

  next.hidden = !place.dataset.next;
  next.href = `${place.dataset.next}#plan=${key}`;
  next.textContent = (next.dataset.text ?? "").replace("{name}", place.dataset.nextTitle ?? "");
  train.hash = `plan=${key}`;
  onward.hidden = false;
})();
