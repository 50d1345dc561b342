// @ts-check
/* The movement of an exercise with a clock that can be read: the name of the keyframe that it has reached lights up. */
"use strict";

(() => {
  /** @typedef {{look: string, window: string, seconds: number, rests: number[], markup: string}} Loop */

  const { src } = /** @type {HTMLScriptElement} */ (document.currentScript);
  const button = /** @type {HTMLDetailsElement} */ (document.querySelector(".bb-play"));
  const place = /** @type {HTMLElement} */ (button.querySelector(".bb-stage__loop"));
  const slug = button.dataset.loop ?? "";
  const opened = performance.now();

  /**
   * The drawing in the page itself, in the place of the image that has played until now.
   * @param {Loop} loop
   */
  const drawn = ({ look, window, markup }) => {
    const whole = `<svg xmlns="http://www.w3.org/2000/svg" class="fig fig--${look}" viewBox="${window}">${markup}</svg>`;
    const parsed = new DOMParser().parseFromString(whole, "image/svg+xml").documentElement;
    const svg = /** @type {SVGSVGElement} */ (/** @type {unknown} */ (document.importNode(parsed, true)));
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", place.querySelector("img")?.alt ?? "");
    return svg;
  };

  /**
   * The names of the keyframes, as they stand under their pictures: these come first, views of the last one after them.
   * @param {number} count
   */
  const named = (count) => {
    const line = document.createElement("p");
    line.className = "bb-stage__names";
    line.setAttribute("aria-hidden", "true");
    const poses = [...document.querySelectorAll(".bb-pose")].slice(0, count);
    line.append(
      ...poses.map((pose) => {
        const name = document.createElement("span");
        name.textContent = pose.querySelector("p")?.textContent ?? "";
        return name;
      }),
    );
    return line;
  };

  /**
   * Which keyframe is the nearest: the way back goes through the same ones.
   * @param {Loop} loop
   * @param {number} seconds
   */
  const reached = ({ seconds: length, rests }, seconds) => {
    const moment = seconds % length;
    const away = rests.map((rest) => {
      const back = length - (rest - rests[0]) + rests[0];
      return Math.min(...[rest, back, back - length].map((one) => Math.abs(one - moment)));
    });
    return away.indexOf(Math.min(...away));
  };

  const show = () => {
    const loop = /** @type {typeof globalThis & {loops?: Record<string, Loop>}} */ (globalThis).loops?.[slug];
    if (!loop) {
      return;
    }
    const svg = drawn(loop);
    const names = named(loop.rests.length);
    place.replaceChildren(svg, names);
    svg.setCurrentTime((performance.now() - opened) / 1000);
    let frame = 0;
    const follow = () => {
      cancelAnimationFrame(frame);
      const now = reached(loop, svg.getCurrentTime());
      [...names.children].forEach((name, number) => {
        name.classList.toggle("is-now", number === now);
      });
      if (button.open) {
        frame = requestAnimationFrame(follow);
      }
    };
    button.addEventListener("toggle", () => {
      if (button.open) {
        svg.setCurrentTime(0);
        svg.unpauseAnimations();
        follow();
      } else {
        svg.pauseAnimations();
      }
    });
    follow();
  };

  const script = document.createElement("script");
  script.src = new URL(`loops/${slug}.js`, src).href;
  script.addEventListener("load", show);
  document.head.append(script);
})();
