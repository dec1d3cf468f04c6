/** Where the maps of a gallery stand. Pure. */

/** CSS pixels of a thumbnail and of the gap beside it, as in maps.css. */
const [SIDE, GAP] = [56, 4];
export const PITCH = SIDE + GAP;

/**
 * @param {number} width CSS pixels there are
 * @returns {number} how many maps stand in a row
 */
export const perRowOf = (width) => Math.max(1, Math.floor((width + GAP) / PITCH));

/**
 * Which map stands where.
 * @param {'activity' | 'number'} by
 * @param {ArrayLike<number>} activity mean |value| of each map
 * @returns {number[]} maps, the first first
 */
export function orderOf(by, activity) {
  const maps = Array.from(activity, (_, i) => i);
  return by === 'number' ? maps : maps.sort((a, b) => activity[b] - activity[a]);
}

/**
 * Which places of the grid are in sight, and one row around them. Pure.
 * @param {{width: number, height: number, top: number}} sight CSS pixels, and how far it is scrolled
 * @param {number} count of all maps
 * @returns {{first: number, last: number, above: number, below: number}} places from 0, `last`
 *   exclusive; CSS pixels of the rows that are left out
 */
export function inSight({ width, height, top }, count) {
  const perRow = perRowOf(width);
  const rows = Math.ceil(count / perRow);
  const from = Math.min(Math.max(0, Math.floor(top / PITCH) - 1), Math.max(0, rows - 1));
  const to = Math.min(rows, Math.ceil((top + height) / PITCH) + 1);
  return { first: from * perRow, last: Math.min(count, to * perRow), above: from * PITCH,
    below: (rows - to) * PITCH };
}
