/**
 * What can be done to a kernel. Pure: each function gives new values and leaves the old alone.
 *
 * @typedef {number[][][]} Values  depth 1 (the same for all channels) or 3 (R, G, B), then rows,
 *   then columns
 */

import { isInside } from './mask.js';

export const MAX_SIDE = 11;
export const LIMIT = 1e6;
const CHANNELS = 3;
/** Of the weights' sizes: a sum that is less than this part of them is 0 but for rounding. */
const SMALLEST_SUM = 1e-6;

/** Says in one sentence why something can't be done; the kernel stays as it was. */
export class KernelProblem extends Error {}

/** @param {Values} values */
const totalOf = (values) => values.flat(2).reduce((total, value) => total + value, 0);

/**
 * @param {number[][] | Values} values  rows, or slices of rows
 * @returns {Values}
 */
export const asSlices = (values) =>
  (Array.isArray(values[0][0]) ? /** @type {Values} */ (values) : [/** @type {number[][]} */ (values)]);

/**
 * @param {Values} values
 * @returns {{depth: number, height: number, width: number}}
 */
export function sizeOf(values) {
  return { depth: values.length, height: values[0].length, width: values[0][0].length };
}

/**
 * @param {Values} values
 * @returns {boolean} whether a kernel has as many rows as columns
 */
export const isSquare = (values) => sizeOf(values).height === sizeOf(values).width;

/**
 * Minus zero is zero, and 0.1 + 0.2 is 0.3; but 1/9 is left as it is.
 * @param {number} value
 */
function tidy(value) {
  const rounded = Number(value.toPrecision(12));
  return (String(rounded).length < 12 ? rounded : value) || 0;
}

/**
 * @param {Values} values
 * @param {(value: number, row: number, column: number, slice: number) => number} change
 * @returns {Values}
 */
function mapValues(values, change) {
  return values.map((slice, s) => slice.map((row, r) => row.map((v, c) => change(v, r, c, s))));
}

/**
 * @param {Values} values
 * @returns {number} of all weights
 */
export function sumOf(values) {
  const sum = totalOf(values);
  return Math.abs(sum) <= SMALLEST_SUM * totalOf(mapValues(values, Math.abs)) ? 0 : tidy(sum);
}

/**
 * @param {Values} values
 * @returns {number} the size of the largest weight
 */
export function largestOf(values) {
  return values.flat(2).reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
}

/**
 * @param {Values | number[][]} a
 * @param {Values | number[][]} b
 * @returns {boolean} whether two kernels have the same weights in the same places
 */
export function sameValues(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}

/**
 * @param {Values} values
 * @param {{slice: number, row: number, column: number}} place
 * @param {number} value
 * @returns {Values} only the slice and the row of the place are new
 */
export function withCell(values, { slice, row, column }, value) {
  /**
   * @template T
   * @param {T[]} list
   * @param {number} index
   * @param {T} item
   */
  const replace = (list, index, item) => list.map((old, i) => (i === index ? item : old));
  const newRow = replace(values[slice][row], column, value);
  return replace(values, slice, replace(values[slice], row, newRow));
}

/**
 * Grow with zeros or cut, alternately at the end and at the beginning, so that the middle stays:
 * what one step adds the step back takes away.
 *
 * @param {Values} values
 * @param {number} height  1–11
 * @param {number} width  1–11
 * @returns {Values}
 */
export function resize(values, height, width) {
  const old = sizeOf(values);
  /** @param {number} side */
  const middle = (side) => Math.floor((side - 1) / 2);
  const down = middle(height) - middle(old.height);
  const right = middle(width) - middle(old.width);
  return values.map((slice) => Array.from({ length: height }, (_, r) =>
    Array.from({ length: width }, (_, c) => slice[r - down]?.[c - right] ?? 0)));
}

/**
 * @param {Values} values
 * @param {import('./mask.js').Mask} mask
 * @returns {Values} with zeros outside the neighborhood
 */
export function masked(values, mask) {
  const size = sizeOf(values);
  return mapValues(values, (value, r, c) => (isInside(mask, size, r, c) ? value : 0));
}

/** @param {Values} values */
export const flipHorizontal = (values) =>
  values.map((slice) => slice.map((row) => [...row].reverse()));
/** @param {Values} values */
export const flipVertical = (values) => values.map((slice) => [...slice].reverse());
/** @param {Values} values */
export const transpose = (values) =>
  values.map((slice) => slice[0].map((_, column) => slice.map((row) => row[column])));
/**
 * A quarter turn clockwise.
 * @param {Values} values
 */
export const rotate = (values) => flipHorizontal(transpose(values));
/** @param {Values} values */
export const negate = (values) => mapValues(values, (value) => -value || 0);

/**
 * @param {Values} values
 * @returns {Values} the same
 * @throws {KernelProblem} if a weight is outside ±1,000,000
 */
export function withinLimit(values) {
  if (largestOf(values) <= LIMIT) return values;
  throw new KernelProblem('Weights must be between −1,000,000 and 1,000,000; one would be larger.');
}

/**
 * @param {Values} values
 * @param {number} factor
 * @returns {Values}
 * @throws {KernelProblem} if a weight would leave ±1,000,000
 */
export const scale = (values, factor) =>
  withinLimit(mapValues(values, (value) => tidy(value * factor)));

/**
 * Divide by the sum, so that an even area keeps its brightness.
 *
 * @param {Values} values
 * @returns {Values}
 * @throws {KernelProblem} if the weights sum to zero
 */
export function normalizeToOne(values) {
  const sum = totalOf(values);
  if (Math.abs(sum) <= SMALLEST_SUM * totalOf(mapValues(values, Math.abs))) {
    throw new KernelProblem('The weights sum to 0: no factor makes that 1.');
  }
  return withinLimit(mapValues(values, (value) => tidy(value / sum)));
}

/**
 * Take the mean from every weight of the neighborhood, so that an even area gives 0.
 *
 * @param {Values} values
 * @param {import('./mask.js').Mask} [mask]
 * @returns {Values}
 */
export function normalizeToZero(values, mask = 'square') {
  const size = sizeOf(values);
  /**
   * @param {number} row
   * @param {number} column
   */
  const inside = (row, column) => isInside(mask, size, row, column);
  let sum = 0;
  let count = 0;
  values.forEach((slice) => slice.forEach((row, r) => row.forEach((value, c) => {
    if (!inside(r, c)) return;
    sum += value;
    count += 1;
  })));
  return mapValues(values, (value, r, c) => (inside(r, c) ? tidy(value - sum / count) : value));
}

/**
 * One slice for all channels, or one for each. Three become their mean, one is repeated, so that a
 * grey picture gives the same map and nothing is lost while the slices are equal.
 *
 * @param {Values} values
 * @param {1 | 3} depth
 * @returns {Values}
 */
export function toDepth(values, depth) {
  if (values.length === depth) return values;
  if (depth === CHANNELS) return Array.from({ length: CHANNELS }, () => values[0]);
  const [first, ...others] = values;
  if (others.every((slice) => sameValues(slice, first))) return [first];
  return [first.map((row, r) => row.map((_, c) =>
    tidy(values.reduce((sum, slice) => sum + slice[r][c], 0) / CHANNELS)))];
}
