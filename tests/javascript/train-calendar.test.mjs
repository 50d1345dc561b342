/* Calendar files: the right days, whatever the first one is, and lines that every calendar reads. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { run } from "./scripts.mjs";

const { write } = run(["train-calendar.js"], "trainCalendar");

const LINK = "https://example.test/train.html#plan=a/1";
const NOW = Date.UTC(2026, 11, 1, 10, 20, 30);

/** @param {object[]} series */
const calendar = (series, wish = {}) =>
  write(series, { first: "2026-12-01", days: [0, 2, 4], time: "18:00", ...wish }, NOW);

/** @param {object} fields */
const weeks = (fields) => ({ title: "Weeks", link: LINK, weeks: 2, minutes: 20, ...fields });

/**
 * @param {string} text
 * @param {string} name
 */
const values = (text, name) =>
  text.split("\r\n").flatMap((line) => (line.startsWith(`${name}:`) ? [line.slice(name.length + 1)] : []));

test("a plan that begins in the middle of a week has all its sessions", () => {
  const text = calendar([weeks({}), weeks({})]); // 1 December 2026 is a Tuesday
  assert.deepEqual(values(text, "DTSTART"), ["20261202T180000", "20261216T180000"]);
  assert.deepEqual(values(text, "RRULE"), Array(2).fill("FREQ=WEEKLY;BYDAY=MO,WE,FR;COUNT=6"));
});

test("phases follow one another by whole weeks", () => {
  const text = calendar([weeks({}), weeks({ weeks: 4 })], { first: "2026-12-07", days: [0, 3], time: "07:05" });
  assert.deepEqual(values(text, "DTSTART"), ["20261207T070500", "20261221T070500"]);
  assert.deepEqual(values(text, "RRULE"), ["FREQ=WEEKLY;BYDAY=MO,TH;COUNT=4", "FREQ=WEEKLY;BYDAY=MO,TH;COUNT=8"]);
  assert.equal(new Set(values(text, "UID")).size, 2);
  assert.deepEqual(values(text, "DTSTAMP"), ["20261201T102030Z", "20261201T102030Z"]);
});

test("no phase is left out, though its first week is all but over", () => {
  const text = calendar([weeks({ weeks: 1 }), weeks({ weeks: 1 })], { first: "2026-12-06", days: [0] });
  assert.deepEqual(values(text, "DTSTART"), ["20261207T180000", "20261214T180000"]);
});

test("signs that mean something are escaped, and no line is longer than 75 bytes", () => {
  const title = `A; b, c\\ ${"äöü🙂".repeat(40)}`;
  const text = calendar([weeks({ title })]);
  const unfolded = text.replaceAll("\r\n ", "");
  assert.deepEqual(values(unfolded, "SUMMARY"), [`A\\; b\\, c\\\\ ${"äöü🙂".repeat(40)}`]);
  assert.ok(text.split("\r\n").every((/** @type {string} */ line) => new TextEncoder().encode(line).length <= 75));
});
