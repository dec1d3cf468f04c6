/** What the tools do to a kernel's weights, by their names, and to which of its slices. Pure. */

import * as operations from './kernel_operations.js';

const { KernelProblem, masked, resize, sizeOf } = operations;

/**
 * @typedef {import('./kernel_operations.js').Values} Values
 * @typedef {import('./mask.js').Mask} Mask
 * @typedef {(values: Values, mask: Mask) => Values} Operation
 */

/**
 * Each takes the weights and the mask; normalizing forgets what is hidden.
 * @type {Record<string, Operation>}
 */
export const COMMANDS = {
  flipHorizontal: operations.flipHorizontal,
  flipVertical: operations.flipVertical,
  rotate: operations.rotate,
  transpose: operations.transpose,
  negate: operations.negate,
  /** @param {Values} values */
  zero: (values) => operations.scale(values, 0),
  /** @param {Values} values */
  double: (values) => operations.scale(values, 2),
  /** @param {Values} values */
  halve: (values) => operations.scale(values, 0.5),
  /**
   * @param {Values} values
   * @param {Mask} mask
   */
  sumToOne: (values, mask) => operations.normalizeToOne(masked(values, mask)),
  /**
   * @param {Values} values
   * @param {Mask} mask
   */
  sumToZero: (values, mask) => operations.normalizeToZero(masked(values, mask), mask),
};

/**
 * @param {Values} values
 * @param {number | null} slice  the one to change; null changes all together
 * @param {(values: Values) => Values} change
 * @returns {Values}
 */
export function inSlice(values, slice, change) {
  if (slice === null) return change(values);
  const [changed] = change([values[slice]]);
  return values.map((old, i) => (i === slice ? changed : old));
}

/**
 * @param {Values} before
 * @param {Values} changed
 * @returns {Values} the changed weights
 * @throws {KernelProblem} if they have other rows or columns than before
 */
export function sameSize(before, changed) {
  const [old, now] = [sizeOf(before), sizeOf(changed)];
  if (old.height === now.height && old.width === now.width) return changed;
  throw new KernelProblem(
    `This kernel must stay ${old.height} × ${old.width}, it would be ${now.height} × ${now.width}.`,
  );
}

/**
 * One matrix in the middle of zeros, for a kernel that keeps its size.
 *
 * @param {Values} given
 * @param {Values} values  as large and deep as it has to become
 * @returns {Values} the same matrix in each slice
 * @throws {KernelProblem} if there are three, or it is too large
 */
export function fitted(given, values) {
  const [{ depth, height, width }, room] = [sizeOf(given), sizeOf(values)];
  if (depth > 1) throw new KernelProblem(`Here one matrix is needed, got ${depth}.`);
  if (height > room.height || width > room.width) {
    throw new KernelProblem(
      `Here a kernel is at most ${room.height} × ${room.width}, got ${height} × ${width}.`,
    );
  }
  const [slice] = resize(given, room.height, room.width);
  return values.map(() => slice);
}
