// @ts-check
/* The programme's own rule, in its own words, where the last sessions of a log call for it; with the way to its phase. */
"use strict";

/**
 * @param {HTMLElement} place
 * @param {Record<string, Plan>} plans
 */
const trainingRule = (place, plans) => {
  /** @param {string} key */
  const planOf = (key) => (Object.keys(plans).includes(key) ? plans[key] : null);

  /** @param {Session[]} sessions nothing of them is said when there are none */
  const show = (sessions) => {
    const advice = trainingLog.advice(sessions);
    const key = sessions[sessions.length - 1]?.plan ?? "";
    const plan = advice && planOf(key);
    place.hidden = !plan;
    if (!plan) {
      return;
    }
    const next = advice === "on" && plan.next ? planOf(`${key.split("/")[0]}/${plan.next}`) : null;
    const link = document.createElement("a");
    link.href = (next ?? plan).page;
    link.textContent = next ? (place.dataset.next ?? "").replace("{name}", () => next.name) : plan.name;
    const said = advice === "on" ? `${place.dataset.on} ${plan.move_on}` : `${place.dataset.ease} ${plan.flare_up}`;
    place.replaceChildren(`${said} `, link);
  };

  return { show };
};
