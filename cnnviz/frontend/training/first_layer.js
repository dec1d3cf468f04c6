/**
 * The first layer that learns, as pictures: its kernels, or of a dense layer the weights of a unit
 * laid back over the digit. Pure.
 *
 * @typedef {object} FirstLayer
 * @property {string} name
 * @property {boolean} isConvolution
 * @property {number} rows  of a picture
 * @property {number} across  values in a row of it
 * @property {number} count  pictures that are shown
 * @property {number} all  kernels or units that there are
 * @property {number[]} shape  of the layer's output
 */

import { formatCount } from '../ui/numbers.js';

const MOST_UNITS = 16;
const LONGEST_LINE = 64;

/**
 * @param {Pick<import('../live/messages.js').Network, 'layers' | 'input'>} network  as its "network" message describes it; it
 *   reads one channel
 * @returns {FirstLayer}
 */
export function firstLayer({ layers, input }) {
  const layer = layers.find(({ kind }) => kind === 'convolution' || kind === 'dense');
  if (!layer) throw new TypeError('the network has no layer that learns');
  const isConvolution = layer.kind === 'convolution';
  const [rows, across] = isConvolution ? layer.kernel_size ?? [1, 1] : input.slice(-2);
  const [all] = layer.shape;
  const count = isConvolution ? all : Math.min(all, MOST_UNITS);
  return { name: layer.name, isConvolution, rows, across, count, all, shape: layer.shape };
}

/**
 * @param {FirstLayer} layer
 * @returns {string} what its pictures are
 */
export function captionOf({ name, isConvolution, rows, across, count, all }) {
  if (isConvolution) {
    return `${name}: ${all === 1 ? 'its kernel' : `its ${all} kernels`} of ${rows} × ${across} weights, `
      + 'each above the map that it makes of the digit';
  }
  const units = all > count ? `${count} of its ${formatCount(all)} units` : `its ${all} units`;
  return `${name}: the ${rows} × ${across} weights of ${units}, laid back over the digit`;
}

/**
 * How many units stand in a line: all lines are equally long.
 *
 * @param {number} count
 * @returns {number}
 */
export function unitsInLine(count) {
  for (let line = Math.min(count, LONGEST_LINE); line > LONGEST_LINE / 4; line -= 1) {
    if (count % line === 0) return line;
  }
  return count;
}

/**
 * A picture's weights as rows, each number as short as float32 allows.
 *
 * @param {FirstLayer} layer
 * @param {ArrayLike<number>} weights  of the whole layer
 * @param {number} index
 * @returns {number[][]}
 */
export function kernelRows({ rows, across }, weights, index) {
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: across }, (__, column) =>
      shortest(weights[(index * rows + row) * across + column])));
}

/** @param {number} value */
function shortest(value) {
  for (let digits = 6; digits <= 9; digits += 1) {
    const rounded = Number(value.toPrecision(digits));
    if (Math.fround(rounded) === value) return rounded;
  }
  return value;
}
