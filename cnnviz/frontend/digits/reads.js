/** What the Digits view tells the server, to be read. Pure. */

import { PIXELS } from '../pad/strokes.js';

/**
 * @typedef {object} ReadState  what the server reads
 * @property {string} network
 * @property {{crop: boolean, fit: boolean, center: boolean}} steps
 * @property {string[] | null} layers  whose maps are wanted
 * @property {Uint8Array} drawing  PIXELS × PIXELS, 0 the paper and 255 full ink
 * @property {Record<string, {shape: number[], data: Float32Array}>} weights  those that are changed
 * @property {Record<string, number[]>} off  maps that are switched off, by layer
 */

/** What of the state belongs to a network, before anything is known of it. */
export const OF_NETWORK = Object.freeze({ layers: null, weights: {}, off: {} });

/**
 * The drawing and the changed weights travel beside the message; weights only when they are new.
 * @type {import('../live/client.js').View['toPart']}
 */
function toPart({ drawing, weights, ...message }, { before }) {
  const known = before.weights ?? {};
  const fresh = Object.entries(weights ?? {}).filter(([name, tensor]) => tensor !== known[name]);
  return {
    message: weights ? { ...message, changed: Object.keys(weights) } : message,
    tensors: {
      ...(drawing && { drawing: { shape: [PIXELS, PIXELS], data: drawing } }),
      ...Object.fromEntries(fresh),
    },
  };
}

/** @type {import('../live/client.js').View} */
export const READ = {
  stateType: 'read',
  answerType: 'reading',
  isReady: ({ layers }) => Boolean(layers),
  toPart,
};
