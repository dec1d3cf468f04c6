/** How fast an output fills in, and how far it is. Pure. */

import { formatCount } from './numbers.js';

/**
 * @param {number} position  of the speed slider, 0 to 100
 * @param {number} count  pixels to fill in
 * @returns {number} pixels a second: from one to all
 */
export const speedOf = (position, count) => Math.max(count, 2) ** (position / 100);

/** Seconds in which a large output fills in; a small one is followed number by number. */
const START_SECONDS = 30;
const START_LEAST = 45;

/**
 * @param {number} count pixels to fill in
 * @returns {number} position of the speed slider to begin with, 0 to 100
 */
export function startPosition(count) {
  const all = Math.max(count, 2);
  return Math.max(START_LEAST, Math.round((100 * Math.log(Math.max(all / START_SECONDS, 1))) / Math.log(all)));
}

/**
 * @param {number} position
 * @param {number} count
 * @returns {string} such as "12 pixels a second"
 */
export function speedText(position, count) {
  const speed = Math.round(speedOf(position, count));
  return speed === 1 ? '1 pixel a second' : `${speed.toLocaleString('en')} pixels a second`;
}

/**
 * @param {number} done
 * @param {number} count
 * @returns {string} such as "12 of 676 pixels, the rest is still to come"
 */
export function progressText(done, count) {
  const said = `${formatCount(done)} of ${formatCount(count)} pixels`;
  return done < count ? `${said}, the rest is still to come` : said;
}
