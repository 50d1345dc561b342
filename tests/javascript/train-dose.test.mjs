/* Doses in words: what a sheet says is counted only when it is certain what is meant. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { run } from "./scripts.mjs";

const { read } = run(["train-dose.js"], "trainDose");

const ENGLISH = ["{sets} sets of {amount}", "1 set of {amount}", "{amount} seconds", "{amount} metres"];
const SPANISH = ["{sets} series de {amount}", "1 serie de {amount}", "{amount} segundos", "{amount} metros"];

/**
 * @param {string} unit
 * @param {number[]} numbers
 */
const dose = (unit, ...[fewest, most, from, to]) => ({ sets: [fewest, most], unit, amount: [from, to] });

/** @type {[string, object][]} */
const UNDERSTOOD = [
  ["2–3 sets of 10–15", dose("reps", 2, 3, 10, 15)],
  ["1 set of 8", dose("reps", 1, 1, 8, 8)],
  ["1 set of 8-10", dose("reps", 1, 1, 8, 10)],
  ["5 sets of 5 seconds", dose("seconds", 5, 5, 5, 5)],
  ["1–2 sets of 10–20 metres", dose("metres", 1, 2, 10, 20)],
  ["  3 Sets  of 8 ", dose("reps", 3, 3, 8, 8)],
  ["3x10", dose("reps", 3, 3, 10, 10)],
  ["3 × 10-12", dose("reps", 3, 3, 10, 12)],
  ["2 x 30 s", dose("seconds", 2, 2, 30, 30)],
  ["2x30sec.", dose("seconds", 2, 2, 30, 30)],
];

const NOT_UNDERSTOOD = [
  "",
  "10",
  "3/10",
  "3 x 10 m",
  "as often as you like",
  "3 x 10 slowly",
  "0 sets of 10",
  "3 sets of 0",
  "3 sets of 12–8",
  "30 x 10",
  "3 x 999 s",
  "x".repeat(10_000),
  `${"1-".repeat(5000)}1`,
  "3 sets of 8 🙂",
  "(((3 x 10",
];

for (const [text, expected] of UNDERSTOOD) {
  test(`${text.trim()} is understood`, () => assert.deepEqual(read(text, ENGLISH), expected));
}

for (const text of NOT_UNDERSTOOD) {
  test(`${text.slice(0, 24) || "nothing"} is not`, () => assert.equal(read(text, ENGLISH), null));
}

test("another language is read by its own words", () => {
  assert.deepEqual(read("2–3 series de 10 segundos", SPANISH), dose("seconds", 2, 3, 10, 10));
  assert.equal(read("2–3 sets of 10", SPANISH), null);
});

test("words that mean something in patterns mean themselves", () => {
  const odd = ["{sets} (sets) of* {amount}.", "1 [set] {amount}", "{amount} s+", "{amount} m"];
  assert.deepEqual(read("2 (sets) of* 8.", odd), dose("reps", 2, 2, 8, 8));
  assert.equal(read("2 sets of 8x", odd), null);
});
