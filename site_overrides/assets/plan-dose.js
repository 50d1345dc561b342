// @ts-check
/* Exercise pages: whoever follows a plan reads the dose of that plan first, and goes on to its next exercise. The plan is
   the one of the address, or the one that the reader asked this browser to remember. */
"use strict";

(() => {
  const ofAddress = new URLSearchParams(location.hash.slice(1)).get("plan");
  const key = ofAddress ?? new URLSearchParams(deviceStore.read("plan") ?? "").get("plan");
  const place = elements
    .all(document, ".bb-inplans > [data-plan]", HTMLElement)
    .find((one) => one.dataset.plan === key);
  if (!key || !place) {
    return;
  }
  const plan = elements.first(place, "a", HTMLElement).textContent ?? "";
  const dose = elements.first(place, "dd", HTMLElement).textContent ?? "";
  place.toggleAttribute("data-chosen", true);

  const yours = elements.first(document, ".bb-yours", HTMLElement);
  yours.textContent = (yours.dataset.bbYours ?? "").replace("{plan}", plan).replace("{dose}", dose);
  yours.hidden = false;

  const onward = elements.first(document, ".bb-yours-next", HTMLElement);
  const next = elements.first(onward, "[data-next]", HTMLAnchorElement);
  const train = elements.first(onward, "[data-train]", HTMLAnchorElement);
  next.hidden = !place.dataset.next;
  next.href = `${place.dataset.next}#plan=${key}`;
  next.textContent = (next.dataset.text ?? "").replace("{name}", place.dataset.nextTitle ?? "");
  train.hash = `plan=${key}`;
  onward.hidden = false;
})();
