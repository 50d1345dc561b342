/* Scripts of the site, run as a browser runs them: one after the other, each sees the names of those before it. */
import { readFileSync } from "node:fs";
import { runInThisContext } from "node:vm";

const ASSETS = new URL("../../site_overrides/assets/", import.meta.url);

/**
 * Run scripts and give the value of an expression that uses their names.
 * @param {string[]} names
 * @param {string} expression
 */
export const run = (names, expression) => {
  for (const name of names) {
    runInThisContext(readFileSync(new URL(name, ASSETS), "utf8"), { filename: name });
  }
  return runInThisContext(expression);
};
