// @ts-check
/* The finder: shows the exercises that fit what is ticked. Without it all of them stand on the page.

   Inside a group one tick is enough; the groups add up. Equipment is the other way round: an exercise fits when nothing
   else is needed than what is ticked. What is ticked stands in the address, behind #, so that it can be kept and sent. */
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
  const map = elements.first(finder, "[data-bb-map]", SVGElement);
  const shapes = elements.all(map, "[data-muscle]", SVGElement);
  const filters = elements.first(finder, "details", HTMLDetailsElement);

  /** The values that are ticked, by the name of their group. */
  const ticked = () => {
    /** @type {Map<string, string[]>} */
    const values = new Map();
    for (const box of boxes.filter((one) => one.checked)) {
      values.set(box.name, [...(values.get(box.name) ?? []), box.value]);
    }
    return values;
  };

  const words = (text = "") => text.split(" ").filter(Boolean);

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

  const show = () => {
    const wanted = ticked();
    for (const card of cards) {
      card.hidden = !fits(card, wanted);
    }
    const shown = cards.filter((card) => !card.hidden).length;
    elements.setCount(count, { count: shown, total: cards.length });
    for (const shape of shapes) {
      const isTicked = wanted.get("muscles")?.includes(shape.dataset.muscle ?? "") ?? false;
      shape.classList.toggle("bb-map__choice--on", isTicked);
    }
    none.hidden = shown > 0;
    clear.hidden = wanted.size === 0;
  };

  const remember = () => {
    const state = new URLSearchParams([...ticked()].map(([name, values]) => [name, values.join(",")]));
    history.replaceState(null, "", `#${decodeURIComponent(state.toString())}`);
  };

  const recall = () => {
    const state = new URLSearchParams(location.hash.slice(1));
    for (const box of boxes) {
      box.checked = (state.get(box.name) ?? "").split(",").includes(box.value);
    }
  };

  finder.addEventListener("change", () => {
    show();
    remember();
  });
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
    show();
    remember();
    elements.first(filters, "summary", HTMLElement).focus();
  });
  addEventListener("hashchange", () => {
    recall();
    show();
  });

  recall();
  show();
  filters.open = matchMedia("(min-width: 60em)").matches;
})();
