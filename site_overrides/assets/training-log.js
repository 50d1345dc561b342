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
  const MILD = 3; // points of pain: with more than mild pain, the stop signs say, ease off

  /**
   * A day that there is: others would be taken for a day of the month after, or break what works with them.
   * @param {unknown} value
   */
  const isDay = (value) => {
    const time = typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : NaN;
    return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === value;
  };

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
    isDay(value.on) &&
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
   * A log with sessions put in, in the order of days. Two that say the same are two: a short plan is done twice a day.
   * @param {Session[]} sessions
   * @param {Session[]} more
   */
  const add = (sessions, more) => [...sessions, ...more].sort((one, two) => one.on.localeCompare(two.on));

  /**
   * A log in which one session, wherever it stands by now, is another one or gone.
   * @param {Session[]} sessions
   * @param {Session} one
   * @param {Session} [other]
   * @returns {Session[] | null} nothing when it is not there any more
   */
  const replace = (sessions, one, other) => {
    const at = sessions.findIndex((session) => JSON.stringify(session) === JSON.stringify(one));
    return at < 0 ? null : sessions.flatMap((session, index) => (index !== at ? [session] : other ? [other] : []));
  };

  /** @param {Session} session */
  const sameness = ({ on, plan, minutes, note }) => JSON.stringify([on, plan, minutes, note]);

  /**
   * A log with those of another that it lacks. What was changed on this device since the other was saved stays so.
   * @param {Session[]} own
   * @param {Session[]} other
   */
  const merge = (own, other) => {
    /** @type {Map<string, number>} */
    const there = new Map();
    for (const session of own) {
      there.set(sameness(session), (there.get(sameness(session)) ?? 0) + 1);
    }
    const lacking = other.filter((session) => {
      const left = there.get(sameness(session)) ?? 0;
      there.set(sameness(session), left - 1);
      return left <= 0;
    });
    return add(own, lacking);
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
   * Whether a session left repetitions to spare, and the body in peace as far as that was noted.
   * @param {Session} session
   */
  const isSpare = ({ effort, done, of, before, after }) =>
    effort === "easy" && done === of && (after === null || (after <= MILD && after <= (before ?? after)));

  /**
   * What the rules of the programme say of the last sessions: ease off when pain rose, or when two running were too much;
   * go on when all sessions of two training days running were of the same phase and left repetitions to spare. Other
   * programmes and sheets do not count.
   * @param {Session[]} sessions
   * @returns {"" | "on" | "ease"}
   */
  const advice = (sessions) => {
    const last = sessions[sessions.length - 1];
    if (!last?.plan) {
      return "";
    }
    const [programme] = last.plan.split("/");
    const own = sessions.filter(({ plan }) => plan.split("/")[0] === programme);
    const two = own.slice(-2);
    if (isWorse(last) || (two.length === 2 && two.every(({ effort }) => effort === "hard"))) {
      return "ease";
    }
    const days = [...new Set(own.map(({ on }) => on))].slice(-2);
    const recent = own.filter(({ on }) => days.includes(on));
    return days.length === 2 && recent.every((session) => session.plan === last.plan && isSpare(session)) ? "on" : "";
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

  return { read, write, add, replace, merge, table, advice, weeks };
})();
