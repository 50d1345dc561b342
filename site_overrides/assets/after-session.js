// @ts-check
/* After a session: one line for the log on this device, if the reader presses Save; and what the programme's rule says. */
"use strict";

/** @param {HTMLElement} root */
const afterSession = (root) => {
  const form = elements.first(root, "[data-after]", HTMLElement);
  const told = elements.first(root, "[data-after-told]", HTMLElement);
  const answers = sessionAnswers(form);
  const rule = trainingRule(elements.first(root, "[data-after-rule]", HTMLElement), trainPlan.plans);
  /** @type {Omit<Session, keyof Answers> | null} */
  let done = null;

  elements.first(form, "[data-save]", HTMLButtonElement).addEventListener("click", () => {
    const kept = trainingLog.read(deviceStore.read("log"));
    if (!done || !kept) {
      told.textContent = told.dataset.damaged ?? "";
      return;
    }
    const sessions = trainingLog.add(kept, [{ ...done, ...answers.read() }]);
    const isKept = deviceStore.write("log", trainingLog.write(sessions));
    told.textContent = (isKept ? told.dataset.saved : told.dataset.full) ?? "";
    form.hidden = isKept;
    if (isKept) {
      rule.show(sessions);
    }
  });

  /** @param {NonNullable<typeof done>} session */
  const show = (session) => {
    done = session;
    answers.show({ effort: "", before: null, after: null, note: "" });
    form.hidden = false;
    rule.show([]);
    told.textContent = "";
  };

  return { show };
};
