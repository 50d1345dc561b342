// @ts-check
/* Make a sheet: the exercises that are ticked, in an order, with doses and notes of one's own, to print and to send.

   The whole sheet stands in the address, behind #, and is sent to nobody. Whoever opens such an address reads the sheet;
   whoever makes it sees the fields: the browser's history knows which, so the address of both is the same. */
"use strict";

(() => {
  const root = document.querySelector("[data-bb-sheet]");
  const title = document.querySelector("h1");
  if (!(root instanceof HTMLElement && title)) {
    return;
  }
  const { known, programme, textsOf } = sheetPaper;
  const page = sheetView(root, title);
  const keep = elements.first(root, "[data-bb-keep]", HTMLInputElement);
  const told = elements.first(root, "[data-bb-told]", HTMLElement);
  const linkField = elements.first(root, "[data-bb-link] input", HTMLInputElement);
  const VIEWS = /** @type {const} */ (["choose", "sheet", "read"]);
  const PATIENCE = 400; // ms: browsers let a page change its address only so often

  /** @type {Sheet} */
  let sheet = { entries: [], for: "", by: "", on: "" };
  /** @type {View} */
  let view = "choose";
  let isOpen = false;
  let waiting = 0;

  const written = () => (sheet.entries.length || sheet.for || sheet.by ? sheetLink.write(sheet) : "");

  /** The link for others, to whom an address of this computer is of no use. */
  const link = () => {
    const isHere = location.protocol === "file:" || /^(localhost|127\.[\d.]+|\[::1\])$/.test(location.hostname);
    return `${isHere ? root.dataset.address : location.href.replace(/[?#].*/, "")}#${written()}`;
  };

  const show = () => {
    page.show(sheet, view);
    page.toggle("[data-bb-train]", sheet.entries.length > 0);
    for (const train of elements.all(root, "[data-bb-train] a", HTMLAnchorElement)) {
      train.hash = written();
    }
    page.showCode(sheet.entries.length ? link() : "");
  };

  /** Put the sheet into the address, where a reload and the way back find it. */
  const setAddress = () =>
    history.replaceState({ view }, "", written() ? `#${written()}` : location.href.replace(/#.*/, ""));

  /** Leave the sheet as it is to the way back. */
  const leave = () => history.pushState({ view }, "", location.href);

  const remember = () => {
    clearTimeout(waiting);
    waiting = 0;
    const now = new Date();
    sheet.on = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
      .map((part) => `${part}`.padStart(2, "0"))
      .join("-");
    setAddress();
    deviceStore.tab.write("sheet", written());
    if (keep.checked) {
      keep.checked = deviceStore.write("sheet", written());
    }
    told.textContent = "";
    page.toggle("[data-bb-link]", false);
    show();
  };

  const rememberNow = () => {
    if (waiting) {
      remember();
    }
  };

  /** @param {Entry[]} entries */
  const change = (entries) => {
    sheet.entries = entries;
    remember();
  };

  /** @param {string} slug */
  const plain = (slug) => ({ ...sheetLink.EMPTY, slug });

  /** @param {Sheet | null} found */
  const take = (found) => {
    const { entries, ...others } = found ?? { entries: [], for: "", by: "", on: "" };
    sheet = { ...others, entries: known(entries) };
    page.toggle(
      "[data-bb-gone]",
      entries.some((entry) => known([entry]).length === 0),
    );
    keep.checked = (deviceStore.read("sheet") ?? "") === written() && written() !== "";
  };

  /** Take the sheet that this tab made, or else that of the device. */
  const takeOwn = () => take(sheetLink.read(deviceStore.tab.read("sheet") ?? deviceStore.read("sheet") ?? ""));

  /**
   * Add an exercise whose page led here.
   * @param {string} slug
   */
  const add = (slug) => {
    takeOwn();
    view = "sheet";
    const [added] = known([plain(slug)]);
    change(known([...sheet.entries, ...(added ? [added] : [])]));
    if (added) {
      told.textContent = (told.dataset.added ?? "").replace("{name}", textsOf(added.slug)?.title ?? "");
    }
  };

  /** Open what the address says. An address that leads to a place on this page, as the skip link does, says nothing. */
  const open = () => {
    clearTimeout(waiting);
    waiting = 0;
    const fragment = location.hash.slice(1);
    const added = new URLSearchParams(fragment).get("add");
    const linked = sheetLink.read(fragment);
    if (added !== null) {
      return add(added);
    }
    if (linked) {
      take(linked);
    } else if (!fragment || !isOpen) {
      takeOwn();
    }
    if (linked || !fragment || !isOpen) {
      const first = linked?.entries.length ? "read" : sheet.entries.length ? "sheet" : "choose";
      view = VIEWS.find((one) => one === history.state?.view) ?? first;
    }
    isOpen = true;
    if (view !== "read") {
      deviceStore.tab.write("sheet", written());
    }
    if (view !== "read" || !linked) {
      setAddress();
    }
    show();
  };

  /** @param {View} next */
  const go = (next) => {
    rememberNow();
    view = next;
    leave();
    show();
    page.focus(view);
    scrollTo(0, 0);
  };

  /**
   * @param {string} slug
   * @param {HTMLButtonElement} button keeps the focus while it can be used
   */
  const move = (slug, button) => {
    const from = sheet.entries.findIndex((entry) => entry.slug === slug);
    const entries = sheet.entries.filter((entry) => entry.slug !== slug);
    entries.splice(from + Number(button.dataset.bbMove), 0, sheet.entries[from]);
    change(entries);
    const others = elements.all(/** @type {Element} */ (button.parentElement), "[data-bb-move]", HTMLButtonElement);
    [button, ...others].find((one) => !one.disabled)?.focus();
  };

  /** @param {string} slug */
  const takeOff = (slug) => {
    const from = sheet.entries.findIndex((entry) => entry.slug === slug);
    change(sheet.entries.filter((entry) => entry.slug !== slug));
    const next = sheet.entries[Math.min(from, sheet.entries.length - 1)];
    const button = next && page.element(next.slug)?.querySelector("[data-bb-remove]");
    if (button instanceof HTMLElement) {
      button.focus();
    } else {
      page.focus("sheet");
    }
  };

  const startAgain = () => {
    leave();
    sheet = { ...sheet, for: "", by: "" };
    change([]);
    page.focus("sheet");
  };

  const startProgramme = () => {
    const choice = elements.first(root, "[data-bb-programme]", HTMLSelectElement).value;
    leave();
    change(programme(choice));
  };

  const copy = async () => {
    rememberNow();
    try {
      await navigator.clipboard.writeText(link());
      told.textContent = told.dataset.copied ?? "";
    } catch {
      page.toggle("[data-bb-link]", true); // the browser does not let us: the reader copies it by hand
      linkField.value = link();
      linkField.select();
    }
  };

  root.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("button") : null;
    const { bbView, bbMove, bbRemove, bbStart, bbClear, bbCopy, bbShare } = button?.dataset ?? {};
    const slug = button?.closest("li")?.dataset.slug ?? "";
    if (bbView) {
      go(/** @type {View} */ (bbView));
    } else if (button && bbMove) {
      move(slug, button);
    } else if (bbRemove !== undefined) {
      takeOff(slug);
    } else if (bbStart !== undefined) {
      startProgramme();
    } else if (bbClear !== undefined) {
      startAgain();
    } else if (bbCopy !== undefined) {
      copy();
    } else if (bbShare !== undefined) {
      rememberNow();
      navigator.share({ title: document.title, url: link() }).catch(() => {}); // the reader thought better of it
    }
  });

  root.addEventListener("input", ({ target }) => {
    if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) {
      return;
    }
    const { bbField, bbPerson } = target.dataset;
    const slug = target.closest("li")?.dataset.slug;
    const entry = sheet.entries.find((one) => one.slug === slug);
    if (entry && bbField) {
      entry[/** @type {"dose"} */ (bbField)] = target.value;
    } else if (bbPerson) {
      sheet[/** @type {"for"} */ (bbPerson)] = target.value;
    } else if ("bbFind" in target.dataset) {
      page.find(target.value);
      return;
    } else {
      return;
    }
    clearTimeout(waiting);
    waiting = setTimeout(remember, PATIENCE);
  });

  root.addEventListener("change", ({ target }) => {
    rememberNow();
    if (target === keep) {
      keep.checked = deviceStore.write("sheet", keep.checked ? written() : "") && keep.checked;
    } else if (target instanceof HTMLInputElement && target.name === "exercise") {
      const others = sheet.entries.filter(({ slug }) => slug !== target.value);
      change(target.checked ? known([...others, plain(target.value)]) : others);
    }
  });

  addEventListener("beforeprint", rememberNow);
  addEventListener("popstate", open);
  page.toggle("[data-bb-share]", "share" in navigator);
  open();
})();
