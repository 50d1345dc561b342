/* The site works without this file. It only adds what HTML and CSS cannot do. */
(() => {
  "use strict";

  // Buttons that need a script are hidden by CSS until this class is there.
  document.documentElement.classList.add("bb-js");

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
})();
