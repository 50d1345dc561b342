// @ts-check
/* A sheet as text: the part of its link behind #, and what the browser keeps. */
"use strict";

/**
 * An exercise on a sheet.
 * @typedef {object} Entry
 * @property {string} slug
 * @property {string} dose how much, in words; empty stands for what the site says
 * @property {string} side "", "left" or "right"; empty stands for each
 * @property {string} note
 * @property {string} rest seconds between sets, like the next two for those who train along; empty: as the site says
 * @property {string} tempo seconds of one repetition
 * @property {string} hold seconds that each repetition is held
 */

/**
 * @typedef {object} Sheet
 * @property {Entry[]} entries in order
 * @property {string} for for whom it was made
 * @property {string} by who made it
 * @property {string} on the day of the last change, like 2026-11-30, or nothing
 */

const sheetLink = (() => {
  // Links are on paper and in letters: whoever changes how one is written raises this, and goes on reading the old ones.
  const VERSION = "1";

  /** The parts of an exercise, by their names in a link. @type {Record<string, Exclude<keyof Entry, "slug">>} */
  const PARTS = { d: "dose", s: "side", n: "note", r: "rest", t: "tempo", h: "hold" };

  /** Parts that are whole seconds, from and to; with anything else they say nothing. */
  const SECONDS = { tempo: [1, 60], hold: [0, 60], rest: [0, 600] };

  const EMPTY = { dose: "", side: "", note: "", rest: "", tempo: "", hold: "" };

  /**
   * What an exercise says in one of its parts.
   * @param {Entry} entry
   * @param {Exclude<keyof Entry, "slug">} part
   */
  const said = (entry, part) => {
    const limits = Object.entries(SECONDS).find(([name]) => name === part)?.[1];
    const isSaid = !limits || (/^\d+$/.test(entry[part]) && limits[0] <= +entry[part] && +entry[part] <= limits[1]);
    return isSaid ? entry[part] : "";
  };

  /**
   * Every dose is written out, so that a sheet says the same after the site has changed what it says of an exercise.
   * @param {Sheet} sheet
   */
  const write = (sheet) => {
    const written = new URLSearchParams({ v: VERSION });
    for (const entry of sheet.entries) {
      written.append("e", entry.slug);
      for (const [name, part] of Object.entries(PARTS)) {
        if (said(entry, part)) {
          written.append(name, said(entry, part));
        }
      }
    }
    for (const name of /** @type {const} */ (["for", "by", "on"])) {
      if (sheet[name]) {
        written.set(name, sheet[name]);
      }
    }
    return written.toString();
  };

  /** @param {string} text */
  const decoded = (text) => {
    try {
      return decodeURIComponent(text);
    } catch {
      return text; // a stray % that somebody typed into the address
    }
  };

  /**
   * An exercise as it was written before links had a version: all of it in one value, its parts encoded once more.
   * @param {string} text
   * @returns {Entry}
   */
  const unversioned = (text) => {
    const [slug, dose = "", ...others] = text.split("|").map(decoded);
    // An exercise that is not done on each side had no place for the side.
    const [side, note = ""] = /^(left|right|)$/.test(others[0] ?? "") ? [others[0] ?? "", others[1]] : ["", others[0]];
    return { ...EMPTY, slug, dose, side, note };
  };

  /**
   * @param {URLSearchParams} state
   * @returns {Entry[]}
   */
  const versioned = (state) => {
    /** @type {Entry[]} */
    const entries = [];
    for (const [name, value] of state) {
      const last = entries[entries.length - 1];
      if (name === "e") {
        entries.push({ ...EMPTY, slug: value });
      } else if (last && Object.keys(PARTS).includes(name)) {
        last[PARTS[name]] = value;
      }
    }
    return entries;
  };

  /**
   * @param {string} text
   * @returns {Sheet | null} nothing for a text that is no sheet
   */
  const read = (text) => {
    const state = new URLSearchParams(text);
    if (!["e", "for", "by"].some((name) => state.has(name))) {
      return null;
    }
    const entries = state.has("v") ? versioned(state) : state.getAll("e").map(unversioned);
    const on = /^\d{4}-(0[1-9]|1[0-2])-\d\d$/.exec(state.get("on") ?? "");
    return { entries, for: state.get("for") ?? "", by: state.get("by") ?? "", on: on ? on[0] : "" };
  };

  return { write, read, said, EMPTY, SECONDS };
})();
