/**
 * The conversation with the server: what is to be read, and what came of it.
 *
 * The state lives here, in the browser; all of it is sent again after a lost connection.
 */

import { liveUrl } from '../live/address.js';
import { openConnection } from '../live/connection.js';
import { PIXELS } from '../pad/strokes.js';

/**
 * @typedef {object} ReadState  what the server reads
 * @property {string} network
 * @property {{crop: boolean, fit: boolean, center: boolean}} steps
 * @property {string[]} layers  whose maps are wanted
 * @property {boolean} exact  whether the numbers come in full precision
 * @property {Uint8Array} drawing  PIXELS × PIXELS, 0 the paper and 255 full ink
 *
 * @typedef {object} Reading
 * @property {object} message  the answer's "reading" message
 * @property {object} tensors
 * @property {number|null} inputAt  time of the newest event that the answer takes into account
 */

/** So long must nothing change before the rounded numbers are replaced by exact ones. */
const REST_MS = 150;
const READ_ALL_MS = 5000;

const asTensor = (drawing) => ({ drawing: { shape: [PIXELS, PIXELS], data: drawing } });

/**
 * @param {object} options
 * @param {string} options.basePath
 * @param {Omit<ReadState, 'layers' | 'exact'>} options.start
 * @param {(description: object, tensors: object) => void} options.onNetwork  once, before readings
 * @param {(reading: Reading) => void} options.onReading
 * @param {(sentence: string) => void} options.onProblem
 * @param {(status: string, detail: string) => void} options.onStatus
 */
export function createReader({ basePath, start, onNetwork, onReading, onProblem, onStatus }) {
  let state = { ...start, layers: null, exact: false };
  let isDescribed = false;
  let resting = 0; // timer
  let awaited = null; // {layers, resolve} of a reading that must hold all of these

  const connection = openConnection({
    url: liveUrl(basePath, location),
    describeState() {
      const { drawing, ...message } = state;
      return isDescribed && state.layers ? { message, tensors: asTensor(drawing) } : null;
    },
    onFrame({ message, tensors }, { inputAt }) {
      if (message.type !== 'reading') {
        onProblem(message.message);
        return;
      }
      onReading({ message, tensors, inputAt });
      if (awaited?.layers.every((name) => name in tensors)) awaited.resolve();
      rest();
    },
    onStatus(status, detail) {
      onStatus(status, detail);
      if (status === 'open') describe();
    },
  });

  /** While the pen moves, float16 is what the eye can tell; at rest every number is torch's own. */
  function rest() {
    clearTimeout(resting);
    if (state.exact) return;
    resting = setTimeout(() => {
      state = { ...state, exact: true };
      connection.send({ exact: true });
    }, REST_MS);
  }

  /** Asked after every connect: a server that was started anew may have a newer network. */
  async function describe() {
    try {
      const { message, tensors } = await connection.ask({
        type: 'describe',
        network: state.network,
      });
      isDescribed = true;
      onNetwork(message, tensors);
    } catch (error) {
      onProblem(error.message);
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
      clearTimeout(resting);
      state = { ...state, ...change, exact: false };
      if (!isDescribed || !state.layers) return;
      const { drawing, ...message } = { ...change, exact: false };
      connection.send(message, drawing ? asTensor(drawing) : {}, { inputAt });
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
    /**
     * @param {Blob} file  a picture of a handwritten digit
     * @returns {Promise<Uint8Array>} a drawing; rejected with a sentence when there is none
     */
    async findDigit(file) {
      const data = new Uint8Array(await file.arrayBuffer());
      const { tensors } = await connection.ask(
        { type: 'find_digit' },
        { file: { shape: [data.length], data } },
      );
      return tensors.drawing.data;
    },
    /** @returns {Promise<{name: string, bytes: Uint8Array}>} all tensors of the last reading */
    async exportTensors() {
      const { message, tensors } = await connection.ask({ type: 'export' });
      return { name: message.name, bytes: tensors.file.data };
    },
    destroy() {
      clearTimeout(resting);
      connection.destroy();
    },
  };
}
