/** Where an arrow key leads from a value. */

import { cellsOf } from './part_element.js';

/**
 * The neighbor of a value: in its map, in its strip, or the next bar. At the edge it stays.
 * @param {import('./pointing.js').Place} place
 * @param {HTMLElement[]} targets of its column
 * @param {[number, number]} direction right and down
 * @returns {import('./pointing.js').Place}
 */
export function stepFrom(place, targets, [dx, dy]) {
  const cells = cellsOf(targets[place.part]);
  /**
   * @param {number} at
   * @param {number} count
   */
  const within = (at, count) => Math.min(Math.max(at, 0), count - 1);
  if (!cells) return { ...place, part: within(place.part + dx + dy, targets.length) };
  return {
    ...place,
    row: within(place.row + dy, cells.rows),
    across: within(place.across + dx, cells.across),
  };
}
