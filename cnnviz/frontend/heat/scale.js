/** The colors of a heatmap, and how much of the picture shows through it. Pure. */

import { paintMap } from '../colors.js';
import { extent, scaleEnds } from '../network/ranges.js';
import { methodNamed } from './methods.js';

/**
 * @typedef {object} Heat  one heatmap as it came
 * @property {object} message  the server's "heat"
 * @property {number} rows
 * @property {number} across
 * @property {Float32Array} data  row by row
 */

const found = [0, 0];

/**
 * The values at the ends of a heatmap's scale: Grad-CAM's are 0 and 1 by construction.
 * @param {Heat} heat
 * @returns {[number, number]}
 */
export function endsOf({ message: { method }, data }) {
  if (method === 'grad_cam') return [0, 1];
  extent(data, 0, data.length, found);
  return scaleEnds(methodNamed(method).meaning, found[0], found[1]);
}

/**
 * How opaque a number is: the nearer to zero, the clearer, so that the picture stays visible where
 * nothing is; at full opacity nothing shows through.
 * @param {number} share  of the scale's end, 0–1
 * @param {number} opacity  0–1
 * @returns {number} 0–1
 */
export const alphaOf = (share, opacity) => opacity * share ** (1 - opacity);

/**
 * Color a heatmap into the pixels of an ImageData.
 * @param {Uint32Array} pixels  the ImageData's bytes seen as 32-bit numbers
 * @param {Float32Array} values
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
