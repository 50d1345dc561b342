// @ts-check
/* A training log as values: what was done, as text and back, and what the programme's own rule says of it. It has no page
   and keeps nothing itself. */
"use strict";

/**
 * A session that was done.
 * @typedef {object} Session
 * @property {string} on its day, like 2026-12-01
 * @property {string} plan its key, or nothing for a sheet
 * @property {string} name
 * @property {number} minutes
 * @property {number} done exercises
 * @property {number} of
 * @property {"" | "easy" | "right" | "hard"} effort
 * @property {number | null} before pain, 0 to 10
 * @property {number | null} after
 * @property {string} note
 */

const trainingLog = (() => {
  const EFFORTS = ["", "easy", "right", "hard"];
  const COLUMNS = /** @type {const} */ ([
    "on",
    "plan",
    "name",
    "minutes",
    "done",
    "of",
    "effort",
    "before",
    "after",
    "note",
  ]);
  const WORSE = 2; // points of pain: less than that is within a day's ups and downs

  /** @param {unknown} value */
  const isCount = (value) => typeof value === "number" && Number.isInteger(value) && value >= 0;

  /** @param {unknown} value */
  const isPain = (value) => value === null || (isCount(value) && Number(value) <= 10);

  /**
   * @param {any} value
   * @returns {value is Session}
   */
  const isSession = (value) =>
    value !== null &&
    typeof value === "object" &&
    /^\d{4}-\d\d-\d\d$/.test(value.on) &&
    [value.plan, value.name, value.note].every((text) => typeof text === "string") &&
    [value.minutes, value.done, value.of].every(isCount) &&
    EFFORTS.includes(value.effort) &&
    isPain(value.before) &&
    isPain(value.after);

  /**
   * @param {string | null} text
   * @returns {Session[] | null} nothing for a text that is no log
   */
  const read = (text) => {
    try {
      const found = JSON.parse(text || "[]");
      return Array.isArray(found) && found.every(isSession) ? found : null;
    } catch {
      return null;
    }
  };

  /** @param {Session[]} sessions */
  const write = (sessions) => (sessions.length ? JSON.stringify(sessions) : "");

  /**
   * Both logs together, in the order of days; what stands in both is there once.
   * @param {Session[]} own
   * @param {Session[]} other
   */
  const merge = (own, other) => {
    const all = new Map(
      [...own, ...other].map((session) => [JSON.stringify(COLUMNS.map((name) => session[name])), session]),
    );
    return [...all.values()].sort((one, two) => one.on.localeCompare(two.on));
  };

  /**
   * A cell of a table (RFC 4180). A spreadsheet would take a text that begins like a formula for one.
   * @param {string | number | null} value
   */
  const cell = (value) => {
    const text = `${value ?? ""}`;
    const harmless = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(harmless) ? `"${harmless.replace(/"/g, '""')}"` : harmless;
  };

  /** @param {Session[]} sessions */
  const table = (sessions) =>
    [COLUMNS.join(","), ...sessions.map((session) => COLUMNS.map((name) => cell(session[name])).join(","))]
      .map((line) => `${line}\r\n`)
      .join("");

  /**
   * Whether pain was worse after a session; not known when it was not noted.
   * @param {Session} session
   */
  const isWorse = ({ before, after }) => before !== null && after !== null && after - before >= WORSE;

  /**
   * What the rules of the programme say of the last sessions: ease off when pain rose, or when two running were too much;
   * go on when two running of the same phase left repetitions to spare.
   * @param {Session[]} sessions
   * @returns {"" | "on" | "ease"}
   */
  const advice = (sessions) => {
    const [last, one] = [...sessions].reverse();
    if (!last?.plan) {
      return "";
    }
    const both = one?.plan === last.plan ? [last, one] : [];
    if (isWorse(last) || (both.length && both.every(({ effort }) => effort === "hard"))) {
      return "ease";
    }
    const isSpare =
      both.length > 0 && both.every((session) => session.effort === "easy" && session.done === session.of);
    const isCalm = both.every(({ before, after }) => before === null || after === null || after <= before);
    return isSpare && isCalm ? "on" : "";
  };

  /**
   * The sessions of each week, the last week first; a week is named by its Monday.
   * @param {Session[]} sessions
   */
  const weeks = (sessions) => {
    /** @type {Map<string, Session[][]>} */
    const found = new Map();
    for (const session of sessions) {
      const day = new Date(`${session.on}T00:00:00Z`);
      const place = (day.getUTCDay() + 6) % 7;
      const monday = new Date(day.getTime() - place * 86_400_000).toISOString().slice(0, 10);
      const days = found.get(monday) ?? Array.from({ length: 7 }, () => []);
      days[place].push(session);
      found.set(monday, days);
    }
    return [...found].sort(([one], [two]) => two.localeCompare(one));
  };

  return { read, write, merge, table, advice, weeks };
})();
