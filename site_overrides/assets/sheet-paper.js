// @ts-check
/* What can stand on the sheet, of sheet-data.js; and an exercise on it: the page's template of one, filled. */
"use strict";

/**
 * What an exercise says on a sheet. Its other texts are put where the template has their names.
 * @typedef {object} ExerciseTexts
 * @property {string} title
 * @property {string} page its address
 * @property {string} dose how much, as the site says it
 * @property {boolean} sided whether it is done on each side
 * @property {{file: string, alt: string, width: number, height: number} | null} figure
 * @property {string} setup
 * @property {string[]} steps
 * @property {string} breathing
 * @property {string} stop
 */

/**
 * @typedef {object} SheetData
 * @property {Record<string, ExerciseTexts>} exercises by slug
 * @property {Record<string, string>} former slugs that an exercise once had, with the present one
 * @property {string[]} months
 * @property {Record<string, [string, string, string][]>} programmes exercises with how much and a note, by the value of
 *   their choice
 */

const sheetPaper = (() => {
  const { sheetData } = /** @type {typeof globalThis & {sheetData: SheetData}} */ (globalThis);
  const exercises = new Map(Object.entries(sheetData.exercises));
  const former = new Map(Object.entries(sheetData.former));
  const programmes = new Map(Object.entries(sheetData.programmes));

  const TIMES = /** @type {const} */ (["tempo", "hold", "rest"]);

  /** @param {string} slug */
  const textsOf = (slug) => exercises.get(slug);

  /**
   * The exercises that are still on the site, each once, under their present names.
   * @param {Entry[]} entries
   */
  const known = (entries) => {
    /** @type {Map<string, Entry>} */
    const found = new Map();
    for (const entry of entries) {
      const slug = former.get(entry.slug) ?? entry.slug;
      const usual = textsOf(slug)?.dose;
      if (usual && !found.has(slug)) {
        const side = ["left", "right"].includes(entry.side) ? entry.side : "";
        found.set(slug, { ...entry, slug, dose: entry.dose || usual, side });
      }
    }
    return [...found.values()];
  };

  /** @param {string} choice */
  const programme = (choice) =>
    known((programmes.get(choice) ?? []).map(([slug, dose, note]) => ({ ...sheetLink.EMPTY, slug, dose, note })));

  /**
   * @param {HTMLElement} element
   * @param {NonNullable<ExerciseTexts["figure"]>} figure
   */
  const addFigure = (element, { file, alt, width, height }) => {
    for (const scheme of ["light", "dark"]) {
      const image = new Image(width, height);
      image.src = `${file}${scheme}.svg#only-${scheme}`;
      image.alt = alt;
      element.append(image);
    }
  };

  /**
   * Make an exercise of the sheet.
   * @param {HTMLTemplateElement} template
   * @param {string} slug of a known one
   */
  const makeItem = (template, slug) => {
    const texts = /** @type {ExerciseTexts} */ (textsOf(slug));
    const copy = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
    const element = elements.first(copy, "li", HTMLElement);
    element.dataset.slug = slug;
    const link = elements.first(element, "h2 a", HTMLAnchorElement);
    link.href = texts.page;
    link.textContent = texts.title;
    for (const button of elements.all(element, "button", HTMLButtonElement)) {
      button.setAttribute("aria-label", `${button.getAttribute("aria-label")}: ${texts.title}`);
    }
    for (const place of elements.all(element, "[data-bb-text]", HTMLElement)) {
      const text = Object.entries(texts).find(([name]) => name === place.dataset.bbText)?.[1];
      place.textContent = typeof text === "string" ? text : "";
    }
    for (const step of texts.steps) {
      elements
        .first(element, "ol", HTMLElement)
        .append(Object.assign(document.createElement("li"), { textContent: step }));
    }
    if (texts.figure) {
      addFigure(elements.first(element, ".bb-item__fig", HTMLElement), texts.figure);
    }
    elements.first(element, "[data-bb-own-stop]", HTMLElement).hidden = !texts.stop;
    const side = elements.first(element, "select", HTMLSelectElement);
    elements.first(element, "label:nth-child(2)", HTMLElement).hidden = !texts.sided;
    const fields = {
      dose: elements.first(element, "[data-bb-field=dose]", HTMLInputElement),
      side,
      note: elements.first(element, "[data-bb-field=note]", HTMLInputElement),
      tempo: elements.first(element, "[data-bb-field=tempo]", HTMLInputElement),
      hold: elements.first(element, "[data-bb-field=hold]", HTMLInputElement),
      rest: elements.first(element, "[data-bb-field=rest]", HTMLInputElement),
    };
    for (const name of TIMES) {
      [fields[name].min, fields[name].max] = sheetLink.SECONDS[name].map(String);
    }
    const said = {
      dose: elements.first(element, "[data-bb-text=dose]", HTMLElement),
      note: elements.first(element, "[data-bb-text=note]", HTMLElement),
      times: elements.first(element, "[data-bb-text=times]", HTMLElement),
    };
    return { element, fields, said, sided: texts.sided };
  };

  /** @typedef {ReturnType<typeof makeItem>} Item */

  /**
   * Say how much, which side and what else, in the fields and as text.
   * @param {Item} item
   * @param {Entry} entry
   */
  const fill = ({ fields, said, sided }, entry) => {
    for (const name of /** @type {const} */ (["dose", "side", "note", ...TIMES])) {
      if (fields[name].value !== entry[name]) {
        fields[name].value = entry[name]; // not while it is typed: the caret would jump
      }
    }
    const side = sided ? [fields.side.selectedOptions[0].text] : [];
    const times = TIMES.filter((name) => sheetLink.said(entry, name)).map((name) =>
      (said.times.dataset[name] ?? "").replace("{seconds}", entry[name]),
    );
    said.dose.textContent = [entry.dose, ...side, ...times].join(", ");
    said.note.textContent = entry.note;
    said.times.textContent = times.join(", ");
  };

  return { months: sheetData.months, textsOf, known, programme, makeItem, fill };
})();
