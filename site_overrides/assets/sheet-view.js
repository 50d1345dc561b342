// @ts-check
/* Shows a sheet on its page: what is ticked, the paper, who it is for, the code of its link. */
"use strict";

/**
 * The two steps of a phone, which stand side by side on a desk; and the sheet as somebody sees it who was sent the link.
 * @typedef {"choose" | "sheet" | "read"} View
 */

/**
 * @param {HTMLElement} root
 * @param {HTMLElement} title of the page
 */
const sheetView = (root, title) => {
  const template = elements.first(root, "template", HTMLTemplateElement);
  const list = elements.first(root, ".bb-sheet__list", HTMLElement);
  const day = elements.first(root, "[data-bb-day]", HTMLTimeElement);
  const code = elements.first(root, "[data-bb-code]", HTMLElement);
  const count = elements.first(root, "[data-bb-count]", HTMLElement);
  const makeTitle = title.textContent;
  const readTitle = elements.first(root, ".bb-paper__title", HTMLElement).textContent ?? "";
  const tabTitle = document.title;
  /** @type {Map<string, ReturnType<typeof sheetPaper.makeItem>>} */
  const items = new Map();

  /** @param {Entry} entry */
  const itemOf = (entry) => {
    const item = items.get(entry.slug) ?? sheetPaper.makeItem(template, entry.slug);
    items.set(entry.slug, item);
    sheetPaper.fill(item, entry);
    return item;
  };

  /**
   * @param {string} selector
   * @param {boolean} isShown
   */
  const toggle = (selector, isShown) => {
    for (const element of elements.all(root, selector, HTMLElement)) {
      element.hidden = !isShown;
    }
  };

  /** @param {Entry[]} entries */
  const showEntries = (entries) => {
    const slugs = new Set(entries.map(({ slug }) => slug));
    for (const box of elements.all(root, "input[name=exercise]", HTMLInputElement)) {
      box.checked = slugs.has(box.value);
    }
    const shown = entries.map((entry) => itemOf(entry).element);
    if (shown.some((element, index) => list.children[index] !== element) || list.children.length !== shown.length) {
      list.replaceChildren(...shown);
    }
    shown.forEach((element, index) => {
      elements.first(element, "[data-bb-move='-1']", HTMLButtonElement).disabled = index === 0;
      elements.first(element, "[data-bb-move='1']", HTMLButtonElement).disabled = index === shown.length - 1;
    });
    elements.setCount(count, { count: shown.length });
    toggle("[data-bb-none]", shown.length === 0);
    toggle("[data-bb-stop]", shown.length > 0);
  };

  /** @param {Sheet} sheet */
  const showPeople = (sheet) => {
    for (const name of /** @type {const} */ (["for", "by"])) {
      const input = elements.first(root, `[data-bb-person=${name}]`, HTMLInputElement);
      if (input.value !== sheet[name]) {
        input.value = sheet[name];
      }
      elements.first(root, `[data-bb-said=${name}] strong`, HTMLElement).textContent = sheet[name];
      toggle(`[data-bb-said=${name}]`, sheet[name] !== "");
    }
    const [year, month, date] = sheet.on.split("-");
    day.hidden = !sheet.on;
    day.dateTime = sheet.on;
    day.textContent = sheet.on && `${Number(date)} ${sheetPaper.months[Number(month) - 1]} ${year}`;
  };

  /**
   * @param {Sheet} sheet
   * @param {View} view
   */
  const show = (sheet, view) => {
    const isRead = view === "read";
    root.setAttribute("data-view", view);
    title.textContent = isRead ? readTitle : makeTitle;
    title.classList.toggle("bb-screen-only", !isRead);
    document.title = isRead ? readTitle : tabTitle;
    showEntries(sheet.entries);
    showPeople(sheet);
    toggle("[data-bb-clear]", sheet.entries.length > 0 || sheet.for !== "" || sheet.by !== "");
  };

  /** @param {string} address nothing takes the code away */
  const showCode = (address) => {
    const drawn = address ? sheetCode.draw(address) : null;
    code.querySelector("svg")?.remove();
    code.hidden = !drawn;
    if (drawn) {
      drawn.setAttribute("aria-label", (code.dataset.label ?? "").replace("{address}", address));
      code.prepend(drawn);
    }
  };

  /**
   * Show only the choices with some text in their name, in groups that are open.
   * @param {string} text
   */
  const find = (text) => {
    const wanted = text.trim().toLocaleLowerCase();
    for (const group of elements.all(root, ".bb-picks", HTMLDetailsElement)) {
      const choices = elements.all(group, "li", HTMLElement);
      for (const choice of choices) {
        choice.hidden = !choice.textContent?.toLocaleLowerCase().includes(wanted);
      }
      group.hidden = choices.every((choice) => choice.hidden);
      group.open ||= wanted !== "";
    }
  };

  /** @param {string} slug */
  const element = (slug) => items.get(slug)?.element;

  /**
   * Put the focus where a view begins.
   * @param {View} view
   */
  const focus = (view) => {
    const pane = elements.first(root, view === "choose" ? ".bb-sheet__choose" : ".bb-sheet__work", HTMLElement);
    pane.focus({ preventScroll: true });
  };

  return { show, showCode, toggle, find, element, focus };
};
