// @ts-check
/* What the search knows of English. For another language, replace this file. */
"use strict";

/**
 * The knowledge of a language that the search needs.
 * @typedef {object} Language
 * @property {ReadonlySet<string>} stopWords words that say nothing about what is looked for
 * @property {(word: string) => string} stem the part that a word shares with its other forms; it need not be a word
 */

/** @type {Language} */
const english = (() => {
  const stopWords = new Set(
    (
      "a am an and any are as at be but by can cant do does dont for from get has have how i if im in is it its " +
      "ive just me my of on or really so some that the there these this those to too was what when where which " +
      "who why will with you your"
    ).split(" "),
  );

  /** @type {readonly [RegExp, string][]} */
  const britishToAmerican = [
    [/programme/g, "program"],
    [/([a-z]{2})our(s|ed|ing|ful|less)?$/g, "$1or$2"],
    [/tre(s?)$/g, "ter$1"],
    [/is(e|ed|es|ing|ation)$/g, "iz$1"],
    [/yse/g, "yze"],
    [/aemia/g, "emia"],
    [/oe(dema|strogen)/g, "e$1"],
  ];

  /** @param {string} word */
  const americanSpelling = (word) =>
    britishToAmerican.reduce((spelled, [british, american]) => spelled.replace(british, american), word);

  /**
   * Strip plurals, -ing, -ed and a final -e.
   * @param {string} word
   */
  const stem = (word) => {
    let stemmed = americanSpelling(word);
    if (stemmed.length > 4) {
      stemmed = stemmed
        .replace(/ies$/, "y")
        .replace(/(ss|sh|ch|x)es$/, "$1")
        .replace(/([^su])s$/, "$1");
    }
    if (stemmed.length > 5) {
      stemmed = stemmed.replace(/(ing|ed)$/, "");
    }
    return stemmed.replace(/e$/, "").replace(/([^aeiou])\1$/, "$1");
  };

  return { stopWords, stem };
})();
