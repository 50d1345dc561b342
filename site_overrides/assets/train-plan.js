// @ts-check
/* What is trained: a plan of the site or somebody's sheet, as the address says it, made ready for a session. */
"use strict";

/**
 * @typedef {object} PlanItem
 * @property {string} slug
 * @property {Span} sets
 * @property {"reps" | "seconds" | "metres"} unit
 * @property {Span} amount
 * @property {string} note
 */

/**
 * A plan as train-data.js has it.
 * @typedef {object} Plan
 * @property {string} title
 * @property {string} name
 * @property {string} page
 * @property {Span | null} weeks
 * @property {string | null} next
 * @property {boolean} more_sets whether its minutes are those of more sets
 * @property {[Span, Span]} minutes with fewer sets, with more
 * @property {boolean} weaker whether the side that tires first comes first
 * @property {string} move_on
 * @property {string} flare_up
 * @property {PlanItem[]} items
 */

/**
 * What an exercise says of itself in numbers.
 * @typedef {object} ExerciseDose
 * @property {Span} sets
 * @property {"reps" | "seconds" | "metres"} unit
 * @property {Span} amount
 * @property {Span} pause
 * @property {number} shapes
 * @property {boolean} alternates whether the sides change with each repetition
 * @property {Span} rest
 * @property {string[]} equipment what is needed, each in words that name its alternatives in one order
 * @property {string[]} optional things that help
 * @property {[string, string][]} easier in words, with the slug of an exercise of its own or nothing
 * @property {boolean} moves whether there is an animation of it
 * @property {{file: string, width: number, height: number} | null} figure its last keyframe
 */

/**
 * @typedef {object} TrainData
 * @property {Seconds} seconds
 * @property {string} each_side
 * @property {[string, string, string, string]} phrases
 * @property {Record<string, ExerciseDose>} exercises
 * @property {Record<string, Plan>} plans
 */

/** @typedef {{more: boolean, goal: boolean}} Choice more sets; the upper ends of all that a set holds */

/**
 * @typedef {object} Chosen
 * @property {string} key of a plan; nothing for a sheet
 * @property {Plan | null} plan
 * @property {string} for whom a sheet is for
 * @property {PlanEntry[]} entries
 * @property {boolean} lacks whether the address names exercises that are not there any more
 */

/** @typedef {{slug: string, dose: Dose | null, text: string, note: string, sides: Side[], entry: Entry | null}} PlanEntry */

const trainPlan = (() => {
  const { trainData } = /** @type {typeof globalThis & {trainData: TrainData}} */ (globalThis);
  const { sheetData } = /** @type {typeof globalThis & {sheetData: SheetData}} */ (globalThis);
  const { each_side, exercises, plans, phrases, seconds } = trainData;

  /**
   * @param {string} slug
   * @param {boolean} isWeakerFirst
   * @returns {Side[]}
   */
  const sidesOf = (slug, isWeakerFirst) =>
    sheetData.exercises[slug].sided && !exercises[slug].alternates
      ? isWeakerFirst
        ? ["weaker", "other"]
        : ["first", "second"]
      : [""];

  /**
   * @param {string} key
   * @returns {Chosen | null}
   */
  const ofPlan = (key) => {
    const plan = Object.keys(plans).includes(key) ? plans[key] : null;
    const texts = sheetData.programmes[key] ?? [];
    const entries = (plan?.items ?? []).map((item, index) => ({
      slug: item.slug,
      dose: item,
      text: texts[index][1],
      note: item.note,
      sides: sidesOf(item.slug, plan?.weaker ?? false),
      entry: null,
    }));
    return plan && { key, plan, for: "", entries, lacks: false };
  };

  /**
   * @param {Sheet} sheet
   * @returns {Chosen}
   */
  const ofSheet = (sheet) => {
    const known = sheetPaper.known(sheet.entries);
    const entries = known.map((entry) => {
      /** @type {Side[]} */
      const sides = entry.side === "left" || entry.side === "right" ? [entry.side] : sidesOf(entry.slug, false);
      const dose = trainDose.read(entry.dose, phrases);
      return { slug: entry.slug, dose, text: entry.dose, note: entry.note, sides, entry };
    });
    const lacks = sheet.entries.some((entry) => sheetPaper.known([entry]).length === 0);
    return { key: "", plan: null, for: sheet.for, entries, lacks };
  };

  /**
   * What the part of an address behind # chooses.
   * @param {string} fragment
   * @returns {Chosen | null}
   */
  const read = (fragment) => {
    const sheet = sheetLink.read(fragment);
    return sheet ? ofSheet(sheet) : ofPlan(new URLSearchParams(fragment).get("plan") ?? "");
  };

  /**
   * What a sheet sets instead of what the exercise says.
   * @param {Entry | null} entry
   * @param {"rest" | "tempo" | "hold"} part
   * @param {number} usual
   */
  const own = (entry, part, usual) => Number((entry && sheetLink.said(entry, part)) || usual);

  /**
   * A dose without ranges.
   * @param {number} sets
   * @param {"reps" | "seconds" | "metres"} unit
   * @param {number} number
   */
  const inWords = (sets, unit, number) => {
    const [several, one, inSeconds, inMetres] = phrases;
    const amount = { reps: "{amount}", seconds: inSeconds, metres: inMetres }[unit].replace("{amount}", `${number}`);
    return (sets === 1 ? one : several).replace("{sets}", `${sets}`).replace("{amount}", amount);
  };

  /**
   * An exercise of the session: of each range the lower or the upper end.
   * @param {PlanEntry} entry
   * @param {Choice} choice
   * @returns {Item}
   */
  const item = ({ slug, dose, text, note, sides, entry }, { more, goal }) => {
    const usual = exercises[slug];
    const [sets, end] = [Number(more), Number(goal)];
    const alternates = usual.alternates && sides[0] === "";
    const times = alternates ? 2 : 1; // a dose is for each side
    return {
      slug,
      sets: dose?.sets[sets] ?? 1,
      unit: dose?.unit ?? "text",
      amount: (dose?.amount[end] ?? 0) * times,
      least: (dose?.amount[0] ?? 0) * times,
      text: dose
        ? `${inWords(dose.sets[sets], dose.unit, dose.amount[end])}${alternates ? ` ${each_side}` : ""}`
        : text,
      rest: own(entry, "rest", usual.rest[end]),
      tempo: own(entry, "tempo", seconds.repetition),
      pause: own(entry, "hold", usual.pause[end]),
      shapes: usual.shapes,
      sides,
      alternates,
      note,
    };
  };

  /**
   * @param {Chosen} chosen
   * @param {Choice} choice
   */
  const items = (chosen, choice) => chosen.entries.map((entry) => item(entry, choice));

  /**
   * Another exercise in the place of one, with the lowest numbers of its own.
   * @param {string} slug
   * @param {Item} instead
   */
  const other = (slug, { sets, sides }) => {
    const isWeakerFirst = sides[0] === "weaker";
    const entry = { slug, dose: exercises[slug], text: sheetData.exercises[slug].dose, note: "", entry: null };
    return { ...item({ ...entry, sides: sidesOf(slug, isWeakerFirst) }, { more: false, goal: false }), sets };
  };

  /**
   * Whether a choice changes anything.
   * @param {Chosen} chosen
   */
  const ranges = ({ entries }) => ({
    more: entries.some(({ dose }) => dose && dose.sets[0] < dose.sets[1]),
    goal: entries.some(({ slug, dose }) => {
      const { rest, pause } = exercises[slug];
      return [dose?.amount ?? [0, 0], rest, pause].some(([low, high]) => low < high);
    }),
  });

  return { read, items, other, ranges, plans, seconds, exercises };
})();
