/** The color of a number's cell, and of the number in it. Pure. */

import { TABLES, cssColor } from './colors.js';

/**
 * Relative luminance (WCAG 2.2) of a table's pixel.
 * @param {number} pixel
 */
function luminance(pixel) {
  const [r, g, b] = [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255].map((c) => {
    const share = c / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const BLACK = cssColor(TABLES.picture, 0);
const WHITE = cssColor(TABLES.picture, 1);

/** Where black and white text are equally far from the paper: (L + 0.05)² = 0.05 · 1.05. */
const EQUALLY_FAR = Math.sqrt(0.05 * 1.05) - 0.05;

/**
 * @param {number} value
 * @param {number} high  value at the scale's upper end
 * @param {Uint32Array} [table]  one of `TABLES`
 * @param {number} [low]  value at the scale's lower end, below `high`
 * @returns {{paper: string, ink: string}} CSS colors; their contrast is at least 4.5 : 1
 */
export function cellColors(value, high, table = TABLES.weights, low = -high) {
  const share = Math.max(0, Math.min(1, (value - low) / (high - low)));
  const index = Math.round(share * (table.length - 1));
  const known = made.get(table) ?? [];
  made.set(table, known);
  return (known[index] ??= colorsOf(table, index));
}

/** @type {Map<Uint32Array, {paper: string, ink: string}[]>} */
const made = new Map(); // by table and index: the same few colors are asked for again and again

/**
 * @param {Uint32Array} table
 * @param {number} index
 */
const colorsOf = (table, index) => ({
  paper: cssColor(table, index / (table.length - 1)),
  ink: luminance(table[index]) > EQUALLY_FAR ? BLACK : WHITE,
});
