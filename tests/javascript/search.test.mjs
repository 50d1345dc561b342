/* What an index answers: which pages, in which order, and how they are shown. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { run } from "./scripts.mjs";

const Index = run(["english.js", "search-text.js", "search-vocabulary.js", "search.js"], "Index");

const DOCS = [
  { location: "plank.html", title: "Front plank", text: "Hold still on the forearms.", also: ["hover"] },
  { location: "plank.html#steps", title: "Steps", text: "Lift the hips into a line." },
  {
    location: "row.html",
    title: "Suspension row",
    text: "Lean back and pull.",
    also: ["TRX row", "bodyweight row"],
    terms: ["rings in a playground"],
  },
  { location: "dead-bug.html", title: "Dead bug", text: "Lie on the back. Brace, as in a plank." },
  { location: "sit-up.html", title: "Single-leg sit-up", text: "Roll up slowly, one leg bent." },
  { location: "band.html", title: "Band & towel", text: "Choose a colour. Stabilise the shoulder blades." },
  { location: "headache.html", title: "Headache", text: "Get help when it is sudden.", also: ["migraine"] },
  { location: "all.html", title: "Everything", text: "A list." },
];

const CONFIG = {
  fallback: ["all.html", "gone.html"],
  synonyms: [["tummy", "abdomen", "hips"]],
  also_called: "Also called: {names}.",
};

const index = new Index(DOCS, CONFIG);

/** The first pages of the answer to a query. */
const FIRST = {
  "the words of a title": [
    ["front plank", "plank.html"],
    ["FRONT PLANK!", "plank.html"],
    ["band & towel", "band.html"],
  ],
  "other forms and spellings": [
    ["planks", "plank.html"],
    ["colors", "band.html"],
    ["stabilizing", "band.html"],
  ],
  "a slip": [
    ["plnak", "plank.html"],
    ["suspesion", "row.html"],
    ["hedache", "headache.html"],
    ["migrane", "headache.html"],
    ["lank", "plank.html"],
  ],
  "words joined": [
    ["deadbug", "dead-bug.html"],
    ["situp", "sit-up.html"],
    ["frontplank", "plank.html"],
  ],
  "words split": [
    ["head ache", "headache.html"],
    ["body weight row", "row.html"],
  ],
  "the beginning of a word": [
    ["susp", "row.html"],
    ["mig", "headache.html"],
  ],
  "another name": [
    ["hover", "plank.html"],
    ["trx", "row.html"],
  ],
  "a lay word": [["rings", "row.html"]],
  "a synonym": [["tummy", "plank.html"]],
  "stop words beside it": [["how do I do the dead bug", "dead-bug.html"]],
};

/**
 * The pages that an index finds, in order.
 * @param {string} query
 * @returns {string[]}
 */
const locations = (query, from = index) =>
  from.search(query).map((/** @type {[{location: string}]} */ [page]) => page.location);

for (const [title, cases] of Object.entries(FIRST)) {
  test(`a page is found by ${title}`, () => {
    for (const [query, location] of cases) {
      assert.equal(locations(query)[0], location, query);
    }
  });
}

test("a query without a word has no answer", () => {
  for (const query of ["", "   ", "?!", "…"]) {
    assert.deepEqual(index.search(query), [], query);
  }
});

test("where nothing fits the overview pages answer", () => {
  for (const query of ["zzzzzzzz", "xq", "quantum chromodynamics"]) {
    assert.deepEqual(locations(query), ["all.html"], query);
    assert.equal(index.search(query)[0][0].score, 1);
  }
  assert.deepEqual(new Index(DOCS, {}).search("zzzzzzzz"), []);
});

test("stop words alone are looked for as they are", () => {
  assert.equal(locations("it is when")[0], "headache.html");
});

test("a title counts more than a text", () => {
  assert.deepEqual(locations("plank"), ["plank.html", "dead-bug.html"]);
});

test("a rare word counts more than a common one", () => {
  const common = Array.from({ length: 9 }, (_, at) => ({ location: `${at}.html`, title: `Page ${at}`, text: "back" }));
  const rare = { location: "rare.html", title: "Page x", text: "scapula" };
  assert.equal(locations("back scapula", new Index([...common, rare], {}))[0], "rare.html");
});

test("a heading counts more than a text", () => {
  const docs = [
    { location: "text.html", title: "A", text: "knee" },
    { location: "heading.html", title: "B", text: "" },
    { location: "heading.html#knee", title: "Knee", text: "" },
  ];
  assert.deepEqual(locations("knee", new Index(docs, {})), ["heading.html", "text.html"]);
});

test("a page with more of the words asked for comes first", () => {
  const docs = [
    { location: "one.html", title: "Wrist", text: "wrist" },
    { location: "all.html", title: "A", text: "sore wrist after work" },
    { location: "other.html", title: "B", text: "work" },
  ];
  assert.equal(locations("sore wrist work", new Index(docs, {}))[0], "all.html");
});

test("a name that says the whole query comes first", () => {
  const docs = [
    { location: "long.html", title: "Row on a bench with one arm", text: "" },
    { location: "short.html", title: "Row", text: "" },
  ];
  assert.equal(locations("row", new Index(docs, {}))[0], "short.html");
});

test("at most twelve pages answer, with at most three sections each", () => {
  const docs = Array.from({ length: 20 }, (_, page) => [
    { location: `${page}.html`, title: "Knee", text: "" },
    ...Array.from({ length: 5 }, (_, at) => ({ location: `${page}.html#${at}`, title: "Knee", text: "" })),
  ]).flat();
  const groups = new Index(docs, {}).search("knee");
  assert.equal(groups.length, 12);
  assert.deepEqual(
    groups[0].map((/** @type {{location: string}} */ { location }) => location),
    ["0.html", "0.html#0", "0.html#1", "0.html#2"],
  );
});

test("a section scores less than its page, unless the hit is in the section only", () => {
  const [[plank, steps]] = index.search("plank hips");
  assert.ok(plank.score > steps.score);
  const [[page, section, ...others]] = index.search("hips");
  assert.deepEqual([page.location, section.location, others], ["plank.html", "plank.html#steps", []]);
  assert.equal(page.score, section.score);
  assert.equal(section.text, "<p>Lift the <mark>hips</mark> into a line.</p>");
});

test("a name that is not the title explains why the page was found", () => {
  const [[page]] = index.search("trx row");
  assert.match(page.text, /^<p>Also called: <mark>TRX<\/mark> <mark>row<\/mark>\.<\/p><p>/);
  const [[byTitle]] = index.search("suspension row");
  assert.doesNotMatch(byTitle.text, /Also called/);
});

test("a slip is thought of before the beginning of a stem", () => {
  const docs = [
    { location: "fasciitis.html", title: "Fasciitis", text: "" },
    { location: "face.html", title: "Face", text: "" },
  ];
  assert.deepEqual(locations("fase", new Index(docs, {})), ["face.html"]); // its stem is "fas"
});

test("the wording of a question counts, though its words say little one by one", () => {
  const docs = [
    { location: "list.html", title: "Find an exercise", text: "exercise, exercise" },
    { location: "start.html", title: "Before you start", text: "", terms: ["can I exercise with"] },
  ];
  const [first] = locations("Can I exercise with lupus?", new Index(docs, {}));
  assert.equal(first, "start.html");
  assert.equal(locations("lupus exercise can I with", new Index(docs, {}))[0], "list.html");
});

test("lay words lead to a page and are never shown", () => {
  const [results] = index.search("rings in a playground");
  assert.equal(results[0].location, "row.html");
  assert.doesNotMatch(JSON.stringify(results), /Also called|<mark>|rings in|playground</);
  const [[page]] = index.search("trx rings in a playground");
  assert.doesNotMatch(page.text, /playground/);
});

test("a result tells which words it has", () => {
  const [[page]] = index.search("front plank migraine");
  assert.deepEqual(page.terms, { front: true, plank: true, migraine: false });
});

test("indexes do not share what they know", () => {
  const other = new Index([{ location: "wrist.html", title: "Wrist", text: "" }], {});
  assert.deepEqual(locations("wrist", other), ["wrist.html"]);
  assert.deepEqual(other.search("plank"), []);
  assert.deepEqual(locations("wrist"), ["all.html"]);
  assert.deepEqual(index.search("plank"), new Index(DOCS, CONFIG).search("plank"));
});

test("another language can be given", () => {
  const german = { stopWords: new Set(["der"]), stem: (/** @type {string} */ word) => word.replace(/en$/, "") };
  const docs = [{ location: "r.html", title: "Rücken", text: "" }];
  assert.deepEqual(locations("der ruck", new Index(docs, {}, german)), ["r.html"]);
});
