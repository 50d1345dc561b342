// @ts-check
/* The screen of a session: puts what the machine says into the elements of the page, and turns the picture's clock. */
"use strict";

/** @typedef {{look: string, window: string, seconds: number, rests: number[], markup: string}} Loop */

/** @param {HTMLElement} root */
const trainScreen = (root) => {
  const { sheetData } = /** @type {typeof globalThis & {sheetData: SheetData}} */ (globalThis);
  const loaded = /** @type {typeof globalThis & {loops?: Record<string, Loop>}} */ (globalThis);
  const words = root.dataset;
  const player = elements.first(root, ".bb-player", HTMLElement);
  const figure = elements.first(player, ".bb-player__fig", HTMLElement);
  const SVG = "http://www.w3.org/2000/svg";
  const INTO_A_HOLD = 2; // seconds

  /** @type {Map<string, HTMLElement>} */
  const places = new Map(
    elements.all(root, "[data-text]", HTMLElement).map((element) => [element.dataset.text ?? "", element]),
  );

  /**
   * @param {string} name
   * @param {string} text
   */
  const put = (name, text) => {
    const place = places.get(name);
    if (place && place.textContent !== text) {
      place.textContent = text;
    }
  };

  /**
   * @param {string | undefined} phrase
   * @param {Record<string, string | number>} values
   */
  const fill = (phrase, values) =>
    Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, String(value)), phrase ?? "");

  /** @param {string} slug */
  const titleOf = (slug) => sheetData.exercises[slug].title;

  /** @param {Side} side */
  const sideOf = (side) => (side ? (words[`side${side[0].toUpperCase()}${side.slice(1)}`] ?? "") : "");

  /**
   * Bring the animation of an exercise before it is needed.
   * @param {string} slug
   */
  const load = (slug) => {
    if (trainPlan.exercises[slug].moves && !document.querySelector(`script[data-loop="${slug}"]`)) {
      const script = document.createElement("script");
      script.src = `assets/loops/${slug}.js`;
      script.dataset.loop = slug;
      document.head.append(script);
    }
  };

  /**
   * The two drawings of an exercise that does not move, or has not come yet: the style sheet shows the one that fits.
   * @param {Element} place
   * @param {string} slug
   */
  const addStill = (place, slug) => {
    const { figure: drawn } = trainPlan.exercises[slug];
    const images = ["light", "dark"].map((scheme) => {
      const image = new Image(drawn?.width, drawn?.height);
      image.loading = "lazy"; // the one that is not shown is never fetched
      image.src = `${drawn?.file}${scheme}.svg#only-${scheme}`;
      image.alt = "";
      return image;
    });
    place.replaceChildren(...(drawn ? images : []));
  };

  /** @type {{slug: string, loop: Loop | null, svg: SVGSVGElement | null}} */
  let shown = { slug: "", loop: null, svg: null };

  /** @param {string} slug */
  const showFigure = (slug) => {
    const loop = loaded.loops?.[slug] ?? null;
    if (shown.slug === slug && (shown.svg || !loop)) {
      return;
    }
    shown = { slug, loop, svg: null };
    if (!loop) {
      addStill(figure, slug);
      return;
    }
    const whole = `<svg xmlns="${SVG}" class="fig fig--${loop.look}" viewBox="${loop.window}">${loop.markup}</svg>`;
    const svg = document.importNode(new DOMParser().parseFromString(whole, "image/svg+xml").documentElement, true);
    figure.replaceChildren(svg);
    if (svg instanceof SVGSVGElement) {
      svg.pauseAnimations();
      shown.svg = svg;
    }
  };

  /**
   * When in its animation an exercise is: a repetition goes from the last but one keyframe to the last and back, a hold
   * stays in the last. Where a set has several shapes, each is a keyframe.
   * @param {Loop} loop
   * @param {Moment} screen
   * @param {boolean} isMoving
   */
  const momentOf = ({ rests }, { step, item, phase, spent }, isMoving) => {
    const [from = 0, to = 0] = rests.slice(-2);
    if (!item || step?.kind !== "work") {
      return item && item.shapes > 1 ? rests[0] : from;
    }
    if (item.unit === "seconds") {
      return isMoving ? from + (to - from) * Math.min(1, spent / INTO_A_HOLD) : to;
    }
    if (item.unit !== "reps") {
      return isMoving ? spent : to;
    }
    if (item.shapes > 1) {
      return rests[step.shape] ?? to;
    }
    const half = item.tempo / 2;
    const done = phase * (item.tempo + item.pause);
    const there = Math.min(1, done / half) - Math.max(0, (done - half - item.pause) / half);
    return isMoving ? from + (to - from) * there : there >= 0.5 ? to : from;
  };

  /**
   * @param {Moment} screen
   * @param {boolean} isMoving
   */
  const turn = (screen, isMoving) => {
    const next = screen.step?.kind === "rest" ? (screen.following?.item ?? screen.step.item) : (screen.step?.item ?? 0);
    showFigure(list[next].slug);
    if (shown.svg && shown.loop) {
      const upcoming = { ...screen, item: list[next] };
      shown.svg.setCurrentTime(momentOf(shown.loop, upcoming, isMoving) % shown.loop.seconds);
    }
  };

  /** @type {Item[]} */
  let list = [];

  /**
   * What is counted, and in what.
   * @param {Moment} screen
   * @returns {[string, string]}
   */
  const countOf = ({ step, item, left, repetition }) => {
    if (step?.kind === "work" && item?.unit === "text") {
      return ["", item.text];
    }
    if (step?.kind === "work" && item?.unit === "reps") {
      return [`${repetition}`, fill(words.of, { count: item.amount })];
    }
    return [left === null ? (item?.text ?? "") : `${left}`, left === null ? "" : (words.seconds ?? "")];
  };

  /**
   * The line under the count: the step that a repetition is in, what comes next in a rest, how to get ready.
   * @param {Moment} screen
   */
  const cueOf = ({ step, item, following, phase, spent }) => {
    if (!step || !item) {
      return "";
    }
    const texts = sheetData.exercises[item.slug];
    if (step.kind === "rest") {
      return fill(words.next, { name: titleOf(list[following?.item ?? step.item].slug) });
    }
    if (step.kind === "work") {
      const { steps } = texts;
      const share = item.unit === "reps" ? phase : step.seconds ? spent / step.seconds : 0;
      const count = steps.length / item.shapes; // each shape has its own part of the steps
      return steps[Math.floor(step.shape * count + Math.min(share, 0.999) * count)];
    }
    return step.kind === "change" ? [item.note, texts.setup].filter(Boolean).join(". ") : "";
  };

  /**
   * What kind of moment it is, in words.
   * @param {Moment} screen
   */
  const kindOf = ({ status, step, item }) => {
    if (status === "paused") {
      return words.paused ?? "";
    }
    const kind = step?.kind ?? "work";
    return kind === "work" ? (item?.unit === "reps" ? (words.rule ?? "") : (item?.note ?? "")) : (words[kind] ?? "");
  };

  /**
   * Show a moment.
   * @param {Moment} screen
   * @param {boolean} isMoving
   */
  const show = (screen, isMoving) => {
    const { step, item, status } = screen;
    if (!step || !item) {
      return;
    }
    player.dataset.kind = step.kind;
    player.dataset.status = status;
    player.toggleAttribute("data-own-count", step.kind === "work" && step.seconds === null && item.unit === "reps");
    elements.first(player, "progress", HTMLProgressElement).value = screen.share;
    put("number", fill(words.exercise, { number: step.item + 1, count: list.length }));
    put("title", titleOf(item.slug));
    put("kind", kindOf(screen));
    const [count, unit] = countOf(screen);
    put("count", count);
    put("unit", unit);
    put("set", step.kind === "change" ? item.text : fill(words.set, { set: step.set, sets: item.sets }));
    put("side", sideOf(step.side));
    put("cue", cueOf(screen));
    put("pause", (status === "running" ? words.pause : words.resume) ?? "");
    put("next", (step.kind === "work" ? words.setDone : words.skip) ?? "");
    turn(screen, isMoving);
  };

  /**
   * What a screen reader, or a voice, says when a step begins.
   * @param {Moment} screen
   */
  const announcement = (screen) => {
    const { step, item } = screen;
    if (!step || !item) {
      return "";
    }
    const side = sideOf(step.side);
    if (step.kind === "change") {
      return [words.change, titleOf(item.slug), item.text, side].filter(Boolean).join(". ");
    }
    if (step.kind === "work") {
      return [titleOf(item.slug), fill(words.set, { set: step.set, sets: item.sets }), side].filter(Boolean).join(". ");
    }
    return step.kind === "rest" ? `${words.rest}. ${cueOf(screen)}` : `${words.sides}. ${side}`;
  };

  /** @param {Item[]} items */
  const begin = (items) => {
    list = items;
    shown = { slug: "", loop: null, svg: null };
  };

  return { begin, show, announcement, put, fill, addStill, load, titleOf };
};
