/* The log: what is read is what was written, damage is noticed, and the rule says no more than the programme does. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { run } from "./scripts.mjs";

const { read, write, add, replace, merge, table, advice, weeks } = run(["training-log.js"], "trainingLog");

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
  JSON.stringify([session({ on: "2026-13-01" })]),
  JSON.stringify([session({ on: "2026-02-31" })]),
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

test("a session that was changed since a log was saved comes back neither twice nor as it was", () => {
  const changed = session({ effort: "hard" });
  assert.deepEqual(merge([changed], [session({})]), [changed]);
});

test("the same plan done twice on a day is there twice, and comes back twice", () => {
  const twice = add(add([], [session({})]), [session({})]);
  assert.equal(twice.length, 2);
  assert.deepEqual(merge([], twice), twice);
  assert.deepEqual(merge(twice, twice), twice);
  assert.deepEqual(merge([session({})], twice), twice);
});

test("one session is changed or taken out in its place; of two that are the same, the other stays", () => {
  const [early, late] = [session({ on: "2026-11-30" }), session({ on: "2026-12-02" })];
  const changed = session({ note: "changed" });
  assert.deepEqual(replace([early, session({}), late], session({}), changed), [early, changed, late]);
  assert.deepEqual(replace([session({}), session({})], session({})), [session({})]);
  assert.equal(replace([early], late), null);
});

test("a table has a line for each session, and no cell that a spreadsheet would run", () => {
  const lines = table([session({ note: '=HYPERLINK("x")' }), session({ note: "-1, and\nmore" })]).split("\r\n");
  assert.equal(lines[0], "on,plan,name,minutes,done,of,effort,before,after,note");
  assert.equal(lines[1], `2026-12-01,a/1,"A, weeks 1–2",12,5,5,right,,,"'=HYPERLINK(""x"")"`);
  assert.ok(lines[2].endsWith(`"'-1, and\nmore"`));
  assert.equal(lines.length, 4);
});

/**
 * An easy session of some day of December.
 * @param {number} day
 */
const easy = (day, fields = {}) => session({ on: `2026-12-0${day}`, effort: "easy", ...fields });

/** @param {number} day */
const hard = (day, fields = {}) => easy(day, { effort: "hard", ...fields });

/** @type {[string, object[], string][]} */
const RULES = [
  ["nothing yet", [], ""],
  ["one easy session", [easy(1)], ""],
  ["easy on two training days running", [hard(1), easy(2), easy(4)], "on"],
  ["two easy sessions on one day", [easy(1), easy(1)], ""],
  ["easy twice today, but too much before", [hard(1), easy(2), easy(2)], ""],
  ["easy, but too much later on the first of the days", [easy(1), hard(1), easy(2)], ""],
  ["easy days of different phases", [easy(1, { plan: "a/2" }), easy(2)], ""],
  ["an easy phase with another between", [easy(1), easy(2, { plan: "a/2" }), easy(3)], ""],
  [
    "an easy phase with another programme and a sheet between",
    [easy(1), hard(2, { plan: "b/1" }), hard(2, { plan: "" }), easy(3)],
    "on",
  ],
  ["an easy one that was broken off", [easy(1), easy(2, { done: 3 })], ""],
  ["easy, but it hurt a little more", [easy(1), easy(2, { before: 2, after: 3 })], ""],
  ["easy, and it hurt less", [easy(1), easy(2, { before: 3, after: 2 })], "on"],
  ["easy, with more than mild pain", [easy(1), easy(2, { before: 5, after: 4 })], ""],
  ["easy, with pain that was only noted after", [easy(1), easy(2, { after: 3 })], "on"],
  ["one that was too much", [easy(1), hard(2)], ""],
  ["two that were too much", [hard(1), hard(2)], "ease"],
  ["two phases that were too much", [hard(1), hard(2, { plan: "a/2" })], "ease"],
  ["it hurt two points more", [session({ before: 2, after: 4 })], "ease"],
  ["it hurt one point more", [session({ before: 2, after: 3 })], ""],
  ["it hurt more some sessions ago", [session({ on: "2026-11-30", before: 2, after: 4 }), session({})], ""],
  ["a sheet has no rule", [easy(1, { plan: "" }), easy(2, { plan: "" })], ""],
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
