/** The conversation with the server about one training: its network at a step reads a digit. */

import { liveUrl, openConnection } from '../live/connection.js';
import { bytesOf } from '../live/frame.js';
import { createLatest } from '../live/latest.js';
import { PIXELS } from '../pad/strokes.js';
import { firstLayer } from './first_layer.js';

/**
 * @typedef {{step: number, pixels: Uint8Array, inputAt: number|null}} Question  PIXELS × PIXELS
 *   grey levels, 255 full ink
 * @typedef {object} Look
 * @property {string[]} labels  of the classes
 * @property {import('./first_layer.js').FirstLayer} layer
 * @property {ArrayLike<number>} weights  of that layer
 * @property {ArrayLike<number>} outputs  of that layer
 * @property {ArrayLike<number>} probabilities
 *
 * @param {object} options
 * @param {string} options.basePath
 * @param {string} options.run
 * @param {(look: Look, question: Question) => void} options.onLook
 * @param {(sentence: string) => void} options.onProblem
 * @param {(status: import('../live/connection.js').Status, reason: string) => void}
 *   options.onStatus
 */
export function createWatcher({ basePath, run, onLook, onProblem, onStatus }) {
  /** @type {import('./first_layer.js').FirstLayer | null} */
  let layer = null; // the same at all steps
  /** @type {Question | null} */
  let newest = null;

  const latest = createLatest({
    ask,
    onAnswer: onLook,
    onProblem(sentence) {
      if (connection.status !== 'refused') onProblem(sentence); // else the status says it
    },
  });
  const connection = openConnection({
    url: `${liveUrl(basePath, location)}/here`, // where its networks are
    describeState: () => null, // every question is whole
    onFrame: ({ message }) => onProblem(message.message),
    onStatus(status, reason) {
      onStatus(status, reason);
      if (status === 'open' && newest) latest.put(newest);
    },
  });

  /**
   * The digit goes out together with the question for the network: one way there and back.
   * @param {Question} asked
   * @returns {Promise<Look>}
   */
  async function ask({ step, pixels }) {
    const opening = connection.ask({ type: 'open_trained', run, step });
    layer ??= firstLayer((await opening).message);
    const reading = connection.ask(
      { type: 'read', network: 'own', layers: [layer.name], exact: true },
      { drawing: { shape: [PIXELS, PIXELS], data: pixels } },
    );
    const [network, { tensors }] = await Promise.all([opening, reading]);
    return {
      labels: network.message.labels,
      layer,
      weights: network.tensors[`${layer.name}.weight`].data,
      outputs: tensors[layer.name].data,
      probabilities: tensors[network.message.layers[network.message.layers.length - 1].name].data,
    };
  }

  return {
    /** @param {Question} question  the newest wins */
    look(question) {
      newest = question;
      latest.put(question);
    },
    /** @returns {Promise<Uint8Array>} the file of the network that was looked at last */
    async file() {
      const { tensors } = await connection.ask({ type: 'save_network' });
      return bytesOf(tensors.file);
    },
    destroy() {
      latest.forget();
      connection.destroy();
    },
  };
}
