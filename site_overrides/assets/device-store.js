// @ts-check
/* What the browser keeps on the device when the reader asks for it, under names of this site.

   Other sites on the same host share the store, so the key names the place of this one. Browsers may allow no storage. */
"use strict";

const deviceStore = (() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const { pathname } = new URL("../", script.src);

  /** @param {string} name */
  const read = (name) => {
    try {
      return localStorage.getItem(`${name} of ${pathname}`);
    } catch {
      return null;
    }
  };

  /**
   * @param {string} name
   * @param {string} text nothing removes what is kept
   * @returns {boolean} whether it was kept
   */
  const write = (name, text) => {
    try {
      if (text) {
        localStorage.setItem(`${name} of ${pathname}`, text);
      } else {
        localStorage.removeItem(`${name} of ${pathname}`);
      }
      return true;
    } catch {
      return false;
    }
  };

  return { read, write };
})();
