/* Make a sheet: the exercises that are ticked, in an order, with doses and notes of one's own, to print.

   What is chosen stands in the address, behind #, so that it can be kept and sent; it never leaves the browser. It is
   stored on the device only when the reader asks for it. */
(() => {
  "use strict";

  const sheet = document.querySelector("[data-bb-sheet]");
  if (!sheet) {
    return;
  }
  const KEY = "balanced-back-sheet";
  const list = sheet.querySelector(".bb-sheet__list");
  const items = new Map([...list.children].map((item) => [item.dataset.slug, item]));
  const boxes = new Map([...sheet.querySelectorAll("input[name=exercise]")].map((box) => [box.value, box]));
  const field = (place, name) => place.querySelector(`[data-bb-field=${name}]`);
  const people = ["for", "by"].map((name) => [name, field(sheet, name)]);
  const fields = new Map([...items].map(([slug, item]) => [slug, [...item.querySelectorAll("[data-bb-field]")]]));
  const usual = new Map([...fields.values()].flat().map((input) => [input, input.value]));
  const count = sheet.querySelector("[data-bb-count]");
  const keep = sheet.querySelector("[data-bb-keep]");
  let chosen = [];

  const stored = () => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  };

  const store = (state) => {
    try {
      if (state === null) {
        localStorage.removeItem(KEY);
      } else {
        localStorage.setItem(KEY, state);
      }
    } catch {
      keep.checked = false; // the browser allows no storage
    }
  };

  const written = () => {
    const state = new URLSearchParams();
    for (const slug of chosen) {
      const own = fields.get(slug).map((input) => (input.value === usual.get(input) ? "" : encodeURIComponent(input.value)));
      state.append("e", [slug, ...own].join("|").replace(/\|+$/, ""));
    }
    for (const [name, input] of people) {
      if (input.value) {
        state.set(name, input.value);
      }
    }
    return state.toString();
  };

  const show = () => {
    for (const [slug, item] of items) {
      item.hidden = !chosen.includes(slug);
      boxes.get(slug).checked = !item.hidden;
    }
    list.append(...chosen.map((slug) => items.get(slug)));
    chosen.forEach((slug, index) => {
      items.get(slug).querySelector("[data-bb-move='-1']").disabled = index === 0;
      items.get(slug).querySelector("[data-bb-move='1']").disabled = index === chosen.length - 1;
    });
    count.textContent = count.dataset.text.replace("{count}", chosen.length);
    sheet.classList.toggle("bb-sheet--empty", chosen.length === 0);
    sheet.querySelector("[data-bb-clear]").hidden = chosen.length === 0;
  };

  const remember = () => {
    history.replaceState(null, "", `#${written()}`);
    if (keep.checked) {
      store(written());
    }
  };

  const decoded = (text) => {
    try {
      return decodeURIComponent(text);
    } catch {
      return text; // a stray % that somebody typed into the address
    }
  };

  const fill = (input, value) => {
    input.value = value || usual.get(input);
    if (input.selectedIndex === -1) {
      input.value = usual.get(input); // not one of its choices
    }
  };

  const recall = (text) => {
    const state = new URLSearchParams(text);
    chosen = [];
    for (const entry of state.getAll("e")) {
      const [slug, ...own] = entry.split("|").map(decoded);
      if (items.has(slug) && !chosen.includes(slug)) {
        chosen.push(slug);
        fields.get(slug).forEach((input, index) => fill(input, own[index]));
      }
    }
    for (const [name, input] of people) {
      input.value = state.get(name) || "";
    }
    show();
  };

  const change = (next) => {
    chosen = next;
    show();
    remember();
  };

  sheet.addEventListener("input", (event) => {
    if (event.target.dataset.bbField) {
      remember();
    }
  });
  sheet.addEventListener("change", (event) => {
    const { name, value, checked } = event.target;
    if (name === "exercise") {
      change(checked ? [...chosen, value] : chosen.filter((slug) => slug !== value));
    } else if (event.target === keep) {
      store(checked ? written() : null);
    }
  });
  sheet.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    const slug = button?.closest(".bb-sheet__one")?.dataset.slug;
    if (button?.matches("[data-bb-clear]")) {
      change([]);
    } else if (slug && button.matches("[data-bb-remove]")) {
      change(chosen.filter((one) => one !== slug));
      sheet.querySelector("summary").focus();
    } else if (slug && button.dataset.bbMove) {
      const from = chosen.indexOf(slug);
      const next = chosen.filter((one) => one !== slug);
      next.splice(from + Number(button.dataset.bbMove), 0, slug);
      change(next);
      (button.disabled ? items.get(slug).querySelector("[data-bb-move]:not(:disabled)") : button).focus();
    }
  });
  addEventListener("hashchange", () => recall(location.hash.slice(1)));

  keep.checked = stored() !== null;
  recall(location.hash.slice(1) || stored() || "");
})();
