// @ts-check
/* What the theme's search box lacks: a name, text that no key brought, results that are announced, the way back. */
"use strict";

(() => {
  const field = document.querySelector("input[data-md-component='search-query']");
  const dialog = field?.closest(".md-search");
  const toggle = document.querySelector("[data-md-toggle='search']");
  if (!(field instanceof HTMLInputElement) || !(dialog instanceof HTMLElement)) {
    return;
  }
  dialog.setAttribute("aria-label", field.placeholder);
  dialog.querySelector(".md-search-result__meta")?.setAttribute("role", "status");

  // The theme looks at the text when a key comes up. A mouse, dictation or an input method brings text without one.
  field.addEventListener("input", () => field.dispatchEvent(new Event("keyup")));

  // Escape gives the focus back to where it came from, once the theme has closed the box and dropped it.
  /** @type {HTMLElement | null} */
  let origin = null;
  dialog.addEventListener("focusin", ({ relatedTarget }) => {
    if (relatedTarget instanceof HTMLElement && !dialog.contains(relatedTarget)) {
      origin = relatedTarget;
    }
  });
  dialog.addEventListener("keydown", ({ key }) => {
    const control = key === "Escape" ? origin : null;
    setTimeout(() => control?.focus());
  });
  toggle?.addEventListener("change", () => {
    origin = toggle instanceof HTMLInputElement && toggle.checked ? origin : null;
  });
})();
