// @ts-check
/* Text for the search: words of a text, the distance between two words, excerpts with the found words marked. */
"use strict";

const searchText = (() => {
  const TEASER_WORDS = 28;
  const WORDS_BEFORE_HIT = 6;

  /**
   * Fold case, accents and apostrophes.
   * @param {string} text
   */
  const fold = (text) =>
    text
      .normalize("NFKD")
      .replace(/[\u0300-\u036f’']/g, "")
      .toLowerCase();

  /**
   * @param {string} text
   * @returns {string[]}
   */
  const tokens = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) || [];

  /** @param {string} html */
  const withoutTags = (html) =>
    html
      .replace(/<[^>]*>/g, " ")
      .replace(/\s+/g, " ")
      .trim();

  /** @param {string} html */
  const unescaped = (html) =>
    html
      .replace(/&lt;/g, "<")
      .replace(/&gt;/g, ">")
      .replace(/&quot;/g, '"')
      .replace(/&#(39|x27);/g, "'")
      .replace(/&amp;/g, "&");

  /**
   * Count the letters that are missing, doubled, changed or swapped between two words.
   * @param {string} one
   * @param {string} other
   * @param {number} limit beyond it the count is not exact
   */
  const slips = (one, other, limit) => {
    if (Math.abs(one.length - other.length) > limit) {
      return limit + 1;
    }
    /** @type {number[]} */
    let beforeLast = [];
    let last = Array.from({ length: other.length + 1 }, (_, index) => index);
    for (let i = 1; i <= one.length; i += 1) {
      const row = [i];
      for (let j = 1; j <= other.length; j += 1) {
        const changed = one[i - 1] === other[j - 1] ? 0 : 1;
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + changed);
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      beforeLast = last;
      last = row;
    }
    return last[other.length];
  };

  /**
   * Mark the words of an escaped text that were found.
   * @param {string} html
   * @param {(word: string) => boolean} isHit
   */
  const marked = (html, isHit) =>
    html.replace(/&[#\w]+;|[\p{L}\p{N}'’]+/gu, (word) =>
      word[0] !== "&" && isHit(fold(word)) ? `<mark>${word}</mark>` : word,
    );

  /**
   * Cut an excerpt around the first found word of an escaped text.
   * @param {string} html
   * @param {(word: string) => boolean} isHit
   */
  const teaser = (html, isHit) => {
    const words = html.split(" ");
    const hit = words.findIndex((word) => tokens(word).some(isHit));
    const start = Math.max(0, hit - WORDS_BEFORE_HIT);
    const end = start + TEASER_WORDS;
    const excerpt = marked(words.slice(start, end).join(" "), isHit);
    return `${start ? "… " : ""}${excerpt}${end < words.length ? " …" : ""}`;
  };

  return { tokens, withoutTags, unescaped, slips, marked, teaser };
})();
