/**
 * The steps of a training at which its network was kept. Pure.
 *
 * @typedef {object} Run
 * @property {string} run  its name, by which the server finds it
 * @property {string} title
 * @property {number[]} steps  kept so far, rising; 0 is the random network
 * @property {number} stepsPerEpoch
 * @property {boolean} isBegun  false before anybody has asked for the training
 * @property {string} ending  "trained", "stopped" or "broke off"; empty while more will come
 */

import { formatCount } from '../ui/numbers.js';

/**
 * @param {Run} run
 * @param {number} index  in its steps
 * @returns {string} "random", "step 1 200, epoch 1.3" or "trained: step 2 814, epoch 3.0"
 */
export function stepText({ steps, stepsPerEpoch, ending }, index) {
  const step = steps[index];
  if (step === 0) return 'random';
  const text = `step ${formatCount(step)}, epoch ${(step / stepsPerEpoch).toFixed(1)}`;
  return ending && index === steps.length - 1 ? `${ending}: ${text}` : text;
}

/**
 * Where to stand when there are other steps: still at the newest for who stood there, else at the
 * same step, or the last one before it where that is no longer kept.
 *
 * @param {number[]} before  the steps until now; none at the beginning
 * @param {number} index  where the visitor stands in them
 * @param {number[]} after  at least one
 * @returns {number}
 */
export function placeAmong(before, index, after) {
  if (index >= before.length - 1) return after.length - 1;
  return Math.max(0, after.findLastIndex((step) => step <= before[index]));
}
