/**
 * Where every column and every map stands. Pure: sizes in, rectangles out, all whole CSS pixels,
 * so that each value of a map is a square of a whole number of pixels.
 *
 * @typedef {import('./columns.js').Column} Column
 *
 * @typedef {object} Grid rectangles of one column's parts
 * @property {number} width
 * @property {number} height
 * @property {number} [columnWidth] of the column, with what stands beside its parts
 * @property {{x: number, y: number, width: number, height: number}[]} cells one per map, or the
 *   one strip; relative to the column's body
 * @property {number} perLine how many values a line of a strip holds; 0 for maps
 * @property {{scale: number, width: number, height: number} | null} kernel drawn left of its map
 *
 * @typedef {object} Layout
 * @property {'columns' | 'rows'} mode side by side, or stacked for a narrow view
 * @property {boolean} compact whether the heads break their lines
 * @property {number} bodyHeight height of the tallest body (columns only)
 * @property {(Grid & {x: number})[]} columns
 */

import { stackedGrid } from './grids.js';
import { placeColumns } from './place.js';
import { bestPlan } from './search.js';

/** From this width on the columns stand side by side, where they fit. */
const SIDE_BY_SIDE = 900;

/**
 * Lay out a network for a given width.
 * @param {Column[]} columns
 * @param {number} width CSS pixels there are
 * @param {{full: number, compact: number}[]} heads width each column's head takes
 * @param {number} [tallest] CSS pixels that bodies side by side may take, where that is possible
 * @returns {Layout}
 */
export function layoutNetwork(columns, width, heads, tallest) {
  const plan = width >= SIDE_BY_SIDE ? bestPlan(columns, width, heads, tallest) : null;
  if (plan) return placeColumns(columns, plan, width);
  return {
    mode: 'rows',
    compact: false,
    bodyHeight: 0,
    columns: columns.map((column) => ({ x: 0, ...stackedGrid(column, Math.floor(width)) })),
  };
}
