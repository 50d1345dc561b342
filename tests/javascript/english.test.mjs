/* What the search takes for one word in English. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { run } from "./scripts.mjs";

const { stem, stopWords } = run(["english.js"], "english");

const SAME = {
  plurals: [
    ["shoulder", "shoulders"],
    ["stretch", "stretches"],
    ["press", "presses"],
    ["injury", "injuries"],
    ["exercise", "exercises"],
  ],
  "forms of verbs": [
    ["stretch", "stretching", "stretched"],
    ["squat", "squatting"],
    ["raise", "raising", "raised"],
  ],
  "British and American spelling": [
    ["colour", "color", "coloured", "colored"],
    ["programme", "program", "programmes"],
    ["centre", "center", "centres"],
    ["stabilise", "stabilize", "stabilised"],
    ["stabilisation", "stabilization"],
    ["analyse", "analyze"],
    ["anaemia", "anemia"],
    ["oedema", "edema"],
    ["oestrogen", "estrogen"],
  ],
};

const DIFFERENT = [
  ["four", "for"],
  ["his", "hi"],
  ["sing", "s"],
  ["bus", "bu"],
  ["hour", "hor"],
];

for (const [title, groups] of Object.entries(SAME)) {
  test(`${title} have one stem`, () => {
    for (const words of groups) {
      assert.equal(new Set(words.map(stem)).size, 1, `${words.join(", ")}: ${words.map(stem).join(", ")}`);
    }
  });
}

test("short words keep what looks like an ending", () => {
  for (const [one, other] of DIFFERENT) {
    assert.notEqual(stem(one), stem(other), `${one} and ${other}`);
  }
});

test("words that name something are no stop words", () => {
  assert.ok(stopWords.has("the"));
  assert.deepEqual(
    ["back", "neck", "left", "up"].filter((word) => stopWords.has(word)),
    [],
  );
});
