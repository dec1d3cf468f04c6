/** Equal numbers under a max pooling: one of them wins without being larger. Pure. */

import { written } from './decimals.js';

/**
 * @param {number[]} values of the window, row by row
 * @param {number} decimals they are written with
 * @returns {string} which of the largest ones torch takes; empty when one alone is the largest
 */
export function tieSentence(values, decimals) {
  const largest = Math.max(...values);
  const count = values.filter((value) => value === largest).length; // 0 and −0 are equal for torch, too
  return count > 1 ? `${count} values tie at ${written(largest, decimals)}; torch takes the first.` : '';
}
