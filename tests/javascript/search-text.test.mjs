/* Words of a text, slips between two words, excerpts. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { run } from "./scripts.mjs";

const { tokens, slips, marked, teaser } = run(["search-text.js"], "searchText");

/** @type {[string, string[]][]} */
const TOKENS = [
  ["", []],
  ["  ?! ", []],
  ["Face-pull, 2 sets", ["face", "pull", "2", "sets"]],
  ["ZOË’s café", ["zoes", "cafe"]],
  ["farmer's walk", ["farmers", "walk"]],
  ["½ ﬁbre", ["1", "2", "fibre"]],
  ["спина", ["спина"]],
];

const SLIPS = [
  ["plank", "plank", 2, 0],
  ["plnk", "plank", 2, 1], // missing
  ["plannk", "plank", 2, 1], // doubled
  ["plonk", "plank", 2, 1], // changed
  ["palnk", "plank", 2, 1], // swapped
  ["pnalk", "plank", 3, 2],
  ["planking", "plank", 2, 3], // too far to be counted
  ["", "ab", 2, 2],
];

test("a text is folded and taken apart into words", () => {
  for (const [text, words] of TOKENS) {
    assert.deepEqual(tokens(text), words, text);
  }
});

test("slips are counted, a swap as one", () => {
  for (const [one, other, limit, count] of SLIPS) {
    assert.equal(slips(one, other, limit), count, `${one} and ${other}`);
    assert.equal(slips(other, one, limit), count, `${other} and ${one}`);
  }
});

test("found words are marked and no text becomes markup", () => {
  const isHit = (/** @type {string} */ word) => ["amp", "zoes", "row", "farmers"].includes(word);
  assert.equal(marked("Zoë’s row & rows", isHit), "<mark>Zoë’s</mark> <mark>row</mark> &#38; rows");
  assert.equal(marked("farmer's &amp;", isHit), "<mark>farmer&#39;s</mark> &#38;<mark>amp</mark>;");
  assert.equal(marked('<b onclick="x">', isHit), "&#60;b onclick=&#34;x&#34;&#62;");
});

test("an excerpt begins a little before the first found word", () => {
  const words = Array.from({ length: 100 }, (_, index) => `w${index}`);
  const cut = (/** @type {string} */ hit) => teaser(words.join(" "), (/** @type {string} */ word) => word === hit);
  assert.match(cut("w50"), /^… w44 .*<mark>w50<\/mark> .* w71 …$/);
  assert.match(cut("w2"), /^w0 w1 <mark>w2<\/mark> .* w27 …$/);
  assert.match(cut("w99"), /^… w93 .*<mark>w99<\/mark>$/);
  assert.match(cut("nowhere"), /^w0 .* w27 …$/);
});
