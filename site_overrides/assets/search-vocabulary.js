// @ts-check
/* What the words of a query may mean: for each of them the keys of the index that it can stand for. */
"use strict";

/**
 * @typedef {object} Meaning
 * @property {string} key a key of the index
 * @property {number} certainty from 0 to 1
 */

/**
 * @typedef {object} Term
 * @property {string} word as it was typed
 * @property {Meaning[]} meanings
 */

/** The keys of an index, and how a word leads to them. */
class Vocabulary {
  static #SHORTEST_BEGINNING = 3;
  static #SHORTEST_PARTS = [3, 2];
  static #CERTAINTY = { same: 1, part: 0.9, oneSlip: 0.8, synonym: 0.75, beginning: 0.7, twoSlips: 0.55 };

  #language;
  #keys;
  /** @type {Map<string, string>} */
  #stems = new Map();
  /** @type {Map<string, string[]>} */
  #synonyms = new Map();

  /**
   * @param {Language} language
   * @param {ReadonlyMap<string, unknown>} keys may still be growing
   * @param {string[][]} synonyms groups of words that mean the same
   */
  constructor(language, keys, synonyms) {
    this.#language = language;
    this.#keys = keys;
    for (const group of synonyms) {
      const stems = group.map((word) => this.stem(word));
      for (const stem of stems) {
        this.#synonyms.set(
          stem,
          stems.filter((other) => other !== stem),
        );
      }
    }
  }

  /**
   * The key of a word. Texts repeat their words, so each stem is computed once.
   * @param {string} word
   */
  stem(word) {
    let stem = this.#stems.get(word);
    if (stem === undefined) {
      stem = this.#language.stem(word);
      this.#stems.set(word, stem);
    }
    return stem;
  }

  /**
   * Take a query apart. Words that were typed apart are joined, and joined ones split, where only that is known.
   * @param {string} query
   * @returns {Term[]}
   */
  terms(query) {
    const words = this.#withoutStopWords(searchText.tokens(query));
    /** @type {Term[]} */
    const terms = [];
    for (let at = 0; at < words.length; at += 1) {
      const [word, next] = [words[at], words[at + 1]];
      const parts = this.#parts(word);
      if (next !== undefined && this.#isKnownOnlyJoined(word, next)) {
        terms.push({
          word: word + next,
          meanings: [{ key: this.stem(word + next), certainty: Vocabulary.#CERTAINTY.same }],
        });
        at += 1;
      } else if (parts.length) {
        terms.push(...parts.map((key) => ({ word, meanings: [{ key, certainty: Vocabulary.#CERTAINTY.part }] })));
      } else {
        terms.push({ word, meanings: this.#meanings(word) });
      }
    }
    return terms;
  }

  /** @param {string[]} words */
  #withoutStopWords(words) {
    const telling = words.filter((word) => !this.#language.stopWords.has(word));
    return telling.length ? telling : words;
  }

  /** @param {string} word */
  #isKnown(word) {
    return this.#keys.has(this.stem(word));
  }

  /**
   * @param {string} one
   * @param {string} other
   */
  #isKnownOnlyJoined(one, other) {
    return this.#isKnown(one + other) && !(this.#isKnown(one) && this.#isKnown(other));
  }

  /**
   * The keys of the two words that an unknown word is made of, if it is.
   * @param {string} word
   * @returns {string[]}
   */
  #parts(word) {
    const [shortestFirst, shortestSecond] = Vocabulary.#SHORTEST_PARTS;
    for (let at = shortestFirst; !this.#isKnown(word) && at <= word.length - shortestSecond; at += 1) {
      const parts = [word.slice(0, at), word.slice(at)];
      if (parts.every((part) => this.#isKnown(part))) {
        return parts.map((part) => this.stem(part));
      }
    }
    return [];
  }

  /**
   * @param {string} word
   * @returns {Meaning[]}
   */
  #meanings(word) {
    const key = this.stem(word);
    const synonyms = (this.#synonyms.get(key) ?? [])
      .filter((other) => this.#keys.has(other))
      .map((other) => ({ key: other, certainty: Vocabulary.#CERTAINTY.synonym }));
    if (this.#keys.has(key)) {
      return [{ key, certainty: Vocabulary.#CERTAINTY.same }, ...synonyms];
    }
    if (synonyms.length) {
      return synonyms;
    }
    const longer = this.#beginningWith(key);
    return longer.length ? longer : this.#similarTo(key);
  }

  /**
   * @param {string} beginning
   * @returns {Meaning[]}
   */
  #beginningWith(beginning) {
    if (beginning.length < Vocabulary.#SHORTEST_BEGINNING) {
      return [];
    }
    return [...this.#keys.keys()]
      .filter((key) => key.startsWith(beginning) && key !== beginning)
      .map((key) => ({
        key,
        certainty: Vocabulary.#CERTAINTY.beginning * Math.sqrt(beginning.length / key.length),
      }));
  }

  /**
   * The keys with the fewest slips from a key. A slip in the first letter is rare and counts half a slip more; where that
   * exceeds the limit, one key is enough.
   * @param {string} typed
   * @returns {Meaning[]}
   */
  #similarTo(typed) {
    const limit = typed.length >= 6 ? 2 : typed.length >= 4 ? 1 : 0;
    /** @type {string[]} */
    let closest = [];
    let fewest = limit + 1;
    for (const key of limit ? this.#keys.keys() : []) {
      const slips = searchText.slips(typed, key, limit) + (typed[0] === key[0] ? 0 : 0.5);
      if (slips < fewest) {
        [closest, fewest] = [[key], slips];
      } else if (slips === fewest && slips <= limit) {
        closest.push(key);
      }
    }
    const certainty = fewest <= 1 ? Vocabulary.#CERTAINTY.oneSlip : Vocabulary.#CERTAINTY.twoSlips;
    return closest.map((key) => ({ key, certainty }));
  }
}
