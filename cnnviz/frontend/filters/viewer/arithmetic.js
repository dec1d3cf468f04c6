/**
 * One output pixel as its products and their sum, of the numbers at hand. Pure.
 *
 * @typedef {import('./chain.js').Link} Link
 * @typedef {{shape: number[], data: ArrayLike<number>}} Tensor
 *
 * @typedef {object} Channel  of one kernel on one channel
 * @property {string} name
 * @property {{value: number, isPadding: boolean}[][]} window
 * @property {number[][]} weights
 * @property {number[][]} products
 * @property {number} sum
 *
 * @typedef {object} Response  of one kernel
 * @property {string} name
 * @property {Channel[]} channels
 * @property {number} bias
 * @property {number} total
 */

import { ownCells, sourceOf, tapsOf, windowOf } from './geometry.js';

/** @param {number[][]} rows */
const flip = (rows) => rows.map((row) => [...row].reverse()).reverse();
/** @param {number[]} numbers */
const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);

/**
 * @param {Tensor} tensor
 * @param {number} part
 * @param {number} row
 * @param {number} column
 * @returns {number} a tensor's value
 */
export const valueAt = ({ shape, data }, part, row, column) =>
  data[(part * shape[1] + row) * shape[2] + column];

/**
 * The responses of which a feature map's pixel is made: one kernel's, or each one's where they are
 * combined.
 * @param {Link} link  of kind "feature"
 * @param {import('../state.js').Stage} stage  of the state
 * @param {Tensor} input  the maps before
 * @param {{part: number, row: number, column: number}} place
 * @returns {Response[]}
 */
export function responses(link, stage, input, { part, row, column }) {
  const kernels = stage.combine === 'none' ? [stage.kernels[part]] : stage.kernels;
  const taps = [row, column].map((at, which) => tapsOf(link.axes[which], at));
  return kernels.map((kernel) => {
    const [down, across] = ownCells(kernel, stage.flip).map(([first, end], which) =>
      taps[which].filter(({ cell }) => cell >= first && cell < end));
    const channels = Array.from({ length: input.shape[0] }, (_, c) => {
      const window = readWindow(input, c, down, across, link.paddingMode);
      const given = kernel.values[kernel.values.length === 1 ? 0 : c];
      const slice = stage.flip ? flip(given) : given;
      const weights = down.map((y) => across.map((x) => slice[y.cell][x.cell]));
      const products = weights.map((line, y) => line.map((weight, x) =>
        weight * window[y][x].value || 0)); // −0 is written 0
      return { name: channelName(link, input, c), window, weights, products,
        sum: sum(products.map(sum)) };
    });
    const bias = kernel.bias ?? 0;
    return { name: kernel.name, channels, bias, total: sum(channels.map((c) => c.sum)) + bias };
  });
}

/**
 * @param {Tensor} input
 * @param {number} c
 * @param {import('./geometry.js').Tap[]} rows
 * @param {import('./geometry.js').Tap[]} columns
 * @param {import('./geometry.js').PaddingMode} paddingMode
 */
function readWindow(input, c, rows, columns, paddingMode) {
  const [, height, width] = input.shape;
  return rows.map(({ input: y }) => columns.map(({ input: x }) => {
    const [fromRow, fromColumn] = [sourceOf(y, height, paddingMode), sourceOf(x, width, paddingMode)];
    return {
      value: fromRow < 0 || fromColumn < 0 ? 0 : valueAt(input, c, fromRow, fromColumn),
      isPadding: y < 0 || x < 0 || y >= height || x >= width,
    };
  }));
}

/**
 * @param {Link} link
 * @param {Tensor} input
 * @param {number} c
 */
function channelName({ stage }, { shape: [count] }, c) {
  if (stage > 0) return `map ${c + 1}`;
  return count === 3 ? ['red', 'green', 'blue'][c] : 'grey';
}

/**
 * @param {Link} link  of kind "pooled"
 * @param {Tensor} input  the maps before
 * @param {{part: number, row: number, column: number}} place
 * @param {string} pooling
 * @returns {{window: number[][], rows: number[], columns: number[], winner: [number, number]|null}}
 *   winner: where in the window the first largest number stands, for "max" only
 */
export function pooled(link, input, { part, row, column }, pooling) {
  const [rows, columns] = [row, column].map((at, which) => windowOf(link.axes[which], at));
  const window = rows.map((y) => columns.map((x) => valueAt(input, part, y, x)));
  if (pooling !== 'max') return { window, rows, columns, winner: null };
  const flat = window.flat();
  const at = flat.indexOf(Math.max(...flat));
  /** @type {[number, number]} */
  const winner = [Math.floor(at / columns.length), at % columns.length];
  return { window, rows, columns, winner };
}
