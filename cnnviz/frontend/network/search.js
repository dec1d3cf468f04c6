/**
 * The best way to stand a network's columns side by side: map sizes, one or two maps beside each
 * other, kernels or none, short heads or long ones are all tried; what fits and shows most wins.
 * Only sizes are compared here; `place.js` puts the winner's maps in their places. Pure.
 *
 * @typedef {import('./columns.js').Column} Column
 *
 * @typedef {object} Choice
 * @property {number} size wanted of the first maps, CSS pixels
 * @property {number} deep wanted of the maps behind the first pooling
 * @property {1 | 2} perRow maps beside each other
 * @property {boolean} compact whether the heads break their lines
 * @property {boolean} kernels whether kernels stand beside their maps
 * @property {number} tallest CSS pixels that a column of maps may take
 *
 * @typedef {object} MapSize of one column of maps
 * @property {number} scale CSS pixels per value
 * @property {number} side of a map
 * @property {number} perRow
 * @property {boolean} isInput whether it is the picture itself
 * @property {boolean} pooled whether a pooling came before it, or is it
 * @property {number} width of the column
 * @property {number} height of the column, maps close together
 * @property {{scale: number, width: number, height: number} | null} kernel
 * @property {number} inset room left of each map for its kernel
 *
 * @typedef {Choice & {maps: (MapSize | null)[], widths: number[], gaps: number[], needed: number,
 *   bodyHeight: number, score: number}} Plan
 */

import { stripSize } from './grids.js';

export const GAP = 4;
export const BARS = { compact: 140, full: 176, widest: 280 };

const SIZES = [144, 120, 96, 84, 78, 72, 64, 56, 52, 48, 40];
const TALLEST = 700; // what a projector shows below the page's head
const SHORTEST = 240;
const LEGEND = 56; // two numbers at the ends of a scale

/** Room that links need between two columns, and their share of what is left over. */
const LINKS = {
  crossing: { compact: 26, full: 40, share: 5 },
  band: { compact: 10, full: 14, share: 2 },
  level: { compact: 8, full: 10, share: 1 },
};

/** @param {Pick<Column, 'fedBy' | 'form'>} column */
export const linkOf = ({ fedBy, form }) =>
  LINKS[fedBy === 'same' ? 'level' : fedBy === 'all' && form === 'maps' ? 'crossing' : 'band'];

/**
 * The best plan for a width.
 * @param {Column[]} columns
 * @param {number} width
 * @param {{full: number, compact: number}[]} heads width each column's head takes
 * @param {number} [tallest] CSS pixels from the top of the maps to their foot
 * @returns {Plan | null} null when nothing fits
 */
export function bestPlan(columns, width, heads, tallest = TALLEST) {
  /** @type {Plan | null} */
  let best = null;
  for (const choice of choices()) {
    const plan = planOf(columns, heads, { ...choice, tallest: clamp(tallest) });
    if (plan.needed <= width && plan.score > (best?.score ?? -Infinity)) best = plan;
  }
  return best;
}

/** @param {number} height */
const clamp = (height) => Math.min(TALLEST, Math.max(SHORTEST, height));

/** @returns {Generator<Omit<Choice, 'tallest'>>} */
function* choices() {
  for (const size of SIZES) {
    for (const deep of SIZES.filter((smaller) => smaller <= size)) {
      for (const perRow of /** @type {const} */ ([2, 1])) {
        for (const compact of [false, true]) {
          for (const kernels of [true, false]) yield { size, deep, perRow, compact, kernels };
        }
      }
    }
  }
}

/**
 * @param {Column[]} columns
 * @param {{full: number, compact: number}[]} heads
 * @param {Choice} choice
 * @returns {Plan}
 */
function planOf(columns, heads, choice) {
  const room = choice.compact ? 'compact' : 'full';
  /** @type {(MapSize | null)[]} */
  const maps = [];
  for (const column of columns) maps.push(mapSize(column, maps.at(-1), choice));
  const sizes = maps.filter((size) => size !== null).slice(1);
  const bodyHeight = Math.max(SHORTEST, ...sizes.map(({ height }) => height));
  const widths = columns.map((column, i) => {
    const body = column.form === 'bars' ? BARS[room]
      : column.form === 'strip' ? stripSize(column, bodyHeight).width : maps[i]?.width ?? 0;
    return Math.max(body, LEGEND, heads[i][room]);
  });
  const gaps = columns.slice(1).map((column) => linkOf(column)[room]);
  return { ...choice, maps, widths, gaps, bodyHeight, needed: sum(widths) + sum(gaps),
    score: scoreOf(sizes, bodyHeight, choice) };
}

/** @param {number[]} numbers */
const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);

/**
 * Large maps first; then a short view, heads on whole lines, and kernels in sight.
 * @param {MapSize[]} sizes
 * @param {number} bodyHeight
 * @param {Choice} choice
 */
function scoreOf(sizes, bodyHeight, { compact, kernels }) {
  const mean = sum(sizes.map(({ side }) => side)) / sizes.length;
  return mean - 0.03 * bodyHeight + (compact ? 0 : 8) + (kernels ? 6 : 0);
}

/**
 * How large a column's maps are: never larger than the maps before them.
 * @param {Column} column
 * @param {MapSize | null | undefined} before
 * @param {Choice} choice
 * @returns {MapSize | null}
 */
function mapSize(column, before, choice) {
  if (column.form !== 'maps') return null;
  if (column.kind === 'input' || !before) return inputSize(column, choice);
  const { size, deep, perRow, kernels, tallest } = choice;
  const lines = Math.ceil(column.parts / perRow);
  const most = before.isInput ? size
    : column.fedBy === 'same' ? before.side
      : Math.min(before.side, before.pooled ? deep : size);
  const room = Math.min(most, (tallest - (lines - 1) * GAP) / lines);
  const scale = Math.max(1, Math.floor(room / Math.max(column.rows, column.across)));
  const kernel = kernels ? kernelOf(column, scale) : null;
  const inset = kernel ? kernel.width + 3 : 0;
  return {
    isInput: false, scale, perRow, kernel, inset,
    side: column.across * scale,
    pooled: before.pooled || column.kind.endsWith('pooling'),
    width: perRow * (column.across * scale + inset) + (perRow - 1) * GAP,
    height: lines * (column.rows * scale + GAP) - GAP,
  };
}

/**
 * @param {Column} column
 * @param {Choice} choice
 * @returns {MapSize}
 */
function inputSize(column, { size, compact, perRow }) {
  const longer = Math.max(column.rows, column.across);
  const scale = Math.max(1, compact && perRow === 1
    ? Math.floor(56 / longer)
    : Math.round(Math.min(1.6 * size, 112) / longer));
  return { isInput: true, scale, perRow: 1, kernel: null, inset: 0, side: column.across * scale,
    pooled: false, width: column.across * scale, height: column.rows * scale };
}

/**
 * @param {Column} column
 * @param {number} mapScale
 */
function kernelOf({ kernel, across }, mapScale) {
  if (!kernel) return null;
  const scale = Math.max(3, Math.floor(Math.min(0.45 * across * mapScale, 28) / Math.max(...kernel)));
  return { scale, height: kernel[0] * scale, width: kernel[1] * scale };
}
