/** How many maps stand side by side. Pure. */

import { fit } from './camera.js';

/** CSS pixels between columns. */
const GAP = 24;
/** CSS pixels of a column, where there is room. */
const NARROWEST = 240;
/** CSS pixels for the arithmetic beside the last maps. */
const ROOMY = 420;
/** Of the width. */
const TALLEST = 1.15;
/** CSS pixels of height: around a map, of the arithmetic below the maps, above all of it. */
const [WORDS, ARITHMETIC, ABOVE] = [110, 180, 200];

/**
 * As many columns as make the maps largest while all of them and the arithmetic are in sight; where
 * that can't be, as many as there is room for.
 *
 * @param {object} options
 * @param {number} options.count  of the maps
 * @param {import('./camera.js').Extent} options.frame
 * @param {number} options.room  CSS pixels of width for all
 * @param {number} options.height  CSS pixels of the window
 * @returns {{columns: number, rows: number, width: number, fitted: number, rest: number,
 *   isRoomy: boolean}} width of a column; fitted: from `fit`, of a map that has its column to itself;
 *   rest: columns that the last row leaves free, and whether the arithmetic has room there
 */
export function layOut({ count, frame, room, height }) {
  const most = Math.max(2, Math.min(count, Math.floor((room + GAP) / (NARROWEST + GAP))));
  const choices = Array.from({ length: most - 1 }, (_, i) => withColumns(i + 2, count, frame, room));
  const tall = frame.bottom - frame.top;
  const seen = choices.filter(({ rows, fitted, isRoomy }) =>
    rows * (tall * fitted + WORDS) + (isRoomy ? 0 : ARITHMETIC) <= height - ABOVE);
  if (!seen.length) return choices[choices.length - 1];
  return seen.reduce((best, next) => (best.fitted > next.fitted ? best : next));
}

/**
 * @param {number} columns
 * @param {number} count
 * @param {import('./camera.js').Extent} frame
 * @param {number} room
 */
function withColumns(columns, count, frame, room) {
  const width = (room - GAP * (columns - 1)) / columns;
  const rest = (columns - (count % columns)) % columns;
  return { columns, rows: Math.ceil(count / columns), width, fitted: fit(frame, width, width * TALLEST),
    rest, isRoomy: rest > 1 || rest * width > ROOMY };
}
