// @ts-check
/* Elements of a page that its template always has. */
"use strict";

const elements = (() => {
  /**
   * @template {Element} T
   * @param {ParentNode} parent
   * @param {string} selector
   * @param {new () => T} kind
   * @returns {T[]}
   */
  const all = (parent, selector, kind) =>
    [...parent.querySelectorAll(selector)].flatMap((element) => (element instanceof kind ? [element] : []));

  /**
   * @template {Element} T
   * @param {ParentNode} parent
   * @param {string} selector
   * @param {new () => T} kind
   * @returns {T}
   */
  const first = (parent, selector, kind) => {
    const element = parent.querySelector(selector);
    if (!(element instanceof kind)) {
      throw new TypeError(`the page has no ${kind.name} for ${selector}`);
    }
    return element;
  };

  /**
   * Show a number in a sentence that the template keeps in data-text.
   * @param {HTMLElement} element
   * @param {Record<string, number>} numbers by the name of their place
   */
  const setCount = (element, numbers) => {
    element.textContent = Object.entries(numbers).reduce(
      (text, [place, number]) => text.replace(`{${place}}`, String(number)),
      element.dataset.text ?? "",
    );
  };

  return { all, first, setCount };
})();
