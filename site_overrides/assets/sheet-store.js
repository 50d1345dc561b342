// @ts-check
/* Where the browser keeps a sheet: for this tab, until it is closed; and on the device, if the reader asks for it.

   Other sites on the same host share the store, so the key names the place of this one. Browsers may allow no storage. */
"use strict";

const sheetStore = (() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const key = `sheet of ${new URL("../", script.src).pathname}`;

  /** @param {() => Storage} open may throw */
  const place = (open) => ({
    read() {
      try {
        return open().getItem(key);
      } catch {
        return null;
      }
    },
    /**
     * @param {string} text nothing removes what is kept
     * @returns {boolean} whether it was kept
     */
    write(text) {
      try {
        if (text) {
          open().setItem(key, text);
        } else {
          open().removeItem(key);
        }
        return true;
      } catch {
        return false;
      }
    },
  });

  return { tab: place(() => sessionStorage), device: place(() => localStorage) };
})();
