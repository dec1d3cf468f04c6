/** Where an arrow key leads: to the next map on the page, or to the next value within one. */

import { cellsOf } from './part_element.js';

/**
 * The nearest element in a direction; far aside counts double, so that the way leads straight on.
 * @param {HTMLElement} from
 * @param {HTMLElement[]} all
 * @param {[number, number]} direction right and down
 * @returns {HTMLElement | null}
 */
export function nearest(from, all, [dx, dy]) {
  const middle = (element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return [left + width / 2, top + height / 2];
  };
  const [x0, y0] = middle(from);
  let [best, distance] = [null, Infinity];
  for (const element of all) {
    const [x, y] = middle(element);
    const ahead = (x - x0) * dx + (y - y0) * dy;
    const aside = Math.abs((x - x0) * dy) + Math.abs((y - y0) * dx);
    if (ahead > 1 && ahead + 2 * aside < distance) [best, distance] = [element, ahead + 2 * aside];
  }
  return best;
}

/**
 * The neighbor of a value: in its map, in its strip, or the next bar. At the edge it stays.
 * @param {import('./pointing.js').Place} place
 * @param {HTMLElement[]} targets of its column
 * @param {[number, number]} direction right and down
 * @returns {import('./pointing.js').Place}
 */
export function stepFrom(place, targets, [dx, dy]) {
  const cells = cellsOf(targets[place.part]);
  const within = (at, count) => Math.min(Math.max(at, 0), count - 1);
  if (!cells) return { ...place, part: within(place.part + dx + dy, targets.length) };
  return {
    ...place,
    row: within(place.row + dy, cells.rows),
    across: within(place.across + dx, cells.across),
  };
}
