/**
 * The kernel that is being edited: what was picked, every step since, and the step under way.
 *
 * @typedef {import('./kernel_operations.js').Values} Values
 * @typedef {{name: string, values: Values, bias: number}} Kernel
 * @typedef {{values: Values, mask: import('./mask.js').Mask, bias: number}} State  the values
 *   with what the mask hides, so that another mask shows it again
 */

import { advance, begin, redo, undo } from './history.js';
import { masked, sameValues } from './kernel_operations.js';

const EDITED = ', edited';

/**
 * @param {State} a
 * @param {State} b
 */
const same = (a, b) =>
  a.mask === b.mask && a.bias === b.bias && sameValues(a.values, b.values);

/** @param {Kernel} picked */
export function createDraft(picked) {
  /** @type {State} */
  const original = { values: picked.values, mask: 'square', bias: picked.bias };
  let history = begin(original);
  let state = original; // while a cell is dragged it is ahead of the history

  /** @param {import('./history.js').History<State>} to */
  function travel(to) {
    history = to;
    state = to.now;
  }

  return {
    /** @returns {State} */
    state: () => state,

    /** @returns {Kernel} without what the mask hides, named after what it was made of */
    kernel() {
      const values = masked(state.values, state.mask);
      const asPicked = sameValues(values, picked.values) && state.bias === picked.bias;
      const ending = asPicked || picked.name.endsWith(EDITED) ? '' : EDITED;
      return { name: picked.name + ending, values, bias: state.bias };
    },

    /** @param {Partial<State>} change  of a step under way */
    change(change) {
      state = { ...state, ...change };
    },
    /** The step under way is worth an undo, if it changed anything. */
    keep() {
      if (same(state, history.now)) state = history.now;
      else history = advance(history, state);
    },
    /** Take the step under way back. */
    drop() {
      state = history.now;
    },

    undo: () => travel(undo(history)),
    redo: () => travel(redo(history)),
    reset: () => travel(advance(history, original)),
    /** @returns {{undo: boolean, redo: boolean, reset: boolean}} what would have an effect */
    able: () => ({
      undo: history.past.length > 0,
      redo: history.future.length > 0,
      reset: !same(state, original),
    }),
  };
}
