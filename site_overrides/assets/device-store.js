// @ts-check
/* What the browser keeps under names of this site: on the device, if the reader asks for it; and for a tab, until it is
   closed.

   Other sites on the same host share the store, so the key names the place of this one. Browsers may allow no storage. */
"use strict";

const deviceStore = (() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const { pathname } = new URL("../", script.src);

  /** @param {() => Storage} open may throw */
  const place = (open) => ({
    /** @param {string} name */
    read(name) {
      try {
        return open().getItem(`${name} of ${pathname}`);
      } catch {
        return null;
      }
    },
    /**
     * @param {string} name
     * @param {string} text nothing removes what is kept
     * @returns {boolean} whether it was kept
     */
    write(name, text) {
      try {
        if (text) {
          open().setItem(`${name} of ${pathname}`, text);
        } else {
          open().removeItem(`${name} of ${pathname}`);
        }
        return true;
      } catch {
        return false;
      }
    },
  });

  return { ...place(() => localStorage), tab: place(() => sessionStorage) };
})();
