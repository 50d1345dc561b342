// @ts-check
/* Imbalance pages: shows one part of the programme at a time. Without this file the choice leads to the parts, which
   stand one under the other, as they do on paper. */
"use strict";

(() => {
  const plan = elements.first(document, ".bb-plan", HTMLElement);
  const choices = elements.all(plan, ".bb-plan__choice a", HTMLAnchorElement);
  const parts = elements.all(plan, "section", HTMLElement);

  /** @param {string} hash the anchor of a part; of anything else, the choice stays as it is */
  const show = (hash) => {
    const chosen = choices.findIndex((choice) => choice.hash === hash);
    if (chosen < 0) {
      return;
    }
    choices.forEach((choice, index) => {
      choice.setAttribute("aria-current", String(index === chosen));
      parts[index]?.toggleAttribute("data-shown", index === chosen);
    });
  };

  plan.toggleAttribute("data-one", true);
  show(choices[0]?.hash ?? "");
  show(location.hash);
  addEventListener("hashchange", () => show(location.hash));
  plan.addEventListener("click", (event) => {
    const choice = event.target instanceof Element ? event.target.closest(".bb-plan__choice a") : null;
    if (choice instanceof HTMLAnchorElement) {
      event.preventDefault();
      history.replaceState(history.state, "", choice.hash);
      show(choice.hash);
    }
  });
})();
