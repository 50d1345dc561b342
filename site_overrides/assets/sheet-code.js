// @ts-check
/* The QR code of a link, as SVG for paper. */
"use strict";

/**
 * What lean-qr gives of itself; vendor/README.md says where it comes from.
 * @typedef {object} LeanQr
 * @property {(text: string, options: {maxCorrectionLevel: number}) => {size: number, get: (x: number, y: number) => boolean}} generate
 *   throws when the text is too long for any code
 * @property {{L: number}} correction
 */

const sheetCode = (() => {
  const { leanQr } = /** @type {typeof globalThis & {leanQr: LeanQr}} */ (globalThis);
  const SVG = "http://www.w3.org/2000/svg";
  const QUIET = 4; // the empty edge that readers need, in squares
  const SQUARE = 0.4; // mm: telephones still tell such squares apart
  const SIDES = [22, 48]; // mm: a short link gets larger squares, the longest smaller ones

  /**
   * @param {string} text
   * @returns {SVGElement | null} nothing for a text that is too long
   */
  const draw = (text) => {
    let code;
    try {
      // The lowest correction: paper on a fridge stays clean, and the squares are larger.
      code = leanQr.generate(text, { maxCorrectionLevel: leanQr.correction.L });
    } catch {
      return null;
    }
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", outline(code));
    const svg = document.createElementNS(SVG, "svg");
    const squares = code.size + 2 * QUIET;
    svg.setAttribute("viewBox", [-QUIET, -QUIET, squares, squares].join(" "));
    const side = Math.min(Math.max(squares * SQUARE, SIDES[0]), SIDES[1]).toFixed(1);
    svg.setAttribute("width", `${side}mm`);
    svg.setAttribute("height", `${side}mm`);
    svg.setAttribute("shape-rendering", "crispEdges");
    svg.setAttribute("role", "img");
    svg.append(path);
    return svg;
  };

  /** @param {ReturnType<LeanQr["generate"]>} code */
  const outline = ({ size, get }) => {
    let path = "";
    for (let y = 0; y < size; y++) {
      for (let x = 0; x < size; x++) {
        let end = x;
        while (end < size && get(end, y)) {
          end++;
        }
        if (end > x) {
          path += `M${x} ${y}H${end}V${y + 1}H${x}Z`;
          x = end;
        }
      }
    }
    return path;
  };

  return { draw };
})();
