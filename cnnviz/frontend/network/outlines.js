/**
 * Which values of a map or strip are meant, as SVG path data over it. Pure geometry.
 *
 * @typedef {{x: number, y: number, width: number, height: number}} Box of a map or strip, CSS pixels
 * @typedef {(number[] | null)[]} Region sorted indices on each axis of a layer; null: all of them
 * @typedef {{rows: number, across: number}} Cells of the map or strip
 */

import { runs } from '../ui/runs.js';

/** So far outside of the values do their outlines run, CSS pixels. */
const AROUND = 1;
/** On maps up to this wide an outline hides more than it shows. */
const SMALL = 40;
/** Nor are the values of a strip outlined when they are smaller than this. */
const FINE = 8;
/** The bars beside such a map: how far off it, in the gap between two maps, and how thick. */
const BAR = { away: 1, thick: 2 };

/**
 * @param {Region} region
 * @returns {boolean} whether it says no more than "this whole map", or nothing at all
 */
export function saysNothing(region) {
  const within = region.slice(-2);
  return region.some((indices) => indices?.length === 0) || within.every((indices) => indices === null);
}

/**
 * Outlines of a map's part of a region.
 * @param {Region} region [maps, rows, columns]
 * @param {number} part the map
 * @param {Box} box
 * @param {Cells} cells
 * @param {number} [around] CSS pixels from the values to the line's middle
 * @returns {string} empty when the region leaves the map out
 */
export function mapOutline([maps, rows, columns], part, box, cells, around = AROUND) {
  if (maps && !maps.includes(part)) return '';
  return spans(rows, cells.rows).flatMap(([top, foot]) =>
    spans(columns, cells.across).map(([left, right]) =>
      rectangle(box, cells, [top, left, foot, right], around))).join('');
}

/**
 * @param {number[] | null} indices
 * @param {number} count
 * @returns {[number, number][]}
 */
const spans = (indices, count) => (indices ? runs(indices) : [[0, count - 1]]);

/** @param {Box} box @returns {boolean} whether a region is marked beside a map, not on it */
export const isSmall = ({ width }) => width <= SMALL;

/**
 * @param {Box} box
 * @param {Cells} cells
 * @returns {boolean} whether units are marked beside a strip, not on it
 */
export const isFine = ({ width }, { across }) => width / across < FINE;

/**
 * Bars above a map and left of it, to be filled: a region's columns and its rows. Nothing of the map
 * is hidden.
 * @param {Region} region [maps, rows, columns]
 * @param {number} part the map
 * @param {Box} box
 * @param {Cells} cells
 * @returns {string} empty when the region leaves the map out
 */
export function barsBeside([maps, rows, columns], part, { x, y, width, height }, cells) {
  if (maps && !maps.includes(part)) return '';
  const { away, thick } = BAR;
  const all = { rows: 1, across: 1 };
  const above = { x, y: y - away - thick, width, height: thick };
  const beside = { x: x - away - thick, y, width: thick, height };
  return [
    ...spans(columns, cells.across).map(([left, right]) =>
      rectangle(above, { ...all, across: cells.across }, [0, left, 0, right], 0)),
    ...spans(rows, cells.rows).map(([top, foot]) =>
      rectangle(beside, { ...all, rows: cells.rows }, [top, 0, foot, 0], 0)),
  ].join('');
}

/**
 * Bars left of a strip, at each line with one of the units.
 * @param {Region} region [units]
 * @param {Box} box
 * @param {Cells} cells
 * @returns {string}
 */
export const barsAtLines = ([units], box, cells) =>
  barsBeside([null, units?.map((unit) => Math.floor(unit / cells.across)) ?? null, []], 0, box, cells);

/**
 * Outlines of a strip's units.
 * @param {Region} region [units]
 * @param {Box} box
 * @param {Cells} cells `across` is how many stand on a line
 * @param {number} [around] CSS pixels from the units to the line's middle
 * @returns {string}
 */
export function stripOutline([units], box, cells, around = AROUND) {
  return runs(units ?? []).map(([first, last]) => {
    const [top, foot] = [first, last].map((unit) => Math.floor(unit / cells.across));
    const [left, right] = [first, last].map((unit) => unit % cells.across);
    if (top === foot) return rectangle(box, cells, [top, left, foot, right], around);
    return rectangle(box, cells, [top, 0, foot, cells.across - 1], around);
  }).join('');
}

/** Values smaller than this, in CSS pixels, are marked whole: a frame within them isn't seen. */
const FRAMED_FROM = 4;

/**
 * A small frame within each value that a mask picks, to be filled by the even-odd rule.
 * @param {ArrayLike<number>} mask of the whole layer
 * @param {number} part the map
 * @param {Box} box
 * @param {Cells} cells
 * @returns {string}
 */
export function maskOutline(mask, part, box, cells) {
  const size = cells.rows * cells.across;
  /** @type {string[]} */
  const frames = [];
  const isFramed = box.width / cells.across >= FRAMED_FROM;
  for (let i = 0; i < size; i += 1) {
    if (!mask[part * size + i]) continue;
    const [row, column] = [Math.floor(i / cells.across), i % cells.across];
    const cell = [row, column, row, column];
    frames.push(rectangle(box, cells, cell, 0), isFramed ? rectangle(box, cells, cell, -1.5) : '');
  }
  return frames.join('');
}

/**
 * The values of a map that aren't there yet while it fills in, row by row.
 * @param {number} done how many are
 * @param {Box} box
 * @param {Cells} cells
 * @returns {string}
 */
export function restOf(done, box, cells) {
  const [row, column] = [Math.floor(done / cells.across), done % cells.across];
  if (row >= cells.rows) return '';
  const last = [cells.rows - 1, cells.across - 1];
  const below = row + 1 < cells.rows ? rectangle(box, cells, [row + 1, 0, ...last], 0) : '';
  return rectangle(box, cells, [row, column, row, last[1]], 0) + below;
}

/**
 * @param {Box} box
 * @param {Cells} cells
 * @param {number[]} sides
 * @param {number} around
 */
function rectangle({ x, y, width, height }, { rows, across }, [top, left, foot, right], around) {
  const [down, beside] = [height / rows, width / across];
  const x0 = x + left * beside - around;
  const y0 = y + top * down - around;
  const x1 = x + (right + 1) * beside + around;
  const y1 = y + (foot + 1) * down + around;
  return `M${round(x0)} ${round(y0)}H${round(x1)}V${round(y1)}H${round(x0)}Z`;
}

/** @param {number} length */
const round = (length) => Math.round(100 * length) / 100;
