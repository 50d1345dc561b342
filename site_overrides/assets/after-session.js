// @ts-check
/* After a session: one line for the log on this device, if the reader presses Save; and what the programme's rule says. */
"use strict";

/** @param {HTMLElement} root */
const afterSession = (root) => {
  const form = elements.first(root, "[data-after]", HTMLElement);
  const told = elements.first(root, "[data-after-told]", HTMLElement);
  const rule = elements.first(root, "[data-after-rule]", HTMLElement);
  /** @type {Omit<Session, "effort" | "before" | "after" | "note"> | null} */
  let done = null;

  const inputs = elements.all(form, "input", HTMLInputElement);

  /** @param {string} name */
  const answer = (name) =>
    inputs.find((one) => one.name === name && (one.type !== "radio" || one.checked))?.value ?? "";

  /** @param {string} name */
  const painOf = (name) => (/^(10|\d)$/.test(answer(name)) ? Number(answer(name)) : null);

  /** @param {Session[]} sessions */
  const showRule = (sessions) => {
    const advice = trainingLog.advice(sessions);
    const plan = advice && trainPlan.plans[sessions[sessions.length - 1].plan];
    rule.hidden = !plan;
    rule.textContent = plan
      ? advice === "on"
        ? `${rule.dataset.on} ${plan.move_on}`
        : `${rule.dataset.ease} ${plan.flare_up}`
      : "";
  };

  elements.first(form, "[data-save]", HTMLButtonElement).addEventListener("click", () => {
    const kept = trainingLog.read(deviceStore.read("log"));
    if (!done || !kept) {
      told.textContent = told.dataset.damaged ?? "";
      return;
    }
    const effort = /** @type {Session["effort"]} */ (answer("effort"));
    const answers = { effort, before: painOf("before"), after: painOf("after"), note: answer("note").trim() };
    const sessions = trainingLog.merge(kept, [{ ...done, ...answers }]);
    const isKept = deviceStore.write("log", trainingLog.write(sessions));
    told.textContent = (isKept ? told.dataset.saved : told.dataset.full) ?? "";
    form.hidden = isKept;
    if (isKept) {
      showRule(sessions);
    }
  });

  /** @param {NonNullable<typeof done>} session */
  const show = (session) => {
    done = session;
    for (const input of inputs) {
      input.checked = false;
      input.value = input.type === "radio" ? input.value : "";
    }
    form.hidden = false;
    rule.hidden = true;
    told.textContent = "";
  };

  return { show };
};
