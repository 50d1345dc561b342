// @ts-check
/* A session as a state machine: a plan and events in, what the screen shows out. It has no clock and no page.

   All times in states are milliseconds of the caller's clock. Time is worked out from that clock and never added up from
   ticks, so a tab that is woken once a second stays right. */
"use strict";

/** @typedef {"reps" | "seconds" | "metres" | "text"} Unit */

/**
 * An exercise of a session.
 * @typedef {object} Item
 * @property {string} slug
 * @property {number} sets
 * @property {Unit} unit what a set is counted in; a text is an amount that nobody can count
 * @property {number} amount what is counted to
 * @property {number} least from here on a set may end; the lower end of the range
 * @property {string} text how much, in words
 * @property {number} rest seconds between sets
 * @property {number} tempo seconds of one repetition, there and back
 * @property {number} pause seconds that each repetition is held
 * @property {number} shapes how many shapes a set has, such as Y, T and W: all repetitions of one, then of the next
 * @property {Side[]} sides in order; one that is nobody's side when both work together
 * @property {boolean} alternates whether the sides change with each repetition; the amount is of both together
 * @property {string} note
 */

/** @typedef {"" | "left" | "right" | "weaker" | "other" | "first" | "second"} Side */

/**
 * @typedef {object} Step
 * @property {"change" | "work" | "sides" | "rest"} kind
 * @property {number} item which exercise, counted from 0; a rest belongs to the one before it
 * @property {number} set counted from 1
 * @property {Side} side
 * @property {number} shape counted from 0
 * @property {number} amount what is counted to
 * @property {number | null} seconds nothing when it lasts until somebody says so
 */

/**
 * @typedef {object} State
 * @property {Step[]} steps
 * @property {number} at the step that is being done
 * @property {"ready" | "running" | "paused" | "done"} status
 * @property {number} since when the clock of this step was last started
 * @property {number} before how long the step had run by then
 * @property {number} extra by how much a rest was made longer
 * @property {number} counted repetitions that the reader counted in this step
 * @property {number} seen the last time anybody asked
 * @property {number[]} ended the items of which at least one set was done to its end
 */

/** @typedef {{type: "start" | "tick" | "pause" | "resume" | "next" | "back" | "count" | "more" | "end"}} SessionEvent */

/** @typedef {"begin" | "rest" | "sides" | "change" | "repetition" | "enough" | "half" | "soon" | "done"} Cue */

/**
 * What a screen shows of a moment.
 * @typedef {object} Moment
 * @property {State["status"]} status
 * @property {number} at
 * @property {Step | null} step
 * @property {Item | null} item
 * @property {number} spent seconds of this step
 * @property {number | null} left whole seconds to go, so that a hold of three shows 3, 2, 1
 * @property {number} repetition how many are over
 * @property {number} phase how far the present one is, from 0 to 1
 * @property {number} share how much of the timed parts is over, from 0 to 1
 * @property {Step | null} following the next that is work
 */

/** @typedef {{repetition: number, metre: number, change: number, sides: number}} Seconds */

const trainSession = (() => {
  const SECOND = 1000;
  const ASLEEP = 15 * SECOND; // a gap this long between two ticks means that the device slept: nobody was training
  const SOON = 2 * SECOND; // going back this early in a step means the step before
  const MORE = 15 * SECOND;

  // Seconds: a hold so long has a middle worth hearing; a step so short ends before anybody could count it down.
  const LONG_HOLD = 8;
  const SHORT = 5;
  const LAST = 3;

  /**
   * The seconds of one repetition, with its pause.
   * @param {Item} item
   */
  const cycle = (item) => item.tempo + item.pause;

  /**
   * @param {Item} item
   * @param {Seconds} seconds
   * @param {boolean} isPaced whether repetitions are counted for the reader
   */
  const workSeconds = (item, seconds, isPaced) => {
    if (item.unit === "seconds") {
      return item.amount;
    }
    if (item.unit === "text" || !isPaced) {
      return null;
    }
    return item.unit === "metres" ? item.amount * seconds.metre : item.amount * cycle(item);
  };

  /**
   * Getting ready, then each set on each of its sides, then a rest; after the last set of all there is none.
   * @param {Item[]} items
   * @param {Seconds} seconds
   * @param {boolean} isPaced
   */
  const steps = (items, seconds, isPaced) => {
    /** @type {Step[]} */
    const found = [];
    items.forEach((item, index) => {
      const first = { item: index, set: 1, side: item.sides[0], shape: 0, amount: 0 };
      found.push({ kind: "change", ...first, seconds: seconds.change });
      for (let set = 1; set <= item.sets; set++) {
        item.sides.forEach((side, place) => {
          if (place > 0) {
            found.push({ kind: "sides", item: index, set, side, shape: 0, amount: 0, seconds: seconds.sides });
          }
          for (let shape = 0; shape < item.shapes; shape++) {
            const [amount, length] = [item.amount, workSeconds(item, seconds, isPaced)];
            found.push({ kind: "work", item: index, set, side, shape, amount, seconds: length });
          }
        });
        found.push({ kind: "rest", item: index, set, side: "", shape: 0, amount: 0, seconds: item.rest });
      }
    });
    return found.slice(0, -1).filter((step) => step.seconds !== 0);
  };

  /**
   * The timed parts of some steps, in seconds.
   * @param {Step[]} some
   */
  const total = (some) => some.reduce((sum, step) => sum + (step.seconds ?? 0), 0);

  /**
   * @param {Step[]} some
   * @returns {State}
   */
  const begin = (some) => ({
    steps: some,
    at: 0,
    status: some.length ? "ready" : "done",
    since: 0,
    before: 0,
    extra: 0,
    counted: 0,
    seen: 0,
    ended: [],
  });

  /**
   * How long the step has run.
   * @param {State} state
   * @param {number} now
   */
  const elapsed = (state, now) => state.before + (state.status === "running" ? Math.max(0, now - state.since) : 0);

  /**
   * @param {State} state
   * @returns {number} Infinity when the step lasts until somebody says so
   */
  const duration = (state) => {
    const seconds = state.steps[state.at]?.seconds;
    return seconds === null || seconds === undefined ? Number.POSITIVE_INFINITY : seconds * SECOND + state.extra;
  };

  /**
   * Begin another step at a moment; there may be none.
   * @param {State} state
   * @param {number} at
   * @param {number} since
   * @returns {State}
   */
  const enter = (state, at, since) => {
    const fresh = { ...state, at, since, before: 0, extra: 0, counted: 0 };
    return at < state.steps.length ? fresh : { ...fresh, at: state.steps.length, status: "done" };
  };

  /**
   * The steps after the weaker side has done what it can: the other side does the same number. Who skips the weaker one
   * has the whole of the other.
   * @param {State} state
   * @param {number} now
   */
  const matched = (state, now) => {
    const { side, item, set, shape, amount, seconds } = state.steps[state.at];
    const unit = (seconds ?? 0) / amount; // seconds of a repetition, a metre, or one second
    const done = seconds === null ? state.counted : Math.floor(elapsed(state, now) / SECOND / unit + 0.001);
    const same = Math.min(amount, done);
    /** @param {Step} step */
    const follows = (step) => step.side === "other" && step.item === item && step.set === set && step.shape === shape;
    return side !== "weaker" || !same
      ? state.steps
      : state.steps.map((step) =>
          step.kind === "work" && follows(step) ? { ...step, amount: same, seconds: seconds && same * unit } : step,
        );
  };

  /**
   * The step is over: what is worked through counts as done.
   * @param {State} state
   * @param {number} now
   */
  const leave = (state, now) => {
    const { kind, item } = state.steps[state.at];
    if (kind !== "work") {
      return enter(state, state.at + 1, now);
    }
    const ended = state.ended.includes(item) ? state.ended : [...state.ended, item];
    return enter({ ...state, steps: matched(state, now), ended }, state.at + 1, now);
  };

  /**
   * Let time pass: each step begins when the one before was due to end, however late anybody looks.
   * @param {State} state
   * @param {number} now
   * @returns {State}
   */
  const pass = (state, now) => {
    let later = state;
    while (later.status === "running" && elapsed(later, now) >= duration(later)) {
      later = leave(later, later.since + duration(later) - later.before);
    }
    return { ...later, seen: now };
  };

  /**
   * @param {State} state
   * @param {number} now
   * @returns {State}
   */
  const tick = (state, now) => {
    if (state.status !== "running") {
      return state;
    }
    if (now < state.seen) {
      return { ...state, before: elapsed(state, state.seen), since: now, seen: now }; // somebody set the clock back
    }
    return now - state.seen > ASLEEP ? halt(state, state.seen) : pass(state, now);
  };

  /**
   * @param {State} state
   * @param {number} now
   * @returns {State}
   */
  const halt = (state, now) => ({ ...state, before: elapsed(state, now), status: "paused" });

  /**
   * @param {State} state
   * @param {number} now
   */
  const back = (state, now) => {
    const isEarly = elapsed(state, now) < SOON && state.counted === 0;
    return enter(state, isEarly ? Math.max(0, state.at - 1) : state.at, now);
  };

  /**
   * What becomes of a state; the one that is given stays as it is.
   * @param {State} state
   * @param {SessionEvent} event
   * @param {number} now
   * @returns {State}
   */
  const send = (state, event, now) => {
    const current = tick(state, now);
    if (current.status === "done") {
      return current;
    }
    switch (event.type) {
      case "start":
      case "resume":
        return current.status === "running" ? current : { ...current, status: "running", since: now, seen: now };
      case "pause":
        return current.status === "running" ? halt(current, now) : current;
      case "next":
        return leave({ ...current, seen: now }, now);
      case "back":
        return back({ ...current, seen: now }, now);
      case "count":
        return current.steps[current.at].kind === "work" ? { ...current, counted: current.counted + 1 } : current;
      case "more":
        return current.steps[current.at].kind === "rest" ? { ...current, extra: current.extra + MORE } : current;
      case "end":
        return { ...halt(current, now), status: "done" };
      default:
        return current;
    }
  };

  /**
   * How much of the timed parts is over, from 0 to 1.
   * @param {State} state
   * @param {number} spent seconds of this step
   */
  const share = (state, spent) => {
    const all = total(state.steps);
    const seconds = state.steps[state.at]?.seconds ?? 0;
    return all ? Math.min(1, (total(state.steps.slice(0, state.at)) + Math.min(spent, seconds)) / all) : 0;
  };

  /**
   * What a screen shows of a moment.
   * @param {State} state
   * @param {Item[]} items
   * @param {number} now
   * @returns {Moment}
   */
  const screen = (state, items, now) => {
    const step = state.steps[state.at] ?? null;
    const item = step ? items[step.item] : null;
    const spent = elapsed(state, now) / SECOND;
    const isWork = step?.kind === "work";
    const isCounted = isWork && step.seconds === null;
    const length = duration(state) / SECOND;
    const cycleSeconds = item ? cycle(item) : 1;
    const repetition = isCounted ? state.counted : Math.floor(spent / cycleSeconds);
    const following = state.steps.slice(state.at + 1).find(({ kind }) => kind === "work") ?? null;
    return {
      status: state.status,
      at: state.at,
      step,
      item,
      spent,
      left: Number.isFinite(length) ? Math.max(0, Math.ceil(length - spent - 0.001)) : null,
      repetition: isWork && item?.unit === "reps" ? Math.min(repetition, step.amount) : 0,
      phase: isWork && item?.unit === "reps" ? (spent % cycleSeconds) / cycleSeconds : 0,
      share: state.status === "done" && state.at >= state.steps.length ? 1 : share(state, spent),
      following,
    };
  };

  /**
   * What is heard of the time of a step: the middle of a long hold, and each of the last three seconds.
   * @param {Moment} before
   * @param {Moment} after
   * @param {number} seconds
   * @returns {Cue[]}
   */
  const ofTime = (before, after, seconds) => {
    const isHold = after.step?.kind === "work" && after.item?.unit === "seconds" && seconds >= LONG_HOLD;
    const isHalf = isHold && before.spent < seconds / 2 && after.spent >= seconds / 2;
    const left = after.left ?? 0;
    const isSoon = seconds > SHORT && left < (before.left ?? 0) && left <= LAST && left > 0;
    return [...(isHalf ? /** @type {Cue[]} */ (["half"]) : []), ...(isSoon ? /** @type {Cue[]} */ (["soon"]) : [])];
  };

  /**
   * What can be heard between two moments: at most the beginning of one step, or what came about within one.
   * @param {Moment} before
   * @param {Moment} after
   * @returns {Cue[]}
   */
  const cues = (before, after) => {
    if (after.status === "done") {
      return before.status === "done" ? [] : ["done"];
    }
    if (after.status !== "running" || !after.step || !after.item) {
      return [];
    }
    if (before.at !== after.at || before.status === "ready") {
      return [after.step.kind === "work" ? "begin" : after.step.kind];
    }
    const { least } = after.item;
    if (after.repetition > before.repetition) {
      return [before.repetition < least && after.repetition >= least ? "enough" : "repetition"];
    }
    return after.step.seconds === null ? [] : ofTime(before, after, after.step.seconds);
  };

  return { steps, total, begin, send, screen, cues, cycle };
})();
