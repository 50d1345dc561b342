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
  const GLANCE = 90; // letters that can be read from afar at once
  const LETTERS = 14; // read in a second, slowly
  const SHORT_NOTE = 24; // letters: a longer one has its turn among the steps

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
      return [`${repetition}`, fill(words.of, { count: step.amount })];
    }
    return [left === null ? (item?.text ?? "") : `${left}`, left === null ? "" : (words.seconds ?? "")];
  };

  /**
   * A text cut between its sentences into pieces that can be read at a glance.
   * @param {string} text
   */
  const pieces = (text) => {
    const found = [""];
    for (const sentence of text.match(/[^.!?]+(?:[.!?]+\s*|$)/g) ?? []) {
      const both = (found.pop() ?? "") + sentence;
      found.push(...(both.length <= GLANCE ? [both] : [both.slice(0, -sentence.length), sentence]));
    }
    return found.filter(Boolean);
  };

  /**
   * The piece whose turn it is, each for as long as it takes to read, and all of them within a step that has an end.
   * @param {string[]} texts
   * @param {number} spent
   * @param {number | null} within seconds; nothing: they begin again
   */
  const turnOf = (texts, spent, within) => {
    const all = texts.flatMap(pieces);
    const times = all.map((text) => Math.max(3, text.length / LETTERS));
    const total = times.reduce((sum, time) => sum + time, 0);
    let left = within ? (spent / within) * total : spent % total;
    const index = times.findIndex((time) => {
      left -= time;
      return left < 0;
    });
    return all[index < 0 ? all.length - 1 : index] ?? "";
  };

  /**
   * The line under the count: the steps in their turn, what comes next in a rest, how to get ready.
   * @param {Moment} screen
   */
  const cueOf = ({ step, item, following, spent }) => {
    if (!step || !item) {
      return "";
    }
    const { setup, steps, breathing } = sheetData.exercises[item.slug];
    const note = item.note.length > SHORT_NOTE ? [`${item.note}.`] : [];
    if (step.kind === "rest" && following) {
      const { slug, text, sets } = list[following.item];
      const isSame = following.item === step.item;
      const name = isSame ? fill(words.set, { set: following.set, sets }) : `${titleOf(slug)}, ${text}`;
      return fill(words.next, { name });
    }
    if (step.kind === "work") {
      const count = steps.length / item.shapes; // each shape has its own part of the steps
      const own = steps.slice(Math.round(step.shape * count), Math.round((step.shape + 1) * count));
      return turnOf([...note, ...own, breathing, item.unit === "reps" ? (words.rule ?? "") : ""], spent, null);
    }
    return step.kind === "change" ? turnOf([...note, setup], spent, step.seconds) : (words[`${step.side}Side`] ?? "");
  };

  /**
   * What kind of moment it is, in words.
   * @param {Moment} screen
   */
  const kindOf = ({ status, step, item }) => {
    if (status === "paused") {
      return words.paused ?? "";
    }
    if (step?.kind === "work") {
      return { seconds: words.hold, metres: words.walk, reps: "", text: "" }[item?.unit ?? "text"] ?? "";
    }
    return words[step?.kind ?? ""] ?? "";
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
    const isWork = step.kind === "work";
    player.setAttribute("data-kind", step.kind);
    player.toggleAttribute("data-own-count", isWork && step.seconds === null && item.unit === "reps");
    const isSecond = isWork && item.alternates && screen.repetition % 2 === 1;
    player.toggleAttribute("data-other", isSecond || step.side === "other" || step.side === "second");
    const done =
      isWork && item.unit === "reps"
        ? screen.repetition / step.amount
        : screen.spent / (step.seconds ?? Number.POSITIVE_INFINITY);
    player.style.setProperty("--done", Math.min(1, done).toFixed(3));
    elements.first(player, "progress", HTMLProgressElement).value = screen.share;
    const named = step.kind === "rest" && screen.following ? screen.following.item : step.item;
    put("number", fill(words.exercise, { number: named + 1, count: list.length }));
    put("title", titleOf(list[named].slug));
    put("kind", kindOf(screen));
    const [count, unit] = countOf(screen);
    put("count", count);
    put("unit", unit);
    player.toggleAttribute("data-long", count.length > 2);
    put(
      "set",
      step.kind === "change"
        ? item.text
        : item.sets > 1 && isWork
          ? fill(words.set, { set: step.set, sets: item.sets })
          : "",
    );
    put("side", sideOf(step.side));
    put("note", (isWork || step.kind === "change") && item.note.length <= SHORT_NOTE ? item.note : "");
    put("cue", cueOf(screen));
    put(
      "where",
      [titleOf(item.slug), fill(words.set, { set: step.set, sets: item.sets }), `${count} ${unit}`].join(" · "),
    );
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

  /**
   * What can be read while a session waits: how an exercise is done, what is easier, its own reasons to stop.
   * @param {Item} item
   */
  const tell = ({ slug }) => {
    const texts = sheetData.exercises[slug];
    for (const [name, text] of Object.entries(texts)) {
      if (typeof text === "string" && !["title", "page", "dose"].includes(name)) {
        put(name === "stop" ? "own-stop" : name, text);
      }
    }
    elements.first(player, "[data-own-stop]", HTMLElement).hidden = !texts.stop;
    /** @param {string} text */
    const rung = (text) => Object.assign(document.createElement("li"), { textContent: text });
    elements.first(player, "[data-steps]", HTMLElement).replaceChildren(...texts.steps.map(rung));
    const easier = trainPlan.exercises[slug].easier.map(([text, other]) => {
      const element = rung(text);
      if (other) {
        const button = document.createElement("button");
        Object.assign(button.dataset, { do: "instead", slug: other });
        button.textContent = fill(words.instead, { name: titleOf(other) });
        element.append(button);
      }
      return element;
    });
    elements.first(player, "[data-easier]", HTMLElement).replaceChildren(...easier);
  };

  return { begin, show, tell, announcement, put, fill, addStill, load, titleOf };
};
