// @ts-check
/* Train along: one plan or sheet, from its overview through its session to its end. The address behind # says which, so
   that a link, a reload and the way back find it. Nothing is stored unless the reader ticks the box for it. */
"use strict";

(() => {
  const root = elements.first(document, "[data-bb-train]", HTMLElement);
  const title = elements.first(document, "h1", HTMLElement);
  const said = elements.first(root, "[data-said]", HTMLElement);
  const views = elements.all(root, "[data-view]", HTMLElement);
  const panels = elements.all(root, "[data-panel]", HTMLElement);
  const keep = elements.first(root, "[name=keep]", HTMLInputElement);
  const isStill = matchMedia("(prefers-reduced-motion: reduce)");
  const screen = trainScreen(root);
  const reminder = trainReminder(root);
  const after = afterSession(root);
  const player = elements.first(root, ".bb-player", HTMLElement);
  const set = elements.first(root, "[data-set]", HTMLElement);
  const heading = title.textContent ?? "";
  const HIDDEN_TICK = 250; // ms: a page in the background is given no frames to draw in

  /** @type {Chosen | null} */
  let chosen = null;
  /** @type {Item[]} */
  let items = [];
  let state = trainSession.begin([]);
  let shown = trainSession.screen(state, items, 0);
  let started = 0;
  let isOpen = false;
  let pausedAt = 0;
  let idle = 0;
  let isDrawing = false;
  /** @type {Promise<WakeLockSentinel | null> | null} */
  let lock = null;
  /** @type {Element | null} what had the focus before a panel came over it */
  let pressed = null;

  const now = () => performance.now();

  /** @param {string} name */
  const box = (name) => elements.first(root, `input[name=${name}]`, HTMLInputElement);

  /** @param {string} name */
  const isSecond = (name) => elements.all(root, `input[name=${name}]`, HTMLInputElement)[1].checked;

  const choice = () => ({ more: isSecond("more"), goal: isSecond("goal") });

  const signals = () => ({
    beep: box("beep").checked,
    vibration: box("vibration").checked,
    speech: box("speech").checked,
  });

  /** @param {string} text */
  const announce = (text) => {
    said.textContent = text;
  };

  /* ---- The screen stays on while a session runs ---- */

  // The browser gives the lock back by itself when the page is hidden: it is asked for again when the page is seen.
  const stayAwake = () => {
    if (state.status === "running" && document.visibilityState === "visible") {
      lock ??= navigator.wakeLock?.request("screen").catch(() => null) ?? null;
    } else {
      letSleep();
    }
  };

  const letSleep = () => {
    lock?.then((held) => held?.release()).catch(() => {});
    lock = null;
  };

  /* ---- Views ---- */

  /** @param {string} name */
  const go = (name) => {
    for (const view of views) {
      view.hidden = view.dataset.view !== name;
    }
    document.documentElement.classList.toggle("bb-training", name === "player");
    const isPlaying = name === "player";
    elements.all(root, "[data-signals]", HTMLElement)[isPlaying ? 1 : 0].append(set);
    if (isOpen) {
      views.find((one) => one.dataset.view === name)?.focus({ preventScroll: !isPlaying });
      scrollTo(0, 0);
    }
    isOpen = true;
  };

  const minutesOf = () => {
    const { more, goal } = choice();
    const planned = chosen ? trainPlan.items(chosen, choice()) : [];
    const seconds = trainSession.total(trainSession.steps(planned, trainPlan.seconds, true));
    const published = chosen?.plan?.minutes[Number(more)][Number(goal)];
    return published ?? Math.max(1, Math.round(seconds / 60));
  };

  /** @param {PlanEntry} entry */
  const row = ({ slug, text, note }) => {
    const template = elements.first(root, "template[data-item]", HTMLTemplateElement);
    const copy = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
    const link = elements.first(copy, "a", HTMLAnchorElement);
    link.href = sheetPage(slug);
    link.textContent = screen.titleOf(slug);
    elements.first(copy, ".bb-rows__dose", HTMLElement).textContent = [text, note].filter(Boolean).join(", ");
    screen.addStill(elements.first(copy, ".bb-rows__fig", HTMLElement), slug);
    return copy;
  };

  /** @param {string} slug */
  const sheetPage = (slug) => `${sheetPaper.textsOf(slug)?.page ?? ""}${chosen?.key ? `#plan=${chosen.key}` : ""}`;

  const showMinutes = () => screen.put("minutes", screen.fill(root.dataset.minutes, { minutes: minutesOf() }));

  /** @param {Chosen} one */
  const showOverview = (one) => {
    chosen = one;
    reminder.ask(one);
    const { plan, entries } = one;
    title.textContent = plan?.title ?? heading;
    screen.put("name", plan?.name ?? (one.for && screen.fill(root.dataset.for, { name: one.for })));
    elements.first(root, "[data-lacks]", HTMLElement).hidden = !one.lacks;
    elements.first(root, "[data-items]", HTMLElement).replaceChildren(...entries.map(row));
    const needed = new Set(entries.flatMap(({ slug }) => trainPlan.exercises[slug].equipment));
    const helping = new Set(entries.flatMap(({ slug }) => trainPlan.exercises[slug].optional));
    const optional = [...helping].filter((thing) => !needed.has(thing));
    const things = [...needed, ...optional.map((thing) => screen.fill(root.dataset.optional, { thing }))];
    screen.put("equipment", things.join("; ") || (root.dataset.nothing ?? ""));
    const ranges = trainPlan.ranges(one);
    for (const name of /** @type {const} */ (["more", "goal"])) {
      elements.first(root, `[data-choice=${name}]`, HTMLElement).hidden = !ranges[name];
    }
    elements.all(root, "input[name=more]", HTMLInputElement)[plan?.more_sets ? 1 : 0].checked = true;
    for (const link of elements.all(root, "a[data-page]", HTMLAnchorElement)) {
      link.href = plan?.page ?? `sheet.html${location.hash}`;
    }
    showMinutes();
    go("overview");
  };

  const open = () => {
    const fragment = location.hash.slice(1);
    if (isOpen && fragment && !fragment.includes("=")) {
      return; // a place on this page, as the skip link leads to one
    }
    const kept = new URLSearchParams(deviceStore.read("plan") ?? "");
    const wanted = fragment || (kept.has("plan") ? `plan=${kept.get("plan")}` : "");
    const found = trainPlan.read(wanted);
    restore(kept, found?.key ?? "");
    elements.first(root, "[data-gone]", HTMLElement).hidden = found !== null || !/plan=|(^|&)e=/.test(fragment);
    if (found?.entries.length) {
      showOverview(found);
    } else {
      title.textContent = heading;
      go("choose");
    }
  };

  /* ---- What is kept when the reader asks for it ---- */

  const SETTINGS = ["beep", "vibration", "speech", "motion"];

  /**
   * A sheet is kept on its own page, so here the choice is of plans only.
   * @param {URLSearchParams} kept
   * @param {string} key of the plan that is shown; nothing for a sheet
   */
  const restore = (kept, key) => {
    keep.checked = key !== "" && kept.get("plan") === key;
    elements.first(root, "[data-keep]", HTMLElement).hidden = key === "";
    box("motion").checked = !isStill.matches;
    if (kept.has("plan")) {
      for (const name of SETTINGS) {
        box(name).checked = kept.get(name) === "1";
      }
      elements.all(root, "input[name=paced]", HTMLInputElement)[kept.get("own") === "1" ? 1 : 0].checked = true;
    }
  };

  const remember = () => {
    const kept = new URLSearchParams({ plan: chosen?.key ?? "", own: isSecond("paced") ? "1" : "0" });
    for (const name of SETTINGS) {
      kept.set(name, box(name).checked ? "1" : "0");
    }
    keep.checked = deviceStore.write("plan", keep.checked ? kept.toString() : "") && keep.checked;
  };

  /* ---- The session ---- */

  /** @param {Cue} cue */
  const give = (cue) => {
    const starts = ["begin", "change", "rest", "sides"].includes(cue);
    const words = starts ? screen.announcement(shown) : cue === "done" ? (root.dataset.done ?? "") : "";
    if (starts) {
      announce(words);
    }
    trainCues.give(cue, signals(), words);
  };

  const over = () => {
    letSleep();
    const isWhole = state.at >= state.steps.length;
    screen.put("over", (isWhole ? root.dataset.done : root.dataset.ended) ?? "");
    const minutes = Math.max(1, Math.round((state.seen - started - idle) / 60_000));
    screen.put("sum", screen.fill(root.dataset.sum, { done: state.ended.length, count: items.length, minutes }));
    announce("");
    const day = new Date();
    const on = new Date(day.getTime() - day.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
    const name = chosen?.plan ? `${chosen.plan.title}, ${chosen.plan.name}` : heading;
    after.show({ on, plan: chosen?.key ?? "", name, minutes, done: state.ended.length, of: items.length });
    go("done");
  };

  const draw = () => {
    const before = shown;
    shown = trainSession.screen(state, items, now());
    if (shown.status !== "done") {
      screen.show(shown, box("motion").checked);
    }
    for (const cue of trainSession.cues(before, shown)) {
      give(cue);
    }
    if (shown.status === "done" && before.status !== "done") {
      over();
    } else if (shown.at !== before.at) {
      prepare();
    }
    if (shown.status === "paused" && before.status === "running") {
      pausedAt = state.seen;
      cover("paused");
    } else if (!player.hidden && !player.contains(document.activeElement)) {
      player.focus({ preventScroll: true }); // what had the focus is gone
    }
  };

  /** Bring the animation of the exercise that comes next. */
  const prepare = () => {
    const next = items[(shown.step?.item ?? 0) + 1];
    if (next) {
      screen.load(next.slug);
    }
  };

  /** @param {SessionEvent["type"]} type */
  const send = (type) => {
    const was = state.status;
    state = trainSession.send(state, { type }, now());
    idle += was === "paused" && state.status === "running" ? now() - pausedAt : 0;
    draw();
    stayAwake();
    if (state.status === "running") {
      animate();
    } else {
      trainCues.hush();
    }
  };

  const tick = () => {
    if (state.status === "running") {
      send("tick");
    }
  };

  const frame = () => {
    isDrawing = false;
    tick();
  };

  /** Draw again with the next picture of the screen, for as long as the session runs. */
  const animate = () => {
    if (!isDrawing) {
      isDrawing = true;
      requestAnimationFrame(frame);
    }
  };

  const start = () => {
    items = chosen ? trainPlan.items(chosen, choice()) : [];
    state = trainSession.begin(trainSession.steps(items, trainPlan.seconds, !isSecond("paced")));
    if (state.status === "done") {
      return;
    }
    started = now();
    idle = 0;
    shown = trainSession.screen(state, items, started);
    screen.begin(items);
    screen.load(items[0].slug);
    if (signals().beep) {
      trainCues.unlock();
    }
    cover("");
    if (!history.state?.isPlaying) {
      history.pushState({ isPlaying: true }, "", location.href);
    }
    go("player");
    send("start");
    prepare();
  };

  /* ---- Easier versions, and having to stop ---- */

  const covered = () => panels.some((panel) => !panel.hidden);

  /** @param {string} name of the panel in the place of the exercise; nothing shows the exercise again */
  const cover = (name) => {
    pressed = covered() ? pressed : document.activeElement;
    for (const panel of panels) {
      panel.hidden = panel.dataset.panel !== name;
    }
    player.toggleAttribute("data-covered", name !== "");
    panels.find((panel) => !panel.hidden)?.focus();
  };

  /** @param {string} name */
  const openPanel = (name) => {
    send("pause");
    screen.tell(items[shown.step?.item ?? 0]);
    cover(name);
  };

  const goOn = () => {
    cover("");
    send("resume");
    const isThere = pressed instanceof HTMLElement && player.contains(pressed) && pressed.offsetParent;
    (isThere ? /** @type {HTMLElement} */ (pressed) : player).focus({ preventScroll: true });
  };

  /**
   * Do another exercise in the place of the present one, with time to get ready: from its very beginning, or from the
   * rest before its set.
   * @param {string} slug
   */
  const replace = (slug) => {
    const { step } = shown;
    if (!step) {
      return;
    }
    items = items.map((one, index) => (index === step.item ? trainPlan.other(slug, one) : one));
    const steps = trainSession.steps(items, trainPlan.seconds, !isSecond("paced"));
    const first = steps.findIndex(({ item }) => item === step.item);
    const set = step.kind === "rest" ? step.set : step.set - 1;
    const rest = steps.findIndex((one) => one.item === step.item && one.kind === "rest" && one.set === set);
    state = { ...trainSession.begin(steps), at: Math.max(first, rest), status: "paused", ended: state.ended };
    shown = { ...trainSession.screen(state, items, now()), status: "ready" };
    screen.begin(items);
    screen.load(slug);
    goOn();
  };

  /** Go to the next exercise: this one is left out. */
  const leaveOut = () => {
    const { item } = state.steps[state.at];
    const ended = [...state.ended];
    while (state.status !== "done" && state.steps[state.at].item === item) {
      state = trainSession.send(state, { type: "next" }, now());
    }
    state = { ...state, ended };
    goOn();
  };

  /** @type {Record<string, () => void>} */
  const actions = {
    start,
    again: start,
    choose: () => {
      history.pushState(null, "", location.pathname);
      title.textContent = heading;
      go("choose");
    },
    pause: () => (state.status === "running" ? openPanel("paused") : goOn()),
    next: () => send("next"),
    back: () => send("back"),
    count: () => send("count"),
    more: () => send("more"),
    end: () => send("end"),
    calendar: () => chosen && reminder.make(chosen, minutesOf()),
    stop: () => openPanel("stop"),
    easier: () => openPanel("easier"),
    "go-on": goOn,
    "leave-out": leaveOut,
  };

  root.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const button = target?.closest("button[data-do]");
    if (button instanceof HTMLElement) {
      actions[button.dataset.do ?? ""]?.();
      if (button.dataset.slug) {
        replace(button.dataset.slug);
      } else if (event.detail > 0 && state.status === "running") {
        player.focus({ preventScroll: true }); // the space bar pauses again: it does not press what a finger pressed
      }
    }
  });

  root.addEventListener("change", ({ target }) => {
    showMinutes();
    if (keep.checked || target === keep) {
      remember();
    }
    if (signals().beep) {
      trainCues.unlock(); // switched on while the session waits, it is to sound from now on
    }
  });

  // Keys as in a player of films; the space bar presses what has the focus, and arrows choose among choices.
  document.addEventListener("keydown", (event) => {
    if (player.hidden || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    const { key, target } = event;
    const isPressed = target instanceof Element && target.closest("button, a, input") !== null;
    const [onward, backward] = player.closest("[dir=rtl]") ? ["back", "next"] : ["next", "back"];
    const running = covered() ? "" : "running";
    const action = {
      " ": isPressed ? "" : "pause",
      ArrowRight: running && onward,
      ArrowLeft: running && backward,
      Escape: "pause",
    }[key];
    if (action) {
      event.preventDefault();
      actions[action]();
    }
  });

  // The first step back pauses, so that a slip of the hand loses nothing; the second ends the session.
  addEventListener("popstate", () => {
    if (!player.hidden && state.status === "running") {
      history.pushState({ isPlaying: true }, "", location.href);
      openPanel("paused");
    } else if (!player.hidden) {
      send("end");
    }
  });

  document.addEventListener("visibilitychange", stayAwake);
  setInterval(tick, HIDDEN_TICK);
  addEventListener("hashchange", open);
  for (const label of elements.all(root, "[data-needs]", HTMLElement)) {
    label.hidden = label.dataset.needs === "vibrate" ? !("vibrate" in navigator) : !("speechSynthesis" in globalThis);
  }
  open();
})();
