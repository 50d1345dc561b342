// @ts-check
/* Make a sheet: the exercises that are ticked, in an order, with doses and notes of one's own, to print.

   What is chosen stands in the address, behind #, so that it can be kept and sent; it never leaves the browser. It is
   stored on the device only when the reader asks for it. */
"use strict";

/** @typedef {HTMLInputElement | HTMLSelectElement} Field */

(() => {
  const sheet = document.querySelector("[data-bb-sheet]");
  if (!(sheet instanceof HTMLElement)) {
    return;
  }
  const storageKey = sheet.dataset.bbSheet ?? "";
  const list = elements.first(sheet, ".bb-sheet__list", HTMLElement);
  const count = elements.first(sheet, "[data-bb-count]", HTMLElement);
  const keep = elements.first(sheet, "[data-bb-keep]", HTMLInputElement);
  const clear = elements.first(sheet, "[data-bb-clear]", HTMLElement);
  const choices = elements.first(sheet, "summary", HTMLElement);

  /**
   * @param {Element} element
   * @returns {element is Field}
   */
  const isField = (element) => element instanceof HTMLInputElement || element instanceof HTMLSelectElement;

  /**
   * An exercise that can stand on the sheet.
   * @param {HTMLElement} element
   */
  const readItem = (element) => ({
    element,
    slug: element.dataset.slug ?? "",
    fields: elements
      .all(element, "[data-bb-field]", HTMLElement)
      .filter(isField)
      .map((input) => ({ input, usual: input.value })),
    up: elements.first(element, "[data-bb-move='-1']", HTMLButtonElement),
    down: elements.first(element, "[data-bb-move='1']", HTMLButtonElement),
  });

  /** @typedef {ReturnType<typeof readItem>} Item */

  const items = new Map(
    elements
      .all(list, ".bb-sheet__one", HTMLElement)
      .map(readItem)
      .map((one) => [one.slug, one]),
  );
  const boxes = elements.all(sheet, "input[name=exercise]", HTMLInputElement);
  const people = ["for", "by"].map((name) => ({
    name,
    input: elements.first(sheet, `[data-bb-field=${name}]`, HTMLInputElement),
  }));
  /** @type {Item[]} */
  let chosen = [];

  const stored = () => {
    try {
      return localStorage.getItem(storageKey);
    } catch {
      return null;
    }
  };

  /** @param {string | null} state */
  const store = (state) => {
    try {
      if (state === null) {
        localStorage.removeItem(storageKey);
      } else {
        localStorage.setItem(storageKey, state);
      }
    } catch {
      keep.checked = false; // the browser allows no storage
    }
  };

  const written = () => {
    const state = new URLSearchParams();
    for (const { slug, fields } of chosen) {
      const own = fields.map(({ input, usual }) => (input.value === usual ? "" : encodeURIComponent(input.value)));
      state.append("e", [slug, ...own].join("|").replace(/\|+$/, ""));
    }
    for (const { name, input } of people) {
      if (input.value) {
        state.set(name, input.value);
      }
    }
    return state.toString();
  };

  const show = () => {
    const slugs = new Set(chosen.map(({ slug }) => slug));
    for (const { slug, element } of items.values()) {
      element.hidden = !slugs.has(slug);
    }
    for (const box of boxes) {
      box.checked = slugs.has(box.value);
    }
    list.append(...chosen.map(({ element }) => element));
    chosen.forEach(({ up, down }, index) => {
      up.disabled = index === 0;
      down.disabled = index === chosen.length - 1;
    });
    elements.setCount(count, { count: chosen.length });
    sheet.classList.toggle("bb-sheet--empty", chosen.length === 0);
    clear.hidden = chosen.length === 0;
  };

  const remember = () => {
    history.replaceState(null, "", `#${written()}`);
    if (keep.checked) {
      store(written());
    }
  };

  /** @param {string} text */
  const decoded = (text) => {
    try {
      return decodeURIComponent(text);
    } catch {
      return text; // a stray % that somebody typed into the address
    }
  };

  /**
   * @param {Item} item
   * @param {string[]} values in the order of the fields; an empty one stands for the usual value
   */
  const fill = (item, values) => {
    item.fields.forEach(({ input, usual }, index) => {
      input.value = values[index] || usual;
      if (input instanceof HTMLSelectElement && input.selectedIndex === -1) {
        input.value = usual; // not one of its choices
      }
    });
  };

  /** @param {string} text */
  const recall = (text) => {
    const state = new URLSearchParams(text);
    chosen = [];
    for (const entry of state.getAll("e")) {
      const [slug, ...values] = entry.split("|").map(decoded);
      const item = items.get(slug);
      if (item && !chosen.includes(item)) {
        chosen.push(item);
        fill(item, values);
      }
    }
    for (const { name, input } of people) {
      input.value = state.get(name) ?? "";
    }
    show();
  };

  /** @param {Item[]} next */
  const change = (next) => {
    chosen = next;
    show();
    remember();
  };

  /**
   * @param {Item} item
   * @param {HTMLButtonElement} button keeps the focus while it can be used
   */
  const move = (item, button) => {
    const from = chosen.indexOf(item);
    const next = chosen.filter((one) => one !== item);
    next.splice(from + Number(button.dataset.bbMove), 0, item);
    change(next);
    [button, item.up, item.down].find((one) => !one.disabled)?.focus();
  };

  sheet.addEventListener("input", ({ target }) => {
    if (target instanceof HTMLElement && target.dataset.bbField) {
      remember();
    }
  });
  sheet.addEventListener("change", ({ target }) => {
    if (target === keep) {
      store(keep.checked ? written() : null);
    } else if (target instanceof HTMLInputElement && target.name === "exercise") {
      const item = items.get(target.value);
      const others = chosen.filter((one) => one !== item);
      change(item && target.checked ? [...others, item] : others);
    }
  });
  sheet.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("button") : null;
    const item = [...items.values()].find(({ element }) => element.contains(button));
    if (button === clear) {
      change([]);
    } else if (button?.matches("[data-bb-remove]")) {
      change(chosen.filter((one) => one !== item));
      choices.focus();
    } else if (item && button?.dataset.bbMove) {
      move(item, button);
    }
  });
  addEventListener("hashchange", () => recall(location.hash.slice(1)));

  keep.checked = stored() !== null;
  recall(location.hash.slice(1) || stored() || "");
})();
