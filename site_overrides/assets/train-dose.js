// @ts-check
/* How much, out of words: a sheet says its doses as text, as this site writes them or as people write them by hand. */
"use strict";

/** @typedef {[number, number]} Span from, to */
/** @typedef {{sets: Span, unit: "reps" | "seconds" | "metres", amount: Span}} Dose */

const trainDose = (() => {
  const NUMBER = "(\\d{1,3})(?:\\s*[-–]\\s*(\\d{1,3}))?";
  const MOST = { sets: 20, reps: 100, seconds: 600, metres: 500 };
  const LONGEST = 60;

  /**
   * A phrase with places as a pattern: {sets} and {amount} stand for a number or a range, once each.
   * @param {string} phrase
   */
  const pattern = (phrase) => {
    const escaped = phrase.replace(/[.*+?^$()|[\]\\]/g, "\\$&");
    return escaped.replace(/\{(sets|amount)\}/g, NUMBER);
  };

  /**
   * @param {string} from
   * @param {string | undefined} to
   * @param {number} most
   * @returns {Span | null}
   */
  const range = (from, to, most) => {
    const [low, high] = [Number(from), Number(to ?? from)];
    return low >= 1 && low <= high && high <= most ? [low, high] : null;
  };

  /**
   * @param {RegExpExecArray | null} found first the sets, if any, then the amount
   * @param {"reps" | "seconds" | "metres"} unit
   * @param {boolean} isOneSet
   * @returns {Dose | null}
   */
  const dose = (found, unit, isOneSet) => {
    if (!found) {
      return null;
    }
    const [, ...numbers] = found;
    const sets = isOneSet ? range("1", undefined, 1) : range(numbers[0], numbers[1], MOST.sets);
    const [from, to] = isOneSet ? numbers : numbers.slice(2);
    const amount = range(from, to, MOST[unit]);
    return sets && amount ? { sets, unit, amount } : null;
  };

  /**
   * Every form that is understood, the site's own first.
   * @param {[string, string, string, string]} phrases sets of, one set of, so many seconds, so many metres
   * @returns {[string, "reps" | "seconds" | "metres", boolean][]}
   */
  const forms = ([setsOf, oneSetOf, seconds, metres]) => {
    /** @type {[string, "reps" | "seconds" | "metres"][]} */
    const amounts = [
      ["{amount}", "reps"],
      [seconds, "seconds"],
      [metres, "metres"],
    ];
    const own = amounts.flatMap(([amount, unit]) => [
      /** @type {[string, "reps" | "seconds" | "metres", boolean]} */ ([
        setsOf.replace("{amount}", amount),
        unit,
        false,
      ]),
      /** @type {[string, "reps" | "seconds" | "metres", boolean]} */ ([
        oneSetOf.replace("{amount}", amount),
        unit,
        true,
      ]),
    ]);
    return own.map(([phrase, unit, isOneSet]) => [pattern(phrase), unit, isOneSet]);
  };

  /**
   * Read a dose; nothing when it is not certain what is meant: then the words are shown and nobody counts.
   * @param {string} text
   * @param {[string, string, string, string]} phrases
   * @returns {Dose | null}
   */
  const read = (text, phrases) => {
    const words = text.trim().replace(/\s+/g, " ");
    if (words.length > LONGEST) {
      return null;
    }
    for (const [form, unit, isOneSet] of forms(phrases)) {
      const found = dose(new RegExp(`^${form}$`, "i").exec(words), unit, isOneSet);
      if (found) {
        return found;
      }
    }
    const byHand = `^${NUMBER} ?[x×] ?${NUMBER}`;
    return (
      dose(new RegExp(`${byHand}$`, "i").exec(words), "reps", false) ??
      dose(new RegExp(`${byHand} ?(?:s|sec|secs|seconds)\\.?$`, "i").exec(words), "seconds", false)
    );
  };

  return { read };
})();
