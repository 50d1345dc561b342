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
  static #MOST_PARTS = 4;
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
   * Take a query apart. Words that were typed apart are joined, and joined ones split, where only that is known; where
   * both are known, either may be meant.
   * @param {string} query
   * @returns {Term[]}
   */
  terms(query) {
    const words = this.#withoutStopWords(searchText.tokens(query));
    /** @type {Term[]} */
    const terms = [];
    for (let at = 0; at < words.length; at += 1) {
      const [before, word, next] = [words[at - 1] ?? "", words[at], words[at + 1] ?? ""];
      if (next && this.#isKnown(word + next) && !(this.#isKnown(word) && this.#isKnown(next))) {
        terms.push({ word: word + next, meanings: this.#meanings(word + next) });
        at += 1;
      } else if (this.#isKnown(word)) {
        const joined = [before && before + word, next && word + next].filter((both) => both && this.#isKnown(both));
        terms.push({ word, meanings: [...this.#meanings(word), ...joined.map((both) => this.#part(both))] });
      } else {
        terms.push(...this.#unknown(word));
      }
    }
    return terms;
  }

  /**
   * What a word may mean that does not stand in the index: words it is made of, or others like it.
   * @param {string} word
   * @returns {Term[]}
   */
  #unknown(word) {
    const parts = this.#parts(word, Vocabulary.#MOST_PARTS);
    return parts.length > 1
      ? parts.map((part) => ({
          word,
          meanings: this.#keys.has(this.stem(part)) ? [this.#part(part)] : this.#meanings(part),
        }))
      : [{ word, meanings: this.#meanings(word) }];
  }

  /**
   * @param {string} word
   * @returns {Meaning}
   */
  #part(word) {
    return { key: this.stem(word), certainty: Vocabulary.#CERTAINTY.part };
  }

  /** @param {string[]} words */
  #withoutStopWords(words) {
    const telling = words.filter((word) => !this.#language.stopWords.has(word));
    return telling.length ? telling : words;
  }

  /** @param {string} word */
  #isKnown(word) {
    const key = this.stem(word);
    return this.#keys.has(key) || (this.#synonyms.get(key) ?? []).some((other) => this.#keys.has(other));
  }

  /**
   * The fewest known words that a word is made of, if it is: itself, or some written without space.
   * @param {string} word
   * @param {number} most
   * @returns {string[]}
   */
  #parts(word, most) {
    if (this.#isKnown(word)) {
      return [word];
    }
    const [shortestFirst, shortestLast] = Vocabulary.#SHORTEST_PARTS;
    /** @type {string[]} */
    let fewest = [];
    for (let at = shortestFirst; most > 1 && at <= word.length - shortestLast; at += 1) {
      const rest = this.#isKnown(word.slice(0, at)) ? this.#parts(word.slice(at), most - 1) : [];
      if (rest.length && (!fewest.length || rest.length < fewest.length - 1)) {
        fewest = [word.slice(0, at), ...rest];
      }
    }
    return fewest;
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
    const longer = this.#beginningWith(word);
    const similar = longer.length ? longer : this.#similarTo(key, word.length);
    return similar.length ? similar : this.#beginningWith(key);
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
   * @param {number} length of the word: the longer, the more slips are forgiven
   * @returns {Meaning[]}
   */
  #similarTo(typed, length) {
    const limit = length >= 6 ? 2 : length >= 4 ? 1 : 0;
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
