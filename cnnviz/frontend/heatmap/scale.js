/** The colors of a heatmap, and how much of the picture shows through it. Pure. */

import { paintMap } from '../ui/colors.js';
import { extent, scaleEnds } from '../ui/ranges.js';
import { methodNamed } from './methods.js';

/**
 * @typedef {object} Heat  one heatmap as it came
 * @property {import('../live/messages.js').Heated} message  the server's "heat"
 * @property {number} rows
 * @property {number} across
 * @property {ArrayLike<number>} data  row by row
 */

const WITHIN = 0.99; // so many of the pixels lie between the ends where a few are far stronger
const found = [0, 0];
/** @type {WeakMap<object, number>} */
const reaches = new WeakMap(); // sorting takes a while, and opacity asks again with every step

/**
 * The least and the largest number.
 * @param {Heat} heat
 * @returns {[number, number]}
 */
export function extremesOf({ data }) {
  extent(data, 0, data.length, found);
  return [found[0], found[1]];
}

/**
 * The size of number that so many don't exceed; the largest where that is nothing.
 * @param {ArrayLike<number>} data
 */
function reachOf(data) {
  const known = reaches.get(data);
  if (known !== undefined) return known;
  const sizes = Float64Array.from(data, Math.abs).sort();
  const reach = sizes[Math.ceil(WITHIN * sizes.length) - 1] || sizes[sizes.length - 1];
  reaches.set(data, reach);
  return reach;
}

/**
 * The values at the ends of a heatmap's scale: Grad-CAM's are 0 and 1 by construction, those of
 * spiky ones leave out the strongest pixels, which get the end's color.
 * @param {Heat} heat
 * @returns {[number, number]}
 */
export function endsOf(heat) {
  const { name, meaning, isSpiky } = methodNamed(heat.message.method);
  if (name === 'grad_cam') return [0, 1];
  return isSpiky ? scaleEnds(meaning, 0, reachOf(heat.data)) : scaleEnds(meaning, ...extremesOf(heat));
}

/**
 * How much of a heatmap lies beyond the ends of its scale.
 * @param {Heat} heat
 * @returns {number} of its pixels, 0–1
 */
export function shareBeyond(heat) {
  const [, end] = endsOf(heat);
  let count = 0;
  for (let i = 0; i < heat.data.length; i += 1) if (Math.abs(heat.data[i]) > end) count += 1;
  return count / heat.data.length;
}

/**
 * How opaque a number is: the nearer to zero, the clearer, so that the picture stays visible where
 * nothing is; at full opacity nothing shows through.
 * @param {number} share  of the scale's end, 0–1
 * @param {number} opacity  0–1
 * @returns {number} 0–1
 */
const alphaOf = (share, opacity) => opacity * share ** (1 - opacity);

/**
 * Color a heatmap into the pixels of an ImageData.
 * @param {Uint32Array} pixels  the ImageData's bytes seen as 32-bit numbers
 * @param {ArrayLike<number>} values
 * @param {[number, number]} ends
 * @param {Uint32Array} table  one of `TABLES`
 * @param {number} opacity  0–1
 */
export function tint(pixels, values, ends, table, opacity) {
  paintMap(pixels, values, ...ends, table);
  const steps = Array.from({ length: 256 }, (_, i) =>
    Math.round(255 * alphaOf(i / 255, opacity)) << 24);
  for (let i = 0; i < pixels.length; i += 1) {
    const share = Math.min(1, Math.abs(values[i]) / ends[1]);
    pixels[i] = (pixels[i] & 0xffffff) | steps[Math.round(255 * share)];
  }
}

/**
 * Where the strongest number is.
 * @param {Heat} heat
 * @returns {{row: number, column: number}}
 */
export function strongest({ data, across }) {
  let best = 0;
  for (let i = 1; i < data.length; i += 1) if (Math.abs(data[i]) > Math.abs(data[best])) best = i;
  return { row: Math.floor(best / across), column: best % across };
}
