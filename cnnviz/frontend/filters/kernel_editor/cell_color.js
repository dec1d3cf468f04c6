/** The color of a weight's cell, and of the number in it. Pure. */

import { TABLES, cssColor } from '../../colors.js';

const MIDDLE = (TABLES.weights.length - 1) / 2;

/** Relative luminance (WCAG 2.2) of a table's pixel. */
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
 * @param {number} largest  size of the value at the ends of the scale, above 0
 * @returns {{paper: string, ink: string}} CSS colors; their contrast is at least 4.5 : 1
 */
export function cellColors(value, largest) {
  const index = Math.round(MIDDLE * (1 + Math.max(-1, Math.min(1, value / largest))));
  return {
    paper: cssColor(TABLES.weights, index / (TABLES.weights.length - 1)),
    ink: luminance(TABLES.weights[index]) > EQUALLY_FAR ? BLACK : WHITE,
  };
}
