/* A session: what comes after what, how long it takes, and that no late tick, no nap and no clock can spoil it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { run } from "./scripts.mjs";

const { steps, total, begin, send, screen, cues } = run(["train-session.js"], "trainSession");

const SECONDS = { repetition: 4, metre: 1, change: 30, sides: 5 };

/** @param {object} fields */
const item = (fields) => ({
  slug: "row",
  sets: 1,
  unit: "reps",
  amount: 10,
  least: 8,
  text: "",
  rest: 60,
  tempo: 4,
  pause: 0,
  shapes: 1,
  sides: [""],
  alternates: false,
  note: "",
  ...fields,
});

/**
 * @param {any[]} items
 * @param {boolean} isPaced
 */
const started = (items, isPaced = true) => send(begin(steps(items, SECONDS, isPaced)), { type: "start" }, 0);

/** @param {any[]} items */
const kinds = (items) =>
  steps(items, SECONDS, true).map((/** @type {any} */ step) => `${step.kind} ${step.side}`.trim());

/**
 * Tick once a second, as a browser lets a hidden tab do, each tick a little late.
 * @param {any} state
 * @param {number} from
 * @param {number} until
 */
const ticked = (state, from, until, every = 1000) => {
  let now = from;
  let current = state;
  while (now < until) {
    now += every + ((now / every) % 7);
    current = send(current, { type: "tick" }, now);
  }
  return current;
};

/** @param {any} value */
const frozen = (value) => {
  if (value && typeof value === "object") {
    Object.values(value).forEach(frozen);
    Object.freeze(value);
  }
  return value;
};

test("a set is done on both sides before the rest, and no rest follows the last set of all", () => {
  const both = item({ sets: 2, sides: ["weaker", "other"] });
  assert.deepEqual(kinds([both, item({})]), [
    "change weaker",
    ...["work weaker", "sides other", "work other", "rest"],
    ...["work weaker", "sides other", "work other", "rest"],
    ...["change", "work"],
  ]);
});

test("a plan of nothing is done at once", () => {
  const nothing = begin(steps([], SECONDS, true));
  assert.equal(nothing.status, "done");
  assert.equal(send(nothing, { type: "start" }, 0).status, "done");
  assert.equal(screen(nothing, [], 0).step, null);
});

test("times add up: repetitions with pauses and shapes, holds, metres", () => {
  /** @param {object} fields */
  const seconds = (fields) => total(steps([item(fields)], SECONDS, true)) - SECONDS.change;
  assert.equal(seconds({}), 40);
  assert.equal(seconds({ pause: 8, amount: 5 }), 60);
  assert.equal(seconds({ shapes: 3, amount: 8 }), 96);
  assert.equal(seconds({ unit: "seconds", amount: 20 }), 20);
  assert.equal(seconds({ unit: "metres", amount: 15 }), 15);
  assert.equal(seconds({ sets: 3, sides: ["first", "second"] }), 3 * 85 + 2 * 60);
});

test("an amount that nobody can count, and repetitions that the reader counts, last until somebody says so", () => {
  for (const state of [started([item({ unit: "text" })]), started([item({})], false)]) {
    const later = ticked(state, 0, 200_000);
    assert.equal(later.steps[later.at].kind, "work");
    assert.equal(screen(later, [item({})], 200_000).left, null);
    assert.equal(send(later, { type: "next" }, 200_000).status, "done");
  }
  assert.equal(
    screen(ticked(started([item({ unit: "seconds", amount: 9 })], false), 0, 35_000), [item({})], 35_100).left,
    4,
  );
});

test("ten minutes at one tick a second drift by less than a third of a second, pauses and all", () => {
  const items = [item({ sets: 20, amount: 5, rest: 10 })];
  let state = started(items);
  let [now, paused] = [0, 0];
  while (state.status !== "done") {
    state = ticked(state, now, now + 47_000, 1000);
    now = state.seen;
    if (state.status === "running") {
      state = send(state, { type: "pause" }, now);
      now += 3333;
      paused += 3333;
      state = send(state, { type: "resume" }, now);
    }
  }
  const due = total(steps(items, SECONDS, true)) * 1000;
  assert.ok(due >= 600_000);
  assert.ok(Math.abs(state.since - paused - due) < 300, `${state.since - paused - due} ms`);
});

test("a late tick crosses as many steps as were due, and the present one began in its time", () => {
  const items = [item({ sets: 3, unit: "seconds", amount: 3, rest: 2 })];
  const state = send(send(started(items), { type: "tick" }, 14_000), { type: "tick" }, 28_999);
  const late = send(state, { type: "tick" }, 36_500);
  assert.deepEqual([late.steps[late.at].kind, late.steps[late.at].set, late.since], ["work", 2, 35_000]);
});

test("a device that slept finds the session paused where it was", () => {
  const state = send(started([item({})]), { type: "tick" }, 10_000);
  const woken = send(state, { type: "tick" }, 400_000);
  assert.deepEqual([woken.status, woken.at, woken.before], ["paused", 0, 10_000]);
  const resumed = send(send(woken, { type: "resume" }, 500_000), { type: "tick" }, 505_000);
  assert.equal(screen(resumed, [item({})], 505_000).left, 15);
});

test("a clock that is set back costs nothing", () => {
  const state = send(started([item({})]), { type: "tick" }, 10_000);
  const after = send(send(state, { type: "tick" }, -3_600_000), { type: "tick" }, -3_595_000);
  assert.equal(screen(after, [item({})], -3_595_000).left, 15);
});

test("a pause keeps the place within a repetition", () => {
  const items = [item({})];
  let state = send(started(items), { type: "next" }, 1000);
  state = send(send(state, { type: "tick" }, 8_000), { type: "pause" }, 10_000);
  assert.equal(screen(state, items, 99_000).phase, 0.25);
  state = send(state, { type: "resume" }, 99_000);
  const shown = screen(state, items, 100_000);
  assert.deepEqual([shown.repetition, shown.phase], [2, 0.5]);
});

test("back begins the step again, and early in a step the one before; at the first it stays", () => {
  const items = [item({ sets: 2 })];
  let state = send(started(items), { type: "next" }, 1000);
  assert.equal(send(send(state, { type: "tick" }, 9000), { type: "back" }, 9500).at, 1);
  state = send(state, { type: "back" }, 2000);
  assert.equal(state.at, 0);
  assert.equal(send(state, { type: "back" }, 2100).at, 0);
});

test("a rest can be longer, nothing else can; the end is the end", () => {
  const items = [item({ sets: 2 })];
  const working = send(started(items), { type: "next" }, 0);
  assert.equal(send(working, { type: "more" }, 0).extra, 0);
  const resting = send(send(working, { type: "next" }, 0), { type: "more" }, 0);
  assert.equal(screen(resting, items, 0).left, 75);
  const over = send(resting, { type: "end" }, 5000);
  assert.deepEqual([over.status, over.ended], ["done", [0]]);
  assert.equal(send(over, { type: "resume" }, 6000), over);
  assert.ok(screen(over, items, 6000).share < 1);
});

test("what the reader counts is counted, in work alone", () => {
  const items = [item({ least: 2 })];
  let state = send(started(items, false), { type: "count" }, 0);
  assert.equal(state.counted, 0);
  state = send(state, { type: "next" }, 0);
  const before = screen(send(state, { type: "count" }, 0), items, 0);
  const after = screen(send(send(state, { type: "count" }, 0), { type: "count" }, 0), items, 0);
  assert.equal(after.repetition, 2);
  assert.deepEqual(cues(before, after), ["enough"]);
});

test("each thing is heard once, however the ticks fall", () => {
  const items = [item({ sets: 2, unit: "seconds", amount: 10, rest: 7 })];
  for (const every of [50, 250, 999]) {
    let state = begin(steps(items, SECONDS, true));
    let before = screen(state, items, 0);
    state = send(state, { type: "start" }, 0);
    /** @type {string[]} */
    const heard = cues(before, screen(state, items, 0));
    before = screen(state, items, 0);
    for (let now = every; state.status !== "done"; now += every) {
      state = send(state, { type: "tick" }, now);
      const after = screen(state, items, now);
      heard.push(...cues(before, after));
      before = after;
    }
    const soon = ["soon", "soon", "soon"];
    const hold = ["begin", "half", ...soon];
    assert.deepEqual(heard, ["change", ...soon, ...hold, "rest", ...soon, ...hold, "done"], `every ${every} ms`);
  }
});

test("nothing is heard while the session stands still, and no burst after a nap", () => {
  const items = [item({ sets: 3, amount: 2 })];
  const state = started(items);
  const woken = send(state, { type: "tick" }, 300_000);
  assert.deepEqual(cues(screen(state, items, 0), screen(woken, items, 300_000)), []);
  const late = send(send(state, { type: "tick" }, 14_000), { type: "tick" }, 28_000);
  const later = send(late, { type: "tick" }, 42_000);
  assert.equal(cues(screen(late, items, 28_000), screen(later, items, 42_000)).length, 1);
});

test("whatever is pressed when, the session stays in its bounds and the past is not rewritten", () => {
  const types = ["start", "tick", "tick", "tick", "pause", "resume", "next", "back", "count", "more", "end"];
  let seed = 20261201;
  const random = () => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed / 2147483648;
  };
  const items = [
    item({ sets: 2, sides: ["left"] }),
    item({ unit: "seconds", amount: 12, pause: 0 }),
    item({ unit: "text" }),
  ];
  for (let walk = 0; walk < 200; walk++) {
    let state = frozen(begin(steps(items, SECONDS, walk % 2 === 0)));
    let now = 0;
    for (let count = 0; count < 80; count++) {
      const type = types[Math.floor(random() * (types.length - (random() < 0.95 ? 1 : 0)))];
      now += Math.floor(random() * 20_000);
      const next = frozen(send(state, { type }, now));
      const shown = screen(next, items, now);
      assert.ok(next.at >= 0 && next.at <= next.steps.length);
      assert.ok(shown.left === null || shown.left >= 0);
      assert.ok(shown.share >= 0 && shown.share <= 1);
      assert.ok(shown.phase >= 0 && shown.phase < 1);
      assert.ok(state.status !== "done" || next.status === "done");
      assert.equal(shown.step === null, next.at === next.steps.length);
      state = next;
    }
  }
});

test("the other side does the same number as the weaker one did", () => {
  const sides = ["weaker", "other"];
  /** @param {any} state @param {number} now */
  const other = (state, now) => {
    const later = ticked(state, 0, now - 900);
    return send(send(later, { type: "next" }, now), { type: "next" }, now);
  };

  const paced = other(send(started([item({ sides })]), { type: "next" }, 0), 27_000);
  assert.deepEqual([paced.steps[paced.at].side, paced.steps[paced.at].amount], ["other", 6]);
  assert.equal(paced.steps[paced.at].seconds, 24);
  assert.equal(screen(paced, [item({ sides })], 27_000 + 24_000).repetition, 6);

  let counted = send(started([item({ sides })], false), { type: "next" }, 0);
  for (let number = 0; number < 7; number++) {
    counted = send(counted, { type: "count" }, 1000);
  }
  const own = other(counted, 2000);
  assert.deepEqual([own.steps[own.at].amount, own.steps[own.at].seconds], [7, null]);

  const held = other(send(started([item({ sides, unit: "seconds", amount: 15 })]), { type: "next" }, 0), 9500);
  assert.deepEqual([held.steps[held.at].amount, held.steps[held.at].seconds], [9, 9]);
});

test("a weaker side that is done to its end, skipped, or done again leaves the other side whole", () => {
  const sides = ["weaker", "other"];
  const ready = send(started([item({ sides, sets: 2 })]), { type: "next" }, 0);
  const done = ticked(ready, 0, 41_000);
  assert.equal(done.steps[3].amount, 10);
  const skipped = send(ready, { type: "next" }, 500);
  assert.equal(skipped.steps[3].amount, 10);
  const early = send(ticked(ready, 0, 20_000), { type: "next" }, 20_500);
  assert.equal(early.steps[3].amount, 5);
  assert.equal(early.steps[7].amount, 10, "only of this set");
  const again = send(send(early, { type: "back" }, 20_600), { type: "tick" }, 20_700);
  assert.equal(again.steps[again.at].side, "weaker");
  assert.equal(ticked(again, 20_700, 64_000).steps[3].amount, 10);
});

test("without a weaker side nothing is made less", () => {
  const sides = ["first", "second"];
  const early = send(
    ticked(send(started([item({ sides })]), { type: "next" }, 0), 0, 20_000),
    { type: "next" },
    20_500,
  );
  assert.equal(early.steps[3].amount, 10);
});
