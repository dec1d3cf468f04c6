/**
 * Along the data's way from a unit: to the one that it mostly came from, and on to the one that it
 * feeds most. Pure.
 *
 * @typedef {import('../network/units.js').Unit} Unit
 * @typedef {import('../network/columns.js').Column} Column
 *
 * @typedef {object} Beside
 * @property {Record<string, import('../live/frame.js').Tensor>} tensors
 * @property {number | null} done how many values of the map are filled in, while it is played
 *
 * @typedef {import('../live/messages.js').Inspected & Beside} Inspected the answer with its tensors
 * @typedef {Pick<Inspected, 'unit' | 'arithmetic' | 'tensors'> & {before: Column}} Source
 */

import { unitIndex } from '../network/units.js';

/**
 * A layer's column and those around it; `mapsBefore` is the last one before it that has maps,
 * `other` the earlier one that a sum adds.
 * @param {Column[]} columns
 * @param {string} layer
 * @returns {{column?: Column, before?: Column, after?: Column, mapsBefore?: Column, other?: Column,
 *   at: number}}
 */
export function neighbors(columns, layer) {
  const at = columns.findIndex(({ name }) => name === layer);
  const mapsBefore = columns.slice(0, Math.max(at, 0)).findLast(({ form }) => form === 'maps');
  const other = columns.find(({ name }) => name === columns[at]?.other);
  return { column: columns[at], before: columns[at - 1], after: columns[at + 1], mapsBefore, other, at };
}

/**
 * @param {Inspected['tensors']} tensors
 * @returns {Record<string, ArrayLike<number>>} by layer: 1 for each value on the way that max pooling
 *   took
 */
export const pathsOf = (tensors) => Object.fromEntries(Object.entries(tensors)
  .filter(([name]) => name.startsWith('path.'))
  .map(([name, { data }]) => [name.slice('path.'.length), data]));

/**
 * @param {Pick<Inspected, 'unit' | 'arithmetic' | 'tensors'>} inspected
 * @param {Column | undefined} before the column before the unit's
 * @returns {Unit | null} null at the picture
 */
export function cameFrom({ unit, arithmetic, tensors }, before) {
  if (!before) return null;
  return { layer: before.name, unit: sourceOf({ unit, arithmetic, tensors, before }) };
}

/**
 * By what the arithmetic has, not by the kind: kernels, a window, votes, a place elsewhere.
 * @param {Source} inspected
 * @returns {number[]}
 */
function sourceOf(inspected) {
  const { unit, arithmetic, tensors } = inspected;
  if (tensors.kernels) return strongestProduct(inspected);
  if (tensors.window) return pooledFrom(inspected);
  if (tensors.contributions) return [largestOf(tensors.contributions.data)];
  return arithmetic.source ?? unit; // activations, softmax
}

/** @param {ArrayLike<number>} values */
function largestOf(values) {
  let best = 0;
  for (let i = 1; i < values.length; i += 1) {
    if (Math.abs(values[i]) > Math.abs(values[best])) best = i;
  }
  return best;
}

/**
 * In the channel of the largest sum; a padding's cells are no units.
 * @param {Source} inspected
 * @returns {number[]}
 */
function strongestProduct({ tensors, arithmetic: { rows, columns, first_channel: first }, before }) {
  const { windows, kernels, sums } = tensors;
  const channel = largestOf(sums.data);
  let best = -1;
  let cell = [first + channel, 0, 0];
  rows.forEach((row, y) => columns.forEach((column, x) => {
    if (row < 0 || column < 0 || row >= before.rows || column >= before.across) return;
    const at = (channel * rows.length + y) * columns.length + x;
    const size = Math.abs(windows.data[at] * kernels.data[at]);
    if (size > best) [best, cell] = [size, [first + channel, row, column]];
  }));
  return cell;
}

/**
 * @param {Source} inspected
 * @returns {number[]}
 */
function pooledFrom({ unit: [map], arithmetic: { rows, columns, winner }, tensors }) {
  const at = largestOf(tensors.window.data);
  const [y, x] = winner ?? [Math.floor(at / columns.length), at % columns.length];
  return [map, rows[y], columns[x]];
}

/**
 * @param {Pick<Inspected, 'targets'>} inspected
 * @param {Column | undefined} after the column after the unit's
 * @param {ArrayLike<number> | null} values of that layer; null when they haven't come
 * @returns {Unit | null} of all that it feeds there the one with the largest value; null at the end,
 *   and where a stride or a remainder leaves the unit out
 */
export function goesTo({ targets }, after, values) {
  const region = after && targets[after.name];
  if (!region || region.some((indices) => indices?.length === 0)) return null;
  const sides = after.form === 'maps' ? after.shape : [after.parts];
  const [firsts, rows = [0], columns = [0]] = sides.map((side, axis) =>
    region[axis] ?? Array.from({ length: side }, (_, i) => i));
  let best = -Infinity;
  /** @type {number[] | null} */
  let found = null;
  for (const first of firsts) {
    for (const row of rows) {
      for (const column of columns) {
        const unit = sides.length > 1 ? [first, row, column] : [first];
        const value = values ? values[unitIndex(after, unit)] : 0;
        if (value > best) [best, found] = [value, unit];
      }
    }
  }
  return found && { layer: after.name, unit: found };
}
