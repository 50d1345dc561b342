/* What the words of a query may mean, in the vocabulary of an index. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { run } from "./scripts.mjs";

const Vocabulary = run(["search-text.js", "search-vocabulary.js"], "Vocabulary");

const language = { stopWords: new Set(["the", "in"]), stem: (/** @type {string} */ word) => word };

/**
 * The words and keys that a query is taken for.
 * @param {string} query
 * @param {string[]} known
 * @param {string[][]} synonyms
 */
const read = (query, known, synonyms = []) => {
  const vocabulary = new Vocabulary(language, new Map(known.map((key) => [key, null])), synonyms);
  /** @type {{word: string, meanings: {key: string}[]}[]} */
  const terms = vocabulary.terms(query);
  return terms.map(({ word, meanings }) => [word, ...meanings.map(({ key }) => key)]);
};

/**
 * Query, words that the index knows, what is read.
 * @type {Record<string, [string, string[], string[][]][]>}
 */
const CASES = {
  "a known word is itself": [["plank", ["plank", "planks"], [["plank", "plank"]]]],
  "stop words are passed over beside other words": [
    ["the plank", ["the", "plank"], [["plank", "plank"]]],
    [
      "in the",
      ["in", "the"],
      [
        ["in", "in"],
        ["the", "the"],
      ],
    ],
    ["", ["in"], []],
  ],
  "words are joined where only the joined word is known, and may be where all are": [
    ["head ache", ["headache"], [["headache", "headache"]]],
    ["head ache", ["headache", "head"], [["headache", "headache"]]],
    [
      "head ache",
      ["headache", "head", "ache"],
      [
        ["head", "head", "headache"],
        ["ache", "ache", "headache"],
      ],
    ],
    [
      "the push up bar",
      ["push", "up", "bar", "pushup"],
      [
        ["push", "push", "pushup"],
        ["up", "up", "pushup"],
        ["bar", "bar"],
      ],
    ],
  ],
  "a word is split where only its parts are known": [
    [
      "deadbug",
      ["dead", "bug"],
      [
        ["deadbug", "dead"],
        ["deadbug", "bug"],
      ],
    ],
    [
      "situp",
      ["sit", "up"],
      [
        ["situp", "sit"],
        ["situp", "up"],
      ],
    ],
    ["deadbug", ["deadbug", "dead", "bug"], [["deadbug", "deadbug"]]],
    ["upsit", ["up", "sit"], [["upsit"]]], // the first part is too short
    [
      "pullapartband",
      ["pull", "apart", "band", "part"],
      [
        ["pullapartband", "pull"],
        ["pullapartband", "apart"],
        ["pullapartband", "band"],
      ],
    ],
    [
      "highlowrow", // two parts say more than three
      ["high", "low", "row", "highlow"],
      [
        ["highlowrow", "highlow"],
        ["highlowrow", "row"],
      ],
    ],
    ["rowrowrowrowrow", ["row"], [["rowrowrowrowrow"]]], // five
  ],
  "one slip is forgiven from four letters": [
    ["plnk", ["plank"], [["plnk", "plank"]]],
    ["rwo", ["row"], [["rwo"]]],
    ["plnkk", ["plank"], [["plnkk"]]],
  ],
  "two slips are forgiven from six letters": [
    ["scapla", ["scapula"], [["scapla", "scapula"]]],
    ["skapla", ["scapula"], [["skapla", "scapula"]]],
    ["skabla", ["scapula"], [["skabla"]]],
  ],
  "the fewest slips count, equal ones together": [
    ["plane", ["plank", "planet", "plan"], [["plane", "planet"]]],
    ["plans", ["plank", "plant", "knees"], [["plans", "plank", "plant"]]],
    ["hover", ["lover", "hoved"], [["hover", "hoved"]]], // a slip in the first letter is rare
    ["bird", ["aird", "cird"], [["bird", "aird"]]],
  ],
  "the beginning of a word counts from three letters, before slips": [
    ["sus", ["suspension", "suspect", "us"], [["sus", "suspension", "suspect"]]],
    ["su", ["suspension"], [["su"]]],
    ["plan", ["planet", "clan"], [["plan", "planet"]]],
  ],
};

for (const [title, cases] of Object.entries(CASES)) {
  test(title, () => {
    for (const [query, known, expected] of cases) {
      assert.deepEqual(read(query, known), expected, query);
    }
  });
}

test("synonyms stand beside a known word and in the place of an unknown one", () => {
  const synonyms = [["tummy", "belly", "abdomen"]];
  assert.deepEqual(read("tummy", ["tummy", "belly"], synonyms), [["tummy", "tummy", "belly"]]);
  assert.deepEqual(read("tummy", ["abdomen", "tummies"], synonyms), [["tummy", "abdomen"]]);
  assert.deepEqual(read("tummy", ["dummy"], synonyms), [["tummy", "dummy"]]);
});

test("a part of a word may be known by a synonym only", () => {
  const synonyms = [["ache", "pain", "sore"]];
  assert.deepEqual(read("backache", ["back", "pain"], synonyms), [
    ["backache", "back"],
    ["backache", "pain"],
  ]);
  assert.deepEqual(read("backache", ["back", "backache"], synonyms), [["backache", "backache"]]);
});

test("the less is guessed, the more certain is a meaning", () => {
  /**
   * @param {string} query
   * @param {string} known
   * @param {string[][]} synonyms
   */
  const certainty = (query, known, synonyms = []) => {
    const vocabulary = new Vocabulary(language, new Map([[known, null]]), synonyms);
    return vocabulary.terms(query)[0].meanings[0].certainty;
  };
  const guesses = [
    certainty("scapula", "scapula"),
    certainty("scapla", "scapula"),
    certainty("blade", "scapula", [["blade", "scapula"]]),
    certainty("scapul", "scapula"),
    certainty("skapla", "scapula"),
    certainty("sca", "scapula"),
  ];
  assert.equal(guesses[0], 1);
  assert.deepEqual(
    guesses,
    guesses.toSorted((one, other) => other - one),
  );
  assert.equal(new Set(guesses).size, guesses.length);
});

test("words learn their keys while the index grows", () => {
  const keys = new Map();
  const vocabulary = new Vocabulary(language, keys, []);
  assert.deepEqual(vocabulary.terms("plank"), [{ word: "plank", meanings: [] }]);
  keys.set("plank", null);
  assert.deepEqual(vocabulary.terms("plank"), [{ word: "plank", meanings: [{ key: "plank", certainty: 1 }] }]);
});

test("each stem is computed once", () => {
  /** @type {string[]} */
  const asked = [];
  const stem = (/** @type {string} */ word) => {
    asked.push(word);
    return word.toUpperCase();
  };
  const vocabulary = new Vocabulary({ stopWords: new Set(), stem }, new Map(), []);
  assert.deepEqual(
    ["a", "a", "b", "a"].map((word) => vocabulary.stem(word)),
    ["A", "A", "B", "A"],
  );
  assert.deepEqual(asked, ["a", "b"]);
});
