// @ts-check
/* The form that puts a plan into a calendar: days, time and first day, as a file that the reader opens. */
"use strict";

/** @param {HTMLElement} root */
const trainReminder = (root) => {
  const MONDAY = Date.UTC(2024, 0, 1);
  const DAY = 86_400_000; // ms
  const USUAL = [0, 2, 4]; // days with one between them
  const place = elements.first(root, "[data-days]", HTMLElement);
  const names = new Intl.DateTimeFormat(document.documentElement.lang, { weekday: "long", timeZone: "UTC" });

  /** @param {string} name */
  const field = (name) => elements.first(root, `[data-calendar] [name=${name}]`, HTMLInputElement);

  for (let day = 0; day < 7; day++) {
    const label = document.createElement("label");
    const box = Object.assign(document.createElement("input"), { type: "checkbox", name: "day", value: `${day}` });
    box.checked = USUAL.includes(day);
    label.append(box, ` ${names.format(MONDAY + day * DAY)}`);
    place.append(label);
  }
  const boxes = elements.all(place, "input", HTMLInputElement);
  const weeksOf = elements.first(root, "[data-weeks]", HTMLElement);
  const today = new Date();
  field("first").value = new Date(today.getTime() - today.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);

  /** The address of this page for others' devices too. */
  const address = () =>
    /^(localhost|127\.|\[::1\]|$)/.test(location.hostname) ? root.dataset.address : location.href.replace(/[?#].*/, "");

  /**
   * Ask for the number of weeks of what has none of its own.
   * @param {Chosen} chosen
   */
  const ask = ({ plan }) => {
    weeksOf.hidden = Boolean(plan?.weeks);
    field("weeks").disabled = weeksOf.hidden;
  };

  /**
   * The plan, and the phases that follow it; a sheet by itself.
   * @param {Chosen} chosen
   * @param {number} minutes
   * @returns {Series[]}
   */
  const series = ({ key, plan, for: whom }, minutes) => {
    /** @type {Series[]} */
    const found = [];
    let [name, one] = [key, plan];
    while (one) {
      const weeks = one.weeks ? one.weeks[1] - one.weeks[0] + 1 : Number(field("weeks").value);
      const longest = one.minutes[Number(one.more_sets)][1];
      found.push({ title: `${one.title}: ${one.name}`, link: `${address()}#plan=${name}`, weeks, minutes: longest });
      name = `${key.split("/")[0]}/${one.next}`;
      one = one.next ? trainPlan.plans[name] : null;
    }
    const sheet = {
      title: whom || document.title,
      link: `${address()}${location.hash}`,
      weeks: Number(field("weeks").value),
      minutes,
    };
    return found.length ? found : [sheet];
  };

  /**
   * Hand the file to the browser, when all that it needs is there.
   * @param {Chosen} chosen
   * @param {number} minutes
   */
  const make = (chosen, minutes) => {
    const days = boxes.filter(({ checked }) => checked).map(({ value }) => Number(value));
    boxes[0].setCustomValidity(days.length ? "" : (place.dataset.none ?? ""));
    if (![boxes[0], field("first"), field("time"), field("weeks")].every((one) => one.reportValidity())) {
      return;
    }
    const wish = { first: field("first").value, days, time: field("time").value };
    const text = trainCalendar.write(series(chosen, minutes), wish, Date.now());
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/calendar" }));
    link.download = "training.ics";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  };

  return { ask, make };
};
