/** Which classes can be chosen at a glance. Pure. */

import { formatPercent } from '../ui/numbers.js';

const FEW = 10; // all of so few classes stand there, in their own order
const MOST_PROBABLE = 5;

/** @param {number} count of classes @returns {boolean} whether some have no button */
export const areMany = (count) => count > FEW;

/**
 * The classes that have a button of their own.
 * @param {ArrayLike<number>} probabilities
 * @returns {number[]}
 */
export function nearClasses(probabilities) {
  const all = Array.from(probabilities, (_, i) => i);
  if (!areMany(all.length)) return all;
  return all.sort((a, b) => probabilities[b] - probabilities[a]).slice(0, MOST_PROBABLE);
}

/**
 * The buttons: whichever class is ahead, then each of these; of many classes with its probability.
 * @param {number[]} classes
 * @param {string[]} labels
 * @param {ArrayLike<number>} probabilities
 * @returns {import('./controls.js').Choice<number | null>[]}
 */
export const classChoices = (classes, labels, probabilities) => [
  { value: null, text: 'whichever is ahead' },
  ...classes.map((i) => ({
    value: i,
    text: labels[i],
    detail: areMany(labels.length) ? formatPercent(probabilities[i]) : '',
  })),
];

/**
 * Whether two lists hold the same numbers: then the network looks at the same picture.
 * @param {ArrayLike<number> | null} a
 * @param {ArrayLike<number> | null} b
 * @returns {boolean}
 */
export const areSame = (a, b) => a !== null && b !== null && a.length === b.length
  && Array.from(a).every((value, i) => value === b[i]);
