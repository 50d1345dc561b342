/* The search: `searchFor(index)` gives a function from what somebody typed to groups of results, the best first.

   It understands slips of spelling, words joined or split, British and American spelling, the beginning of a word, lay
   words. Pages are ranked by how rare the found words are and where they stand (title, other names, headings, text), by
   how many of the words asked for are found, and by how well one title or name says the whole question. There is always
   an answer: where nothing fits, the overview pages. */

"use strict";

(() => {
  const WEIGHTS = { title: 6, also: 5, heading: 2, text: 1 };
  const MOST_PAGES = 12;
  const MOST_SECTIONS = 3;
  const TEASER_WORDS = 28;
  const STOP = new Set(
    ("a an and are as at be but by can do does for from get has have how i if in is it its me my of on or so that the " +
      "there this to too was what when where which who why will with you your").split(" ")
  );
  const BRITISH = [
    [/programme/g, "program"],
    [/([a-z]{2})our(s|ed|ing|ful|less)?$/g, "$1or$2"],
    [/tre(s?)$/g, "ter$1"],
    [/is(e|ed|es|ing|ation)$/g, "iz$1"],
    [/yse/g, "yze"],
    [/aemia/g, "emia"],
    [/oe(dema|strogen)/g, "e$1"],
  ];

  let pages = [];
  let postings = new Map();
  let fallback = [];
  let synonyms = new Map();
  let alsoCalled = "";

  // ---- Words

  const plain = (text) =>
    text.normalize("NFKD").replace(/[\u0300-\u036f’']/g, "").toLowerCase();

  const tokens = (text) => plain(text).match(/[\p{L}\p{N}]+/gu) || [];

  const spelled = (word) => BRITISH.reduce((now, [from, to]) => now.replace(from, to), word);

  // A light stemmer: plurals, -ing, -ed, -er; what is left need not be a word.
  const stem = (word) => {
    let now = spelled(word);
    if (now.length > 4) {
      now = now.replace(/ies$/, "y").replace(/(ss|sh|ch|x)es$/, "$1").replace(/([^su])s$/, "$1");
    }
    if (now.length > 5) {
      now = now.replace(/(ing|ed)$/, "");
    }
    return now.replace(/e$/, "").replace(/([^aeiou])\1$/, "$1");
  };

  const withoutTags = (text) => text.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ").trim();
  const decoded = (text) =>
    text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&#(39|x27);/g, "'").replace(/&amp;/g, "&");

  // ---- Index

  const add = (page, field, text) => {
    for (const token of tokens(decoded(text))) {
      const key = stem(token);
      let found = postings.get(key);
      if (!found) {
        postings.set(key, (found = new Map()));
      }
      let counts = found.get(page);
      if (!counts) {
        found.set(page, (counts = { title: 0, also: 0, heading: 0, text: 0 }));
      }
      counts[field] += 1;
    }
  };

  const setUp = ({ config, docs }) => {
    const known = new Map();
    for (const entry of docs) {
      const [location, anchor] = entry.location.split("#");
      let page = known.get(location);
      if (!page) {
        page = { location, title: entry.title, entry: null, sections: [], names: [] };
        known.set(location, page);
        pages.push(page);
      }
      const section = { location: entry.location, title: entry.title, text: withoutTags(entry.text) };
      if (anchor === undefined) {
        page.entry = section;
        const also = entry.also || [];
        page.names = [entry.title, ...also].map((name) => ({ name, keys: tokens(decoded(name)).map(stem) }));
        add(page, "title", entry.title);
        add(page, "also", also.join(" "));
      } else {
        page.sections.push(section);
        add(page, "heading", entry.title);
      }
      add(page, "text", section.text);
    }
    pages = pages.filter((page) => page.entry);
    fallback = (config.fallback || []).map((location) => known.get(location)).filter(Boolean);
    alsoCalled = config.also_called || "";
    for (const group of config.synonyms || []) {
      const keys = group.map(stem);
      for (const key of keys) {
        synonyms.set(key, keys.filter((other) => other !== key));
      }
    }
  };

  // ---- Meaning of a word: keys of the index, each with how sure it is

  // Slips between two words: letters missing, doubled, changed or swapped; beyond `most` it does not matter how many.
  const slips = (one, other, most) => {
    if (Math.abs(one.length - other.length) > most) {
      return most + 1;
    }
    let before = [];
    let last = Array.from({ length: other.length + 1 }, (_, index) => index);
    for (let i = 1; i <= one.length; i += 1) {
      const now = [i];
      for (let j = 1; j <= other.length; j += 1) {
        const same = one[i - 1] === other[j - 1] ? 0 : 1;
        now[j] = Math.min(last[j] + 1, now[j - 1] + 1, last[j - 1] + same);
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
          now[j] = Math.min(now[j], before[j - 2] + 1);
        }
      }
      before = last;
      last = now;
    }
    return last[other.length];
  };

  const near = (key) => {
    const most = key.length >= 6 ? 2 : key.length >= 4 ? 1 : 0;
    let best = [];
    let fewest = most + 1;
    for (const other of most ? postings.keys() : []) {
      if (other.length < 3) {
        continue;
      }
      const found = slips(key, other, most) + (key[0] === other[0] ? 0 : 0.5);
      if (found < fewest) {
        [best, fewest] = [[other], found];
      } else if (found === fewest && found <= most) {
        best.push(other);
      }
    }
    return best.map((other) => [other, fewest <= 1 ? 0.8 : 0.55]);
  };

  const startingWith = (key) => {
    const found = [];
    for (const other of key.length >= 3 ? postings.keys() : []) {
      if (other.startsWith(key) && other !== key) {
        found.push([other, 0.7 * Math.sqrt(key.length / other.length)]);
      }
    }
    return found;
  };

  const parts = (word) => {
    for (let at = 3; at <= word.length - 2; at += 1) {
      const two = [stem(word.slice(0, at)), stem(word.slice(at))];
      if (two.every((key) => postings.has(key))) {
        return two;
      }
    }
    return null;
  };

  const meaning = (word) => {
    const key = stem(word);
    const same = (synonyms.get(key) || []).filter((other) => postings.has(other)).map((other) => [other, 0.75]);
    if (postings.has(key)) {
      return [[key, 1], ...same];
    }
    if (same.length) {
      return same;
    }
    const begun = startingWith(key);
    return begun.length ? begun : near(key);
  };

  // Each part of a question: the words as typed and the keys that they may mean.
  const understood = (query) => {
    const typed = tokens(query);
    const telling = typed.filter((word) => !STOP.has(word));
    const words = telling.length ? telling : typed;
    const found = [];
    for (let at = 0; at < words.length; at += 1) {
      const word = words[at];
      const joined = at + 1 < words.length ? stem(word + words[at + 1]) : "";
      const two = postings.has(stem(word)) ? null : parts(word);
      if (joined && postings.has(joined) && !(postings.has(stem(word)) && postings.has(stem(words[at + 1])))) {
        found.push({ word: word + words[at + 1], keys: [[joined, 1]] });
        at += 1;
      } else if (two) {
        found.push(...two.map((key) => ({ word, keys: [[key, 0.9]] })));
      } else {
        found.push({ word, keys: meaning(word) });
      }
    }
    return found;
  };

  // ---- Ranking

  const rarity = (key) => Math.log(1 + pages.length / postings.get(key).size);

  const strength = (counts) =>
    Object.entries(WEIGHTS).reduce((sum, [field, weight]) => sum + (weight * counts[field]) / (counts[field] + 1.2), 0);

  // How well a name says what was asked: 1 when it says all of it and nothing else.
  const cover = (name, question) => {
    const said = new Set(name.keys);
    const met = question.filter((part) => part.keys.some(([key]) => said.has(key))).length;
    const used = name.keys.filter((key) => question.some((part) => part.keys.some(([other]) => other === key))).length;
    if (!met || !used) {
      return 0;
    }
    const [share, close] = [met / question.length, used / name.keys.length];
    return (2 * share * close) / (share + close);
  };

  const rank = (question) => {
    const scores = new Map();
    for (const part of question) {
      const best = new Map();
      for (const [key, sure] of part.keys) {
        const worth = sure * rarity(key);
        for (const [page, counts] of postings.get(key)) {
          const score = worth * strength(counts);
          if (score > (best.get(page)?.score || 0)) {
            best.set(page, { score, key });
          }
        }
      }
      for (const [page, { score, key }] of best) {
        const found = scores.get(page) || { page, score: 0, met: 0, keys: new Set() };
        found.score += score;
        found.met += 1;
        found.keys.add(key);
        scores.set(page, found);
      }
    }
    for (const found of scores.values()) {
      found.name = found.page.names.reduce(
        (best, name) => {
          const value = cover(name, question);
          return value > best.value ? { name, value } : best;
        },
        { name: null, value: 0 }
      );
      found.score *= (found.met / question.length) ** 1.5 * (1 + 2 * found.name.value ** 2);
    }
    return [...scores.values()].sort((one, other) => other.score - one.score).slice(0, MOST_PAGES);
  };

  // ---- Results

  const isHit = (word, keys) => keys.has(stem(plain(word)));

  const marked = (text, keys) =>
    text.replace(/&[#\w]+;|[\p{L}\p{N}'’]+/gu, (word) =>
      word[0] !== "&" && isHit(word, keys) ? `<mark>${word}</mark>` : word
    );

  const teaser = (text, keys) => {
    const words = text.split(" ");
    const first = Math.max(0, words.findIndex((word) => tokens(word).some((token) => isHit(token, keys))) - 6);
    const cut = words.slice(first, first + TEASER_WORDS).join(" ");
    return `${first ? "… " : ""}${marked(cut, keys)}${first + TEASER_WORDS < words.length ? " …" : ""}`;
  };

  const holds = (section, keys) => tokens(decoded(`${section.title} ${section.text}`)).some((word) => isHit(word, keys));

  const group = ({ page, score, keys, name }, question) => {
    const terms = {};
    for (const part of question) {
      terms[part.word] = part.keys.some(([key]) => keys.has(key));
    }
    const entry = (section, value) => ({
      location: section.location,
      title: marked(section.title, keys),
      text: `<p>${teaser(section.text, keys)}</p>`,
      score: value,
      terms,
    });
    const own = entry(page.entry, score);
    const hidden = name.name && name.name.name !== page.title ? name.name.name : "";
    if (hidden) {
      own.text = `<p>${alsoCalled.replace("{names}", marked(hidden, keys))}</p>${own.text}`;
    }
    const sections = page.sections.filter((section) => holds(section, keys)).slice(0, MOST_SECTIONS);
    return [own, ...sections.map((section, index) => entry(section, score * 0.5 ** (index + 1)))];
  };

  const answer = (query) => {
    const question = understood(query);
    if (!question.length) {
      return [];
    }
    const ranked = rank(question);
    const shown = ranked.length
      ? ranked
      : fallback.map((page) => ({ page, score: 1, keys: new Set(), name: { name: null, value: 0 } }));
    return shown.map((found) => group(found, question));
  };

  self.searchFor = (index) => {
    setUp(index);
    return answer;
  };
})();
