// @ts-check
/* The log on this device: its weeks, its sessions, what the programme's rule says; to take along, to bring back, to delete. */
"use strict";

(() => {
  const root = elements.first(document, "[data-bb-log]", HTMLElement);
  const told = elements.first(root, "[data-told]", HTMLElement);
  const rule = elements.first(root, "[data-rule]", HTMLElement);
  const list = elements.first(root, "[data-sessions]", HTMLElement);
  const table = elements.first(root, "tbody", HTMLElement);
  const file = elements.first(root, "input[type=file]", HTMLInputElement);
  const { trainData } = /** @type {typeof globalThis & {trainData: TrainData}} */ (globalThis);
  const months = (root.dataset.months ?? "").split(",");
  /** What was deleted last, for as long as the page is open. */
  let deleted = "";

  const kept = () => trainingLog.read(deviceStore.read("log"));

  /** @param {string} day */
  const named = (day) => {
    const [year, month, date] = day.split("-");
    return `${Number(date)} ${months[Number(month) - 1]} ${year}`;
  };

  /**
   * @param {string} tag
   * @param {string} text
   */
  const element = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });

  /** @param {Session} session */
  const line = ({ on, name, minutes, done, of, effort, before, after, note }) => {
    const sum = (root.dataset.sum ?? "")
      .replace("{done}", `${done}`)
      .replace("{count}", `${of}`)
      .replace("{minutes}", `${minutes}`);
    const pain = before === null && after === null ? "" : `${root.dataset.pain}: ${before ?? "–"} → ${after ?? "–"}`;
    const felt = effort ? (root.dataset[effort] ?? "") : "";
    const item = element("li", "");
    item.append(element("strong", `${named(on)}: ${name}. `), [sum, felt, pain, note].filter(Boolean).join(" "), " ");
    return item;
  };

  /** @param {[string, Session[][]]} week */
  const row = ([monday, week]) => {
    const shown = element("tr", "");
    const head = element("th", named(monday));
    head.setAttribute("scope", "row");
    shown.append(
      head,
      ...week.map((sessions) =>
        element("td", sessions.length ? (sessions.length > 1 ? `✓ ${sessions.length}` : "✓") : ""),
      ),
    );
    return shown;
  };

  /** @param {Session[]} sessions */
  const showRule = (sessions) => {
    const advice = trainingLog.advice(sessions);
    const plan = advice && trainData.plans[sessions[sessions.length - 1].plan];
    rule.hidden = !plan;
    if (plan) {
      const link = Object.assign(element("a", plan.name), { href: plan.page });
      const said = advice === "on" ? `${rule.dataset.on} ${plan.move_on}` : `${rule.dataset.ease} ${plan.flare_up}`;
      rule.replaceChildren(`${said} `, link);
    }
  };

  const show = () => {
    const sessions = kept();
    const found = sessions ?? [];
    for (const part of elements.all(root, "[data-full]", HTMLElement)) {
      part.hidden = found.length === 0;
    }
    elements.first(root, "[data-empty]", HTMLElement).hidden = found.length > 0 || sessions === null;
    elements.first(root, "[data-undo]", HTMLElement).hidden = deleted === "";
    table.replaceChildren(...trainingLog.weeks(found).map(row));
    list.replaceChildren(...[...found].reverse().map(line));
    showRule(found);
    if (!sessions) {
      told.textContent = told.dataset.damaged ?? "";
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

  /** @param {string} text */
  const keep = (text) => {
    told.textContent = deviceStore.write("log", text) ? "" : (told.dataset.unkept ?? "");
    show();
  };

  /** @type {Record<string, () => void>} */
  const actions = {
    csv: () => hand(`\uFEFF${trainingLog.table(kept() ?? [])}`, "text/csv", "training-log.csv"),
    json: () => hand(deviceStore.read("log") ?? "[]", "application/json", "training-log.json"),
    delete: () => {
      deleted = deviceStore.read("log") ?? "";
      keep("");
    },
    undo: () => {
      const text = deleted;
      deleted = "";
      keep(text);
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
      keep(trainingLog.write(trainingLog.merge(own, found)));
    } else {
      told.textContent = told.dataset.strange ?? "";
    }
  });

  show();
})();
