/** Rows of numbers with bars, and the equation that they end in. */

import { make, makeButton } from '../ui/elements.js';

/**
 * A row of a list: a name, a bar from a middle line to either side, a number; a click goes there.
 * @param {object} row
 * @param {string} row.name
 * @param {string} [row.title] the name in full
 * @param {string} [row.detail] how the number comes about
 * @param {string} row.text the number
 * @param {number} row.share of the longest bar, −1 to 1
 * @param {boolean} [row.isOpen] for rows that open something below themselves
 * @param {() => void} [row.onClick] without it the row is no button
 * @returns {HTMLElement}
 */
export function makeRow({ name, title = '', detail = '', text, share, isOpen, onClick }) {
  const track = make('span', 'row-track', make('span', `row-fill ${share < 0 ? 'negative' : ''}`));
  track.style.setProperty('--share', String(Math.min(1, Math.abs(share))));
  const row = onClick ? makeButton('', onClick, 'inspector-row') : make('div', 'inspector-row');
  row.append(make('span', 'row-name', name), track);
  if (detail) row.append(make('span', 'row-detail', detail));
  row.append(make('span', 'row-number', text));
  if (title) row.title = title;
  if (isOpen !== undefined) row.setAttribute('aria-pressed', String(isOpen));
  return row;
}

/**
 * An equation whose last number is the one that all is about.
 * @param {string} text up to the last sign
 * @param {string} result
 * @returns {HTMLElement}
 */
export const makeTotal = (text, result) =>
  make('p', 'inspector-total', `${text} `, make('strong', 'inspector-result', result));
