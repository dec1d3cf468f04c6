/**
 * The conversation with the server: what is to be read, and what came of it.
 *
 * The state lives here, in the browser; all of it is sent again after a lost connection.
 */

import { liveUrl } from '../live/address.js';
import { askWithFile } from '../live/ask_with_file.js';
import { openConnection } from '../live/connection.js';
import { exportTensors } from '../live/exported.js';
import { bytesOf } from '../live/frame.js';
import { createResting } from '../live/resting.js';
import { PIXELS } from '../pad/strokes.js';

/**
 * @typedef {object} ReadState  what the server reads
 * @property {string} network
 * @property {{crop: boolean, fit: boolean, center: boolean}} steps
 * @property {string[] | null} layers  whose maps are wanted; null before anybody knows
 * @property {Uint8Array} drawing  PIXELS × PIXELS, 0 the paper and 255 full ink
 * @property {Record<string, {shape: number[], data: Float32Array}>} weights  those that are changed
 * @property {Record<string, number[]>} off  maps that are switched off, by layer
 *
 * @typedef {object} Reading
 * @property {import('../live/messages.js').Reading} message  the answer's "reading" message
 * @property {Record<string, import('../live/frame.js').Tensor>} tensors
 * @property {number|null} inputAt  time of the newest event that the answer takes into account
 * @property {boolean} isExact  whether the drawing is at rest, its numbers in full precision
 */

const READ_ALL_MS = 5000;

const OWN = 'own'; // what the server calls a network from this visitor's file

/**
 * The drawing and the changed weights travel beside the message; weights only when they are new.
 * @param {Partial<ReadState> & {exact: boolean}} state
 * @param {ReadState['weights']} [known]
 */
function toPart({ drawing, weights, ...message }, known = {}) {
  const fresh = Object.entries(weights ?? {}).filter(([name, tensor]) => tensor !== known[name]);
  return {
    message: weights ? { ...message, changed: Object.keys(weights) } : message,
    tensors: {
      ...(drawing && { drawing: { shape: [PIXELS, PIXELS], data: drawing } }),
      ...Object.fromEntries(fresh),
    },
  };
}

/**
 * @param {object} options
 * @param {string} options.basePath
 * @param {Omit<ReadState, 'layers' | 'weights' | 'off'>} options.start
 * @param {(description: import('../live/messages.js').Network,
 *   tensors: Record<string, import('../live/frame.js').Tensor>, isOther: boolean) => void}
 *   options.onNetwork before readings, and after every connect; `isOther` when it is not the one before
 * @param {(reading: Reading) => void} options.onReading
 * @param {(sentence: string) => void} options.onProblem  empty once another answer has come
 * @param {(status: import('../live/connection.js').Status, detail: string) => void} options.onStatus
 */
export function createReader({ basePath, start, onNetwork, onReading, onProblem, onStatus }) {
  /** @type {ReadState} */
  let state = { ...start, layers: null, weights: {}, off: {} };
  let isDescribed = false;
  /** @type {Uint8Array | null} */
  let file = null; // of the visitor's own network
  let [isTold, isAnswered] = [true, true]; // does the server have the whole state of this network?
  /** @type {{layers: string[], resolve: () => void} | null} */
  let awaited = null; // a reading that must hold all of these

  const resting = createResting(() => connection.send({ exact: true }));
  const connection = openConnection({
    url: liveUrl(basePath, location),
    describeState() {
      if (!isDescribed || !state.layers) return null;
      return toPart({ ...state, exact: resting.isExact() });
    },
    onFrame({ message, tensors }, { inputAt, sent }) {
      isAnswered ||= Boolean(sent && 'network' in sent.message && sent.message.network);
      if (!isAnswered) return; // still of the network before
      if (message.type !== 'reading') {
        onProblem(message.message);
        return;
      }
      if (inputAt !== null) onProblem('');
      onReading({ message, tensors, inputAt, isExact: resting.isExact() });
      if (awaited?.layers.every((name) => name in tensors)) awaited.resolve();
      resting.answer();
    },
    onStatus(status, detail) {
      onStatus(status, detail);
      if (file) isDescribed = false; // the server has to be given it again, before all else
      if (status === 'open') describe();
    },
  });

  /** @param {Uint8Array | null} bytes */
  const askFor = (bytes) => (bytes
    ? connection.ask({ type: 'open_network' }, { file: { shape: [bytes.length], data: bytes } })
    : connection.ask({ type: 'describe', network: start.network }));

  /** Asked after every connect: a server that was started anew may have a newer network. */
  async function describe() {
    try {
      const { message, tensors } = await askFor(file);
      const isFirst = !isDescribed && !file;
      isDescribed = true;
      onProblem('');
      onNetwork(message, tensors, isFirst);
      if (file) connection.send({});
    } catch (error) {
      const { message } = /** @type {Error} */ (error);
      if (connection.status !== 'refused') onProblem(message); // else the status says it
    }
  }

  return {
    /**
     * Read again with what changed.
     *
     * @param {Partial<ReadState>} change
     * @param {number|null} [inputAt]  time of the event behind it, on `performance.now()`'s clock
     */
    read(change, inputAt = null) {
      resting.move();
      const known = isTold ? state.weights : {};
      state = { ...state, ...change };
      if (!isDescribed || !state.layers) return;
      const { message, tensors } = toPart({ ...(isTold ? change : state), exact: false }, known);
      connection.send(message, tensors, { inputAt });
      isTold = true;
    },
    /**
     * Go on with another network.
     *
     * @param {Uint8Array|null} bytes  of its file; null for the one from the start
     * @returns {Promise<void>} rejected with a sentence when it can't be used; then all stays
     */
    async open(bytes) {
      const { message, tensors } = await askFor(bytes);
      file = bytes;
      state = { ...state, network: bytes ? OWN : start.network, layers: null, weights: {}, off: {} };
      [isTold, isAnswered] = [false, false];
      onNetwork(message, tensors, true);
    },
    /**
     * Read with these layers, whether they are on the screen or not.
     *
     * @param {string[]} layers
     * @returns {Promise<void>} when the reading has been shown; rejected when none comes
     */
    readAll(layers) {
      return new Promise((resolve, reject) => {
        const late = () => reject(new Error('the server is away, try again when it is back'));
        const timer = setTimeout(late, READ_ALL_MS);
        awaited = {
          layers,
          resolve() {
            clearTimeout(timer);
            awaited = null;
            resolve();
          },
        };
        this.read({ layers });
      });
    },
    /** @returns {ReadState} */
    state: () => state,
    /** Questions about what is read. */
    ask: connection.ask,
    /**
     * @param {Blob} file  a picture of a handwritten digit
     * @returns {Promise<Uint8Array>} a drawing; rejected with a sentence when there is none
     */
    async findDigit(file) {
      const { tensors } = await askWithFile(connection, { type: 'find_digit' }, file);
      return bytesOf(tensors.drawing);
    },
    /** @returns {Promise<{name: string, bytes: Uint8Array<ArrayBuffer>}>} all tensors of the last reading */
    exportTensors: () => exportTensors(connection),
    destroy() {
      resting.destroy();
      connection.destroy();
    },
  };
}
