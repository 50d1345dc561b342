// @ts-check
/* The site works without this file. It only adds what HTML and CSS cannot do. */
"use strict";

(() => {
  // The theme acts on single letters and signs (f, s, /, n, p, a comma, a full stop) wherever the focus is. Who dictates, or
  // whose hand trembles, would lose the page by them (WCAG 2.1.4), so they act only in what is made for typing.
  addEventListener(
    "keydown",
    (event) => {
      const isCharacter = [...event.key].length === 1 && event.key !== " ";
      const typing = "textarea, select, [contenteditable], input:not([type='radio'], [type='checkbox']), .md-search";
      if (isCharacter && !(event.target instanceof Element && event.target.closest(typing))) {
        event.stopImmediatePropagation();
      }
    },
    true,
  );

  // The theme's choice of colours is three radio buttons, of which the eye is shown the label of one: one button instead,
  // whose name says which colours there are and which come next.
  const palette = document.querySelector("form[data-md-component='palette']");
  const button = document.createElement("button");
  const shown = () => palette?.querySelector("label:not([hidden])");
  const show = () => {
    const label = shown();
    button.hidden = !(label instanceof HTMLElement);
    if (label instanceof HTMLElement) {
      button.title = label.title;
      button.setAttribute("aria-label", label.title);
      button.replaceChildren(...label.cloneNode(true).childNodes);
    }
  };
  if (palette) {
    const place = document.createElement("div");
    place.className = "md-header__option";
    place.append(button);
    button.type = "button";
    button.className = "md-header__button md-icon";
    button.addEventListener("click", () => {
      const label = shown();
      if (label instanceof HTMLElement) {
        label.click();
      }
    });
    palette.after(place);
    show();
    new MutationObserver(show).observe(palette, { attributeFilter: ["hidden"], subtree: true });
  }

  // A movement that is played has the names of its keyframes light up, by a script that comes when it is needed.
  const { src } = /** @type {HTMLScriptElement} */ (document.currentScript);
  document.querySelector(".bb-play")?.addEventListener(
    "toggle",
    () => {
      const script = document.createElement("script");
      script.src = new URL("play.js", src).href;
      document.head.append(script);
    },
    { once: true },
  );

  // Escape stops a movement, wherever the focus is, and gives the focus back to its button.
  document.addEventListener("keydown", (event) => {
    const playing = event.key === "Escape" ? document.querySelector(".bb-play[open]") : null;
    if (playing instanceof HTMLDetailsElement) {
      playing.open = false;
      playing.querySelector("summary")?.focus();
    }
  });

  // What holds for every exercise is open in the page, for paper and for browsers without script; here it is one tap
  // away, unless a link leads into it. The theme opens what is folded while a page is printed.
  const folds = /** @type {HTMLDetailsElement[]} */ ([...document.querySelectorAll("details.bb-fold")]);
  for (const fold of folds) {
    fold.open = fold.querySelector(":target") !== null;
    fold.toggleAttribute("data-ready", true);
  }

  // Pictures that scroll sideways can be scrolled by key in every browser.
  for (const strip of document.querySelectorAll(".bb-stage__pic")) {
    if (strip instanceof HTMLElement && strip.scrollWidth > strip.clientWidth) {
      strip.tabIndex = 0;
    }
  }

  // A link to a box that unfolds opens it: the search leads to what clinicians read.
  const unfold = () => document.querySelector("details:target")?.setAttribute("open", "");
  addEventListener("hashchange", unfold);
  addEventListener("load", unfold);

  document.addEventListener("click", ({ target }) => {
    if (target instanceof Element && target.closest("[data-bb-print]")) {
      window.print();
    }
  });
})();

(() => {
  // The browser keeps the site for use without a network, unless the reader asked it to save data. When a newer edition
  // comes while a page is open, the page says so.
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const { connection } = /** @type {Navigator & {connection?: {saveData?: boolean}}} */ (navigator);
  const fingerprint = document.querySelector("meta[name='fingerprint']")?.getAttribute("content");
  const newer = document.querySelector(".bb-newer p");
  if (!fingerprint || !(newer instanceof HTMLElement) || !navigator.serviceWorker || connection?.saveData) {
    return;
  }
  const worker = new URL("../service-worker.js", script.src);
  newer.querySelector("button")?.addEventListener("click", () => location.reload());
  navigator.serviceWorker.addEventListener("message", ({ data }) => {
    if ("fingerprint" in data) {
      newer.hidden = data.fingerprint === fingerprint;
    }
  });
  addEventListener("load", async () => {
    const registration = await navigator.serviceWorker.register(worker, { updateViaCache: "none" }).catch(() => null);
    if (registration) {
      addEventListener("online", () => registration.update().catch(() => {}));
      const scheme = document.body.getAttribute("data-md-color-scheme") === "slate" ? "dark" : "light";
      const { active } = await navigator.serviceWorker.ready;
      active?.postMessage({ keep: "first", scheme });
    }
  });
})();
