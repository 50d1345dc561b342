// @ts-check
/* The log on this device: its weeks, its sessions, what the programme's rule says; to change, to take along, to bring back,
   to delete. It is read anew for each of them: another tab may have changed it. */
"use strict";

(() => {
  const root = elements.first(document, "[data-bb-log]", HTMLElement);
  const told = elements.first(root, "[data-told]", HTMLElement);
  const list = elements.first(root, "[data-sessions]", HTMLElement);
  const table = elements.first(root, "tbody", HTMLElement);
  const undo = elements.first(root, "[data-do=undo]", HTMLButtonElement);
  const file = elements.first(root, "input[type=file]", HTMLInputElement);
  const { trainData } = /** @type {typeof globalThis & {trainData: TrainData}} */ (globalThis);
  const rule = trainingRule(elements.first(root, "[data-rule]", HTMLElement), trainData.plans);
  const months = (root.dataset.months ?? "").split(",");

  /**
   * Ways back from what was deleted while the page is open, the last at the end: each gives the text of the log with it,
   * or nothing when there is no room for it.
   * @type {((own: Session[]) => string | null)[]}
   */
  const ways = [];

  const kept = () => trainingLog.read(deviceStore.read("log"));

  /** @param {"saved" | "deleted" | "damaged" | "unkept" | "strange"} what */
  const tell = (what) => {
    told.textContent = told.dataset[what] ?? "";
  };

  /** @param {string} day */
  const named = (day) => {
    const [year, month, date] = day.split("-");
    return `${Number(date)} ${months[Number(month) - 1]} ${year}`;
  };

  /**
   * @param {string} selector
   * @returns {DocumentFragment}
   */
  const copyOf = (selector) => {
    const template = elements.first(root, selector, HTMLTemplateElement);
    return /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  };

  /**
   * @param {string} tag
   * @param {string} text
   */
  const element = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });

  /** @param {Session} session */
  const sumOf = ({ minutes, done, of, effort, before, after, note }) => {
    const sum = (root.dataset.sum ?? "")
      .replace("{done}", `${done}`)
      .replace("{count}", `${of}`)
      .replace("{minutes}", `${minutes}`);
    const pain = before === null && after === null ? "" : `${root.dataset.pain}: ${before ?? "–"} → ${after ?? "–"}.`;
    return [sum, effort && root.dataset[effort], pain, note].filter(Boolean).join(" ");
  };

  /**
   * Keep a log, and say so.
   * @param {string} text
   * @param {"saved" | "deleted"} what
   */
  const keep = (text, what) => {
    const isKept = deviceStore.write("log", text);
    show();
    tell(isKept ? what : "unkept");
    return isKept;
  };

  /**
   * @param {string} text
   * @param {(typeof ways)[number]} way
   */
  const drop = (text, way) => {
    if (keep(text, "deleted")) {
      ways.push(way);
      undo.hidden = false;
      undo.focus({ preventScroll: true });
    }
  };

  /**
   * The form that changes a session or deletes it.
   * @param {Session} session
   */
  const change = (session) => {
    const copy = copyOf("template[data-change]");
    const form = elements.first(copy, "form", HTMLFormElement);
    const answers = sessionAnswers(form);
    answers.show(session);

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const place = [...list.children].findIndex((item) => item.contains(form));
      const sessions = trainingLog.replace(kept() ?? [], session, { ...session, ...answers.read() });
      if (!sessions) {
        show();
      } else if (keep(trainingLog.write(sessions), "saved")) {
        elements.all(list, "summary", HTMLElement)[place]?.focus();
      }
    });
    elements.first(form, "[data-delete]", HTMLButtonElement).addEventListener("click", () => {
      const sessions = trainingLog.replace(kept() ?? [], session);
      if (sessions) {
        drop(trainingLog.write(sessions), (own) => trainingLog.write(trainingLog.add(own, [session])));
      } else {
        show();
      }
    });
    return copy;
  };

  /** @param {Session} session */
  const line = (session) => {
    const copy = copyOf("template[data-session]");
    const details = elements.first(copy, "details", HTMLDetailsElement);
    elements.first(copy, "strong", HTMLElement).textContent = `${named(session.on)}: ${session.name}.`;
    elements.first(copy, "span", HTMLElement).textContent = sumOf(session);
    details.addEventListener("toggle", () => details.append(change(session)), { once: true });
    return copy;
  };

  /** @param {[string, Session[][]]} week */
  const row = ([monday, week]) => {
    const shown = element("tr", "");
    const head = element("th", named(monday));
    head.setAttribute("scope", "row");
    const marks = week.map(({ length }) => (length > 1 ? `✓ ${length}` : "✓".repeat(length)));
    shown.append(head, ...marks.map((mark) => element("td", mark)));
    return shown;
  };

  const show = () => {
    const sessions = kept();
    const found = sessions ?? [];
    for (const part of elements.all(root, "[data-full]", HTMLElement)) {
      part.hidden = found.length === 0;
    }
    for (const part of elements.all(root, "[data-some]", HTMLElement)) {
      part.hidden = !deviceStore.read("log");
    }
    elements.first(root, "[data-empty]", HTMLElement).hidden = found.length > 0 || sessions === null;
    table.replaceChildren(...trainingLog.weeks(found).map(row));
    list.replaceChildren(...[...found].reverse().map(line));
    rule.show(found);
    if (!sessions) {
      tell("damaged");
    }
  };

  /**
   * @param {string} text
   * @param {string} type
   * @param {string} name
   */
  const hand = (text, type, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  };

  /** @type {Record<string, () => void>} */
  const actions = {
    csv: () => hand(`\uFEFF${trainingLog.table(kept() ?? [])}`, "text/csv", "training-log.csv"),
    json: () => hand(deviceStore.read("log") ?? "[]", "application/json", "training-log.json"),
    delete: () => {
      const text = deviceStore.read("log") ?? "";
      const sessions = trainingLog.read(text);
      drop("", (own) => (sessions ? trainingLog.write(trainingLog.merge(own, sessions)) : own.length ? null : text));
    },
    undo: () => {
      const own = kept();
      const text = own && ways[ways.length - 1](own);
      if (text === null) {
        tell("damaged");
      } else if (keep(text, "saved")) {
        ways.pop();
        undo.hidden = ways.length === 0;
        elements.first(root, "[data-do=delete]", HTMLButtonElement).focus({ preventScroll: true });
      }
    },
  };

  root.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("button[data-do]") : null;
    if (button instanceof HTMLElement) {
      actions[button.dataset.do ?? ""]?.();
    }
  });

  file.addEventListener("change", async () => {
    const text = (await file.files?.[0]?.text()) ?? "";
    const found = text ? trainingLog.read(text) : null;
    const own = kept();
    file.value = "";
    if (found && own) {
      keep(trainingLog.write(trainingLog.merge(own, found)), "saved");
    } else {
      tell(own ? "strange" : "damaged");
    }
  });

  show();
})();
