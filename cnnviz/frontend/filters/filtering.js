/** What the Filters view tells the server, and which stages an answer is of. */

import { asApplied, asSent } from './applied.js';

/**
 * @typedef {object} Filtered
 * @property {any} message  "filtered"
 * @property {Record<string, any>} tensors  the maps, and the "picture" they were made of
 * @property {import('./state.js').Stage[]} stages  they were made by
 * @property {number | null} inputAt  time of the newest event that the answer takes into account
 */

/**
 * The stages travel as they are applied to the picture, so they are sent anew with each picture.
 *
 * @returns {{view: import('../live/client.js').View,
 *   complete: (answer: import('../live/client.js').Answer) => Filtered}}
 */
export function createFiltering() {
  /** @type {WeakMap<object, import('./state.js').Stage[]>} */
  const applied = new WeakMap(); // stages as they are applied, by those that are sent
  /** @type {import('../live/outbox.js').Part & {message: {stages?: object}}} */
  let answered = { message: {}, tensors: {} }; // what the server works on

  return {
    view: {
      stateType: 'filter',
      answerType: 'filtered',
      isReady: ({ picture }) => picture !== null,
      toPart({ picture }, { state }) {
        const stages = asApplied(state.stages, state.picture.shape[0]);
        const sent = asSent(stages);
        applied.set(sent, stages);
        /** @type {import('../live/frame.js').Tensors} */
        const tensors = picture ? { picture } : {};
        return { message: { stages: sent }, tensors };
      },
    },
    complete({ message, tensors, sent, inputAt }) {
      answered = {
        message: { ...answered.message, ...sent?.message },
        tensors: { ...answered.tensors, ...sent?.tensors },
      };
      return { message, tensors: { ...tensors, ...answered.tensors },
        stages: applied.get(answered.message.stages ?? {}) ?? [], inputAt };
    },
  };
}

/**
 * @param {{shape: number[], data: ArrayLike<number>}} values  one slice of a kernel
 * @returns {number[][]} its rows
 */
export function rowsOf({ shape: [height, width], data }) {
  return Array.from({ length: height }, (_, row) =>
    Array.from(data).slice(row * width, (row + 1) * width));
}
