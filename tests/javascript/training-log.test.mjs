/* The log: what is read is what was written, damage is noticed, and the rule says no more than the programme does. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { run } from "./scripts.mjs";

const { read, write, merge, table, advice, weeks } = run(["training-log.js"], "trainingLog");

/** @param {object} fields */
const session = (fields) => ({
  on: "2026-12-01",
  plan: "a/1",
  name: "A, weeks 1–2",
  minutes: 12,
  done: 5,
  of: 5,
  effort: "right",
  before: null,
  after: null,
  note: "",
  ...fields,
});

test("a log comes back as it was written; an empty one leaves nothing behind", () => {
  const sessions = [session({ note: 'a "b", c\n🙂' }), session({ on: "2026-12-03", before: 3, after: 0 })];
  assert.deepEqual(read(write(sessions)), sessions);
  assert.equal(write([]), "");
  assert.deepEqual(read(null), []);
  assert.deepEqual(read(""), []);
});

for (const damaged of [
  "{",
  "{}",
  "1",
  '"text"',
  "[null]",
  "[1]",
  JSON.stringify([session({ on: "1 December" })]),
  JSON.stringify([session({ before: 11 })]),
  JSON.stringify([session({ minutes: -1 })]),
  JSON.stringify([session({ effort: "heroic" })]),
  JSON.stringify([session({ note: 3 })]),
]) {
  test(`${damaged.slice(0, 30)} is no log`, () => assert.equal(read(damaged), null));
}

test("two logs become one, in the order of days, and nothing is there twice", () => {
  const [early, late] = [session({ on: "2026-11-30" }), session({})];
  assert.deepEqual(merge([late], [early, session({})]), [early, late]);
});

test("a table has a line for each session, and no cell that a spreadsheet would run", () => {
  const lines = table([session({ note: '=HYPERLINK("x")' }), session({ note: "-1, and\nmore" })]).split("\r\n");
  assert.equal(lines[0], "on,plan,name,minutes,done,of,effort,before,after,note");
  assert.equal(lines[1], `2026-12-01,a/1,"A, weeks 1–2",12,5,5,right,,,"'=HYPERLINK(""x"")"`);
  assert.ok(lines[2].endsWith(`"'-1, and\nmore"`));
  assert.equal(lines.length, 4);
});

const easy = session({ effort: "easy" });
const hard = session({ effort: "hard" });

/** @type {[string, object[], string][]} */
const RULES = [
  ["nothing yet", [], ""],
  ["one easy session", [easy], ""],
  ["two easy sessions running", [hard, easy, easy], "on"],
  ["two easy ones of different plans", [session({ effort: "easy", plan: "a/2" }), easy], ""],
  ["an easy one that was broken off", [easy, session({ effort: "easy", done: 3 })], ""],
  ["easy, but it hurt a little more", [easy, session({ effort: "easy", before: 2, after: 3 })], ""],
  ["easy, and it hurt less", [easy, session({ effort: "easy", before: 3, after: 2 })], "on"],
  ["one that was too much", [easy, hard], ""],
  ["two that were too much", [hard, hard], "ease"],
  ["it hurt two points more", [session({ before: 2, after: 4 })], "ease"],
  ["a sheet has no rule", [session({ plan: "", effort: "easy" }), session({ plan: "", effort: "easy" })], ""],
];

for (const [name, sessions, expected] of RULES) {
  test(`rule: ${name}`, () => assert.equal(advice(sessions), expected));
}

test("weeks begin on Monday, the last one first", () => {
  const sunday = session({ on: "2026-12-06" });
  const monday = session({ on: "2026-12-07" });
  const found = weeks([sunday, monday, monday]);
  assert.deepEqual(
    found.map((/** @type {[string, object[][]]} */ [week, days]) => [week, ...days.map((day) => day.length)]),
    [
      ["2026-12-07", 2, 0, 0, 0, 0, 0, 0],
      ["2026-11-30", 0, 0, 0, 0, 0, 0, 1],
    ],
  );
});
