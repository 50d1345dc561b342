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
   * Write a text as HTML, with the words that were found marked.
   * @param {string} text
   * @param {(word: string) => boolean} isHit
   */
  const marked = (text, isHit) =>
    text.replace(/[\p{L}\p{N}'’]+|[&<>"]/gu, (part) => {
      const escaped = part.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
      return isHit(fold(part)) ? `<mark>${escaped}</mark>` : escaped;
    });

  /**
   * Write an excerpt around the first found word of a text as HTML.
   * @param {string} text
   * @param {(word: string) => boolean} isHit
   */
  const teaser = (text, isHit) => {
    const words = text.split(" ");
    const hit = words.findIndex((word) => tokens(word).some(isHit));
    const start = Math.max(0, hit - WORDS_BEFORE_HIT);
    const end = start + TEASER_WORDS;
    const excerpt = marked(words.slice(start, end).join(" "), isHit);
    return `${start ? "… " : ""}${excerpt}${end < words.length ? " …" : ""}`;
  };

  return { tokens, slips, marked, teaser };
})();
