/** Maps that come as bytes: which bytes the ends of a color scale are. Pure. */

import { extent, scaleEnds } from '../ui/ranges.js';

/** Stands in for no range at all, so that nothing is divided by zero. */
const HARDLY_ANYTHING = 1e-12;

/**
 * Where the ends of a scale lie on the scale of bytes; they may well lie beyond 0 and 255.
 * @param {import('../network/columns.js').Column['meaning']} meaning of the layer's values
 * @param {[number, number]} ends the values that the bytes 0 and 255 stand for
 * @param {[number, number]} [shown] the values that the scale has to hold
 * @returns {[number, number]} for `paintMap`
 */
export function codedEnds(meaning, [low, high], shown = [low, high]) {
  const code = 255 / Math.max(high - low, HARDLY_ANYTHING);
  const [first, last] = scaleEnds(meaning, ...shown);
  return [(first - low) * code, (last - low) * code];
}

const found = [0, 0];

/**
 * The least and greatest value of one map, as exactly as bytes tell them.
 * @param {{shape: number[], data: ArrayLike<number>}} tensor (maps, rows, columns)
 * @param {number} map
 * @param {[number, number]} ends the values that the bytes 0 and 255 stand for
 * @returns {[number, number]}
 */
export function ownEnds({ shape: [, rows, columns], data }, map, [low, high]) {
  extent(data, map * rows * columns, rows * columns, found);
  const valueOf = (/** @type {number} */ byte) => low + ((high - low) * byte) / 255;
  return [valueOf(found[0]), valueOf(found[1])];
}
