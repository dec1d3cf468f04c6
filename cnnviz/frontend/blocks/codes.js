/** Maps that come as bytes: which bytes the ends of a color scale are. Pure. */

import { scaleEnds } from '../network/ranges.js';

/** Stands in for no range at all, so that nothing is divided by zero. */
const HARDLY_ANYTHING = 1e-12;

/**
 * Where the ends of a scale lie on the scale of bytes; they may well lie beyond 0 and 255.
 * @param {import('../network/columns.js').Column['meaning']} meaning of the layer's values
 * @param {[number, number]} ends the values that the bytes 0 and 255 stand for
 * @returns {[number, number]} for `paintMap`
 */
export function codedEnds(meaning, [low, high]) {
  const code = 255 / Math.max(high - low, HARDLY_ANYTHING);
  return scaleEnds(meaning, low, high).map((end) => (end - low) * code);
}
