// @ts-check
/* The search index: `new Index(docs, config).search(query)` gives groups of results, the best first.

   It understands slips of spelling, words joined or split, British and American spelling, the beginning of a word, lay
   words. Pages are ranked by how rare the found words are and where they stand (title, other names, headings, text), by
   how many of the words asked for are found, and by how well one title or name says the whole query. There is always
   an answer: where nothing fits, the pages that the index names for that. */
"use strict";

/**
 * An entry of the index, its texts plain: a page, or a section of one when there is an anchor in the location.
 * @typedef {object} Doc
 * @property {string} location
 * @property {string} title
 * @property {string} text
 * @property {string[]} [also] other names of a page
 * @property {string[]} [terms] lay words that lead to a page, which are never shown
 */

/**
 * @typedef {object} SearchConfig
 * @property {string[]} [fallback] locations of the pages that answer where nothing fits
 * @property {string[][]} [synonyms] groups of words that mean the same
 * @property {string} [also_called] sentence with the place {names}
 */

/** @typedef {{location: string, title: string, text: string}} Section */
/** @typedef {{name: string, keys: string[]}} PageName */
/** @typedef {{location: string, title: string, entry: Section, sections: Section[], names: PageName[]}} IndexedPage */
/** @typedef {{title: number, also: number, heading: number, text: number}} FieldCounts */

/**
 * A page that answers a query.
 * @typedef {object} Hit
 * @property {IndexedPage} page
 * @property {number} score
 * @property {number} found how many terms of the query
 * @property {Set<string>} keys by which they were found
 * @property {string} name of the page which says the query best, or none that is to be shown
 */

/** @typedef {Section & {score: number, terms: Record<string, boolean>}} Result */

class Index {
  static #FIELDS = /** @type {const} */ (["title", "also", "heading", "text"]);
  static #WEIGHTS = { title: 6, also: 5, heading: 2, text: 1 };
  static #SATURATION = 1.2;
  static #MOST_PAGES = 12;
  static #MOST_SECTIONS = 3;

  /** @type {Map<string, IndexedPage>} */
  #pages = new Map();
  /** @type {Map<string, Map<IndexedPage, FieldCounts>>} */
  #postings = new Map();
  #vocabulary;
  #fallback;
  #alsoCalled;

  /**
   * @param {Doc[]} docs a page comes before its sections
   * @param {SearchConfig} config
   */
  constructor(docs, config, language = english) {
    this.#vocabulary = new Vocabulary(language, this.#postings, config.synonyms ?? []);
    for (const doc of docs) {
      this.#add(doc);
    }
    this.#fallback = (config.fallback ?? []).flatMap((location) => this.#pages.get(location) ?? []);
    this.#alsoCalled = config.also_called ?? "";
  }

  /**
   * Answer a query: a group for each page, which begins with the page itself.
   * @param {string} query
   * @returns {Result[][]}
   */
  search(query) {
    const terms = this.#vocabulary.terms(query);
    if (!terms.length) {
      return [];
    }
    const ranked = this.#rank(terms, this.#keysOf(query));
    const hits = ranked.length ? ranked : this.#fallback.map((page) => ({ ...this.#noHit(page), score: 1 }));
    return hits.map((hit) => this.#group(hit, terms));
  }

  // Filling the index

  /** @param {Doc} doc */
  #add(doc) {
    const [location, anchor] = doc.location.split("#");
    const section = { location: doc.location, title: doc.title, text: doc.text };
    const page = anchor === undefined ? this.#addPage(location, section, doc) : this.#pages.get(location);
    if (!page) {
      return;
    }
    if (anchor !== undefined) {
      page.sections.push(section);
      this.#count(page, "heading", doc.title);
    }
    this.#count(page, "text", section.text);
  }

  /**
   * @param {string} location
   * @param {Section} entry
   * @param {Doc} doc
   */
  #addPage(location, entry, { title, also = [], terms = [] }) {
    const named = [title, ...also].map((name) => ({ name, keys: this.#keysOf(name) }));
    const found = terms.map((term) => ({ name: "", keys: this.#keysOf(term) }));
    const page = { location, title, entry, sections: [], names: [...named, ...found] };
    this.#pages.set(location, page);
    this.#count(page, "title", title);
    this.#count(page, "also", [...also, ...terms].join(" "));
    return page;
  }

  /** @param {string} text */
  #keysOf(text) {
    return searchText.tokens(text).map((token) => this.#vocabulary.stem(token));
  }

  /**
   * @param {IndexedPage} page
   * @param {keyof FieldCounts} field
   * @param {string} text
   */
  #count(page, field, text) {
    for (const key of this.#keysOf(text)) {
      let pages = this.#postings.get(key);
      if (!pages) {
        pages = new Map();
        this.#postings.set(key, pages);
      }
      let counts = pages.get(page);
      if (!counts) {
        counts = { title: 0, also: 0, heading: 0, text: 0 };
        pages.set(page, counts);
      }
      counts[field] += 1;
    }
  }

  // Ranking

  /**
   * @param {Term[]} terms
   * @param {string[]} typed the keys of all words, in their order
   * @returns {Hit[]}
   */
  #rank(terms, typed) {
    /** @type {Map<IndexedPage, Hit>} */
    const hits = new Map();
    for (const term of terms) {
      for (const [page, { score, key }] of this.#scores(term)) {
        const hit = hits.get(page) ?? this.#noHit(page);
        hit.score += score;
        hit.found += 1;
        hit.keys.add(key);
        hits.set(page, hit);
      }
    }
    for (const hit of hits.values()) {
      const { name, coverage } = this.#bestName(hit.page, terms, typed);
      hit.name = name;
      hit.score *= (hit.found / terms.length) ** 1.5 * (1 + 2 * coverage ** 2);
    }
    return [...hits.values()].sort((one, other) => other.score - one.score).slice(0, Index.#MOST_PAGES);
  }

  /**
   * @param {IndexedPage} page
   * @returns {Hit}
   */
  #noHit(page) {
    return { page, score: 0, found: 0, keys: new Set(), name: "" };
  }

  /**
   * The pages on which a term stands, each with the meaning that scores best there.
   * @param {Term} term
   */
  #scores(term) {
    /** @type {Map<IndexedPage, {score: number, key: string}>} */
    const best = new Map();
    for (const { key, certainty } of term.meanings) {
      const pages = this.#postings.get(key) ?? new Map();
      const worth = certainty * Math.log(1 + this.#pages.size / pages.size);
      for (const [page, counts] of pages) {
        const score = worth * this.#strength(counts);
        if (score > (best.get(page)?.score ?? 0)) {
          best.set(page, { score, key });
        }
      }
    }
    return best;
  }

  /** @param {FieldCounts} counts */
  #strength(counts) {
    return Index.#FIELDS.reduce(
      (sum, field) => sum + (Index.#WEIGHTS[field] * counts[field]) / (counts[field] + Index.#SATURATION),
      0,
    );
  }

  /**
   * @param {IndexedPage} page
   * @param {Term[]} terms
   * @param {string[]} typed
   */
  #bestName(page, terms, typed) {
    return page.names.reduce(
      (best, name) => {
        const coverage = Math.max(this.#coverage(name, terms), this.#spoken(name, typed));
        return coverage > best.coverage ? { name: name.name, coverage } : best;
      },
      { name: "", coverage: 0 },
    );
  }

  /**
   * How well a name says what was asked: 1 when it says all of it and nothing else.
   * @param {PageName} name
   * @param {Term[]} terms
   */
  #coverage(name, terms) {
    const means = (/** @type {Term} */ term, /** @type {string} */ key) =>
      term.meanings.some((meaning) => meaning.key === key);
    const termsSaid = terms.filter((term) => name.keys.some((key) => means(term, key))).length;
    const keysAsked = name.keys.filter((key) => terms.some((term) => means(term, key))).length;
    if (!termsSaid || !keysAsked) {
      return 0;
    }
    const [recall, precision] = [termsSaid / terms.length, keysAsked / name.keys.length];
    return (2 * recall * precision) / (recall + precision);
  }

  /**
   * How much of a query is one name of several words, typed as it stands: so "can I exercise with" counts, though its
   * words say little one by one.
   * @param {PageName} name
   * @param {string[]} typed
   */
  #spoken({ keys }, typed) {
    const isSpoken = keys.length > 1 && ` ${typed.join(" ")} `.includes(` ${keys.join(" ")} `);
    return isSpoken ? keys.length / typed.length : 0;
  }

  // Results

  /**
   * @param {Hit} hit
   * @param {Term[]} terms
   * @returns {Result[]}
   */
  #group({ page, score, keys, name }, terms) {
    const isHit = (/** @type {string} */ word) => keys.has(this.#vocabulary.stem(word));
    const found = Object.fromEntries(
      terms.map(({ word, meanings }) => [word, meanings.some(({ key }) => keys.has(key))]),
    );
    /** @type {(section: Section, score: number) => Result} */
    const result = (section, value) => ({
      location: section.location,
      title: searchText.marked(section.title, isHit),
      text: `<p>${searchText.teaser(section.text, isHit)}</p>`,
      score: value,
      terms: found,
    });
    const own = result(page.entry, score);
    if (name && name !== page.title) {
      const alsoCalled = searchText.marked(this.#alsoCalled, () => false);
      own.text = `<p>${alsoCalled.replace("{names}", () => searchText.marked(name, isHit))}</p>${own.text}`;
    }
    const hasHit = (/** @type {Section} */ section) =>
      this.#keysOf(`${section.title} ${section.text}`).some((key) => keys.has(key));
    const sections = page.sections.filter(hasHit).slice(0, Index.#MOST_SECTIONS);
    // The theme folds away what scores less than the page. Where the page shows no hit itself, the first section does.
    const below = name || hasHit(page.entry) ? 1 : 0;
    return [own, ...sections.map((section, index) => result(section, score * 0.5 ** (index + below)))];
  }
}
