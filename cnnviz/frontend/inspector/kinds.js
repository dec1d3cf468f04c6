/** Which module shows which kind of unit. */

import { ACTIVATIONS, showActivation } from './activation.js';
import { createConvolution, neededWidth } from './convolution.js';
import { createDense } from './dense.js';
import { showFlatten, showInput, showNormalized, showSum, showValue } from './plain.js';
import { showPooling } from './pooling.js';
import { showSoftmax } from './softmax.js';
import { isPointwise, showPointwise } from './votes.js';

const USUAL_WIDTH = 420;

/**
 * @typedef {object} Context
 * @property {import('../network/columns.js').Column} column the unit's
 * @property {import('../network/columns.js').Column} before the one it was computed from; of the
 *   picture it is the picture's own
 * @property {import('../network/columns.js').Column} [mapsBefore] the last one before it with maps
 * @property {import('../network/columns.js').Column} [other] the earlier one that a sum adds
 * @property {{width: number, height: number}} room
 * @property {(unit: import('../network/units.js').Unit) => void} onPick another unit is asked for
 *
 * @param {object} options
 * @param {() => void} options.onChange what is shown wants to be shown anew
 * @returns {{show: (inspected: import('./ways.js').Inspected, context: Context) => Node[],
 *   needs: (inspected: import('./ways.js').Inspected, height: number) => number}} `needs`: CSS pixels
 *   of width
 */
export function createKinds({ onChange }) {
  const convolution = createConvolution({ onChange });
  const dense = createDense();
  /** @type {Record<string, (inspected: import('./ways.js').Inspected, context: Context) => Node[]>} */
  const kinds = {
    input: showInput,
    normalize: showNormalized,
    max_pooling: showPooling,
    average_pooling: showPooling,
    global_average_pooling: showPooling,
    sum: showSum,
    flatten: showFlatten,
    dense: dense.show,
    softmax: showSoftmax,
  };
  for (const kind of Object.keys(ACTIVATIONS)) kinds[kind] = showActivation;

  /**
   * Whatever was made by kernels is shown alike, whichever way they were laid on.
   * @param {import('./ways.js').Inspected} inspected
   */
  function showOf({ kind, tensors: { kernels } }) {
    if (kernels) return isPointwise(kernels) ? showPointwise : convolution.show;
    return kinds[kind] ?? showValue;
  }

  return {
    show: (inspected, context) => showOf(inspected)(inspected, context),
    needs: ({ tensors: { kernels } }, height) =>
      (kernels && !isPointwise(kernels) ? neededWidth(kernels.shape, height) : USUAL_WIDTH),
  };
}
