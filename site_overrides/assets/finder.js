// @ts-check
/* The finder: shows the exercises that fit what is ticked. Without it all of them stand on the page.

   Inside a group one tick is enough; the groups add up. Equipment is the other way round: an exercise fits when nothing
   else is needed than what is ticked, by a preset or by itself; what every home has is never asked for, and cards do not
   name it. What is ticked stands in the address, behind #, so that it can be kept and sent, and so does how far the list
   was opened. */
"use strict";

(() => {
  const finder = document.querySelector("[data-bb-finder]");
  if (!finder) {
    return;
  }
  const boxes = elements.all(finder, "input[type=checkbox]", HTMLInputElement);
  const cards = elements.all(finder, ".bb-card", HTMLElement);
  const count = elements.first(finder, "[data-bb-count]", HTMLElement);
  const none = elements.first(finder, "[data-bb-none]", HTMLElement);
  const clear = elements.first(finder, "[data-bb-clear]", HTMLElement);
  const more = elements.first(finder, "[data-bb-more]", HTMLElement);
  const map = elements.first(finder, "[data-bb-map]", SVGElement);
  const shapes = elements.all(map, "[data-muscle]", SVGElement);
  const filters = elements.first(finder, "[data-bb-filters]", HTMLDetailsElement);
  const groups = elements.all(filters, "details", HTMLDetailsElement);
  const results = elements.first(finder, "[data-bb-results]", HTMLElement);
  const heading = elements.first(finder, "#results", HTMLElement);
  const showFound = elements.first(finder, "[data-bb-show]", HTMLElement);
  const isWide = matchMedia("(min-width: 60em)");
  const step = Number(more.dataset.bbMore);
  let limit = step;

  const words = (text = "") => text.split(" ").filter(Boolean);

  /** The values that are ticked, by the name of their group. */
  const ticked = () => {
    /** @type {Map<string, string[]>} */
    const values = new Map();
    for (const box of boxes.filter((one) => one.checked)) {
      values.set(box.name, [...(values.get(box.name) ?? []), box.value]);
    }
    return values;
  };

  /**
   * The same with the things that the presets stand for.
   * @param {Map<string, string[]>} values
   */
  const wantedBy = (values) => {
    const wanted = new Map(values);
    if (wanted.delete("have")) {
      const presets = boxes.filter((box) => box.checked && box.name === "have");
      const things = presets.flatMap((box) => words(box.dataset.equipment));
      wanted.set("equipment", [...things, ...(values.get("equipment") ?? [])]);
    }
    return wanted;
  };

  /**
   * @param {HTMLElement} card
   * @param {Map<string, string[]>} wanted
   */
  const fits = (card, wanted) =>
    [...wanted].every(([name, values]) => {
      const isWanted = (/** @type {string} */ value) => values.includes(value);
      if (name === "equipment") {
        const needed = (card.dataset.equipment ?? "").split("|").filter(Boolean);
        return needed.every((choices) => words(choices).some(isWanted));
      }
      return words(card.dataset[name]).some(isWanted);
    });

  /** @param {Map<string, string[]>} values */
  const showTicks = (values) => {
    for (const group of groups) {
      const ticks = elements.all(group, "input:checked", HTMLInputElement).length;
      const shown = elements.first(group, "[data-bb-ticked]", HTMLElement);
      if (ticks) {
        elements.setCount(shown, { count: ticks });
      } else {
        shown.textContent = "";
      }
    }
    for (const shape of shapes) {
      const isTicked = values.get("muscles")?.includes(shape.dataset.muscle ?? "") ?? false;
      shape.classList.toggle("bb-map__choice--on", isTicked);
    }
  };

  const show = () => {
    const values = ticked();
    const wanted = wantedBy(values);
    const fitting = cards.filter((card) => fits(card, wanted));
    for (const card of cards) {
      const place = fitting.indexOf(card);
      card.hidden = place < 0;
      card.classList.toggle("bb-card--later", place >= limit);
    }
    const found = fitting.length;
    elements.setCount(count, { count: found, total: cards.length });
    elements.setCount(showFound, { count: found });
    if (found === 1) {
      showFound.textContent = showFound.dataset.one ?? "";
    }
    elements.setCount(more, { count: Math.min(step, found - limit) });
    more.hidden = found <= limit;
    none.hidden = found > 0;
    clear.hidden = values.size === 0;
    showTicks(values);
  };

  const remember = () => {
    const state = new URLSearchParams([...ticked()].map(([name, values]) => [name, values.join(",")]));
    if (limit > step) {
      state.set("shown", String(limit));
    }
    history.replaceState(null, "", `#${decodeURIComponent(state.toString())}`);
  };

  const recall = () => {
    const state = new URLSearchParams(location.hash.slice(1));
    for (const box of boxes) {
      box.checked = (state.get(box.name) ?? "").split(",").includes(box.value);
    }
    for (const group of groups) {
      group.open = group.open || group.querySelector("input:checked") !== null;
    }
    limit = Math.max(step, Number(state.get("shown")) || 0);
  };

  /** Bring the count and the first card into sight, if they are not: beside the panel, or above it on a phone. */
  const bringResults = () => {
    const position = getComputedStyle(filters).position;
    if (position === "static") {
      return;
    }
    const first = cards.find((card) => !card.hidden) ?? none;
    const upper = Number.parseFloat(getComputedStyle(results).scrollMarginTop);
    const lower = position === "fixed" ? filters.getBoundingClientRect().top : innerHeight;
    if (results.getBoundingClientRect().top < upper - 1 || first.getBoundingClientRect().bottom > lower) {
      results.scrollIntoView();
    }
  };

  const goToResults = () => {
    heading.focus({ preventScroll: true });
    results.scrollIntoView();
  };

  /** While the panel covers the lower part of a small window, nothing else may stay there or at the upper edge. */
  const markOpen = () => {
    document.documentElement.classList.toggle("bb-filtering", filters.open && !isWide.matches);
  };

  /** @param {boolean} isOpen */
  const setOpen = (isOpen) => {
    filters.open = isOpen;
    markOpen();
  };

  const changed = () => {
    limit = step;
    show();
    remember();
    bringResults();
  };

  finder.addEventListener("change", changed);
  // The map is a second way to tick a muscle, for a hand; the boxes below it are there for everyone.
  map.addEventListener("click", ({ target }) => {
    const shape = target instanceof Element ? target.closest("[data-muscle]") : null;
    const muscle = shape?.getAttribute("data-muscle");
    boxes.find((box) => box.name === "muscles" && box.value === muscle)?.click();
  });
  clear.addEventListener("click", () => {
    for (const box of boxes) {
      box.checked = false;
    }
    changed();
    elements.first(filters, "summary", HTMLElement).focus({ preventScroll: true });
  });
  more.addEventListener("click", () => {
    const next = cards.find((card) => !card.hidden && card.classList.contains("bb-card--later"));
    limit += step;
    show();
    remember();
    next?.querySelector("a")?.focus({ preventScroll: true });
  });
  elements.first(filters, "[data-bb-skip]", HTMLElement).addEventListener("click", (event) => {
    event.preventDefault(); // what is ticked stands where the link would write
    goToResults();
  });
  showFound.addEventListener("click", () => {
    setOpen(false);
    goToResults();
  });
  filters.addEventListener("keydown", ({ key }) => {
    if (key === "Escape" && !isWide.matches) {
      setOpen(false);
      elements.first(filters, "summary", HTMLElement).focus();
    }
  });
  filters.addEventListener("toggle", () => {
    markOpen();
    if (filters.open && !isWide.matches) {
      bringResults();
    }
  });
  isWide.addEventListener("change", () => setOpen(isWide.matches));
  addEventListener("hashchange", () => {
    recall();
    show();
  });

  recall();
  show();
  setOpen(isWide.matches);
})();
