/* A sheet as text: what is written is read again, by this release and by later ones. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { run } from "./scripts.mjs";

const { read, write, said, EMPTY } = run(["sheet-link.js"], "sheetLink");

/** @param {string} slug */
const entry = (slug, dose = "", side = "", note = "") => ({ ...EMPTY, slug, dose, side, note });

const sheet = {
  entries: [
    entry("chin-tuck", "5 × 5 s, #1 & <b>", "", "gently | 100 %"),
    entry("bird-dog", "2 sets", "left", "a+b=c?"),
  ],
  for: "Zoë & Co",
  by: "%41",
  on: "2026-11-30",
};

test("a sheet comes back as it was written, strange signs included", () => {
  assert.deepEqual(read(write(sheet)), sheet);
});

test("rest, tempo and hold come back too, and a link without them is as short as ever", () => {
  const timed = { ...entry("bird-dog", "2 sets"), rest: "45", tempo: "6", hold: "5" };
  const text = write({ ...sheet, entries: [timed, entry("chin-tuck")] });
  assert.deepEqual(read(text)?.entries, [timed, entry("chin-tuck")]);
  assert.match(text, /e=bird-dog&d=2\+sets&r=45&t=6&h=5&e=chin-tuck&for=/);
});

test("seconds that nobody can mean are not written and say nothing", () => {
  const odd = { ...entry("bird-dog", "2 sets"), rest: "9999", tempo: "0", hold: "-1" };
  assert.equal(write({ entries: [odd], for: "", by: "", on: "" }), "v=1&e=bird-dog&d=2+sets");
  const [typed] = read("v=1&e=bird-dog&r=soon&t=4.5&h=0")?.entries ?? [];
  assert.deepEqual(
    [said(typed, "rest"), said(typed, "tempo"), said(typed, "hold"), said(typed, "slug")],
    ["", "", "0", "bird-dog"],
  );
});

test("a link has a version and is encoded once, in signs that mail programs leave alone", () => {
  const text = write({ ...sheet, entries: [entry("chin-tuck", "2–3 sets of 8")], by: "" });
  assert.equal(text, "v=1&e=chin-tuck&d=2%E2%80%933+sets+of+8&for=Zo%C3%AB+%26+Co&on=2026-11-30");
  assert.match(write(sheet), /^[\w.*+=&%-]+$/);
});

test("a link without a version, as they were written before, still opens", () => {
  const old =
    "e=chin-tuck%7C1%2520set%2520of%25206%7Cgently&e=bird-dog%7C%7Cleft&e=side-plank%7C%7Cright%7Cslow&e=dead-bug%7C%7C%7Ceasy&for=Zo%C3%AB";
  assert.deepEqual(read(old), {
    entries: [
      entry("chin-tuck", "1 set of 6", "", "gently"),
      entry("bird-dog", "", "left"),
      entry("side-plank", "", "right", "slow"),
      entry("dead-bug", "", "", "easy"),
    ],
    for: "Zoë",
    by: "",
    on: "",
  });
});

test("what is no sheet is none", () => {
  for (const text of ["", "content", "stop", "add=chin-tuck", "v=1", "d=2+sets"]) {
    assert.equal(read(text), null, text);
  }
});

test("nonsense in a link does no harm", () => {
  const found = read("v=1&d=lost&e=chin-tuck&d=2&x=y&e=&on=tomorrow");
  assert.deepEqual(found.entries, [entry("chin-tuck", "2"), entry("")]);
  assert.equal(found.on, "");
  assert.deepEqual(read("e=dead-bug|%|nowhere").entries[0].slug, "dead-bug");
});
