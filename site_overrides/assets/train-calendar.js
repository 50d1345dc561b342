// @ts-check
/* Sessions as a calendar file (RFC 5545), made in the browser: each phase some weeks of sessions, one after the other, on
   the days and at the time that the reader chose, each with a link to its session and a reminder. Times are those of the
   place where the reader is. */
"use strict";

/**
 * Some weeks of one plan.
 * @typedef {object} Series
 * @property {string} title
 * @property {string} link
 * @property {number} weeks
 * @property {number} minutes
 */

const trainCalendar = (() => {
  const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
  const DAY = 86_400_000; // ms
  const LONGEST = 75; // bytes of a line
  const encoder = new TextEncoder();

  /** @param {string} text */
  const escaped = (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\n/g, "\\n");

  /**
   * A line in parts of at most 75 bytes; no character is cut in two.
   * @param {string} line
   */
  const folded = (line) => {
    const parts = [""];
    let length = 0;
    for (const character of line) {
      const size = encoder.encode(character).length;
      if (length + size > LONGEST) {
        parts.push(" ");
        length = 1;
      }
      parts[parts.length - 1] += character;
      length += size;
    }
    return `${parts.join("\r\n")}\r\n`;
  };

  /**
   * Days are counted in UTC, where none is shorter than another.
   * @param {number} day
   */
  const written = (day) => new Date(day).toISOString().slice(0, 10).replace(/-/g, "");

  /**
   * @param {Series} series
   * @param {number} number
   * @param {number} from its first day
   * @param {{days: number[], time: string, stamp: string}} when
   */
  const event = ({ title, link, weeks, minutes }, number, from, { days, time, stamp }) => {
    const weekday = (new Date(from).getUTCDay() + 6) % 7;
    const wait = Math.min(...days.map((day) => (day - weekday + 7) % 7));
    return [
      "BEGIN:VEVENT",
      `UID:${stamp}-${number}@${new URL(link).hostname || "device"}`,
      `DTSTAMP:${stamp}`,
      `DTSTART:${written(from + wait * DAY)}T${time.replace(":", "")}00`,
      `DURATION:PT${minutes}M`,
      `RRULE:FREQ=WEEKLY;BYDAY=${days.map((day) => WEEKDAYS[day]).join(",")};COUNT=${weeks * days.length}`,
      `SUMMARY:${escaped(title)}`,
      `DESCRIPTION:${escaped(link)}`,
      `URL:${link}`,
      "BEGIN:VALARM",
      "ACTION:DISPLAY",
      `DESCRIPTION:${escaped(title)}`,
      "TRIGGER:PT0M",
      "END:VALARM",
      "END:VEVENT",
    ];
  };

  /**
   * Weeks are seven days from the first day on: whichever weekday that is, each phase has all its sessions.
   * @param {Series[]} series in order
   * @param {{first: string, days: number[], time: string}} wish the first day, like 2026-12-01; days of the week from 0,
   *   which is Monday, at least one; the time of day, like 18:00
   * @param {number} now in ms, for the stamp of the file
   */
  const write = (series, { first, days, time }, now) => {
    const stamp = `${new Date(now).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
    let from = Date.parse(`${first}T00:00:00Z`);
    const events = series.flatMap((one, index) => {
      const lines = event(one, index, from, { days, time, stamp });
      from += one.weeks * 7 * DAY;
      return lines;
    });
    const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//train-calendar.js//EN", ...events, "END:VCALENDAR"];
    return lines.map(folded).join("");
  };

  return { write };
})();
