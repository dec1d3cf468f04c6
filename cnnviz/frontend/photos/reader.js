/**
 * The conversation with the server: the photo and how it lies there, probabilities and maps back.
 *
 * The state lives here, in the browser; all of it is sent again after a lost connection.
 */

import { liveUrl } from '../live/address.js';
import { askWithFile } from '../live/ask_with_file.js';
import { openConnection } from '../live/connection.js';
import { createResting } from '../live/resting.js';
import { UNTOUCHED } from './placement.js';

const NETWORK = 'photos';

/**
 * @typedef {object} LookState  what the server looks at
 * @property {import('./stage.js').Photo | null} picture  (1 or 3, H, W)
 * @property {import('./placement.js').View} view
 * @property {Record<string, number[]|null>} layers  whose thumbnails are wanted; see `createBlocks`
 *
 * @typedef {object} Seen
 * @property {import('../live/messages.js').Seen} message  "seen"
 * @property {Record<string, import('../live/frame.js').Tensor>} tensors
 * @property {number|null} inputAt  time of the newest event that the answer takes into account
 * @property {boolean} isExact  whether the hand rests, and the network's input came along
 * @property {boolean} isOther  whether it is of another photo than the answer before
 */

/**
 * @param {Partial<LookState> & {exact: boolean}} state
 * @returns {{message: object, tensors: import('../live/frame.js').Tensors}}
 */
const toPart = ({ picture, ...message }) =>
  (picture ? { message, tensors: { picture } } : { message, tensors: {} });

/**
 * @param {object} options
 * @param {string} options.basePath
 * @param {(description: import('../live/messages.js').Network,
 *   tensors: Record<string, import('../live/frame.js').Tensor>) => void} options.onNetwork  before all
 *   answers, and after every connect
 * @param {(seen: Seen) => void} options.onSeen
 * @param {(sentence: string) => void} options.onProblem
 * @param {(status: import('../live/connection.js').Status, detail: string) => void} options.onStatus
 */
export function createPhotoReader({ basePath, onNetwork, onSeen, onProblem, onStatus }) {
  /** @type {LookState} */
  let state = { picture: null, view: UNTOUCHED, layers: {} };
  let isDescribed = false;

  const resting = createResting(() => connection.send({ exact: true }));
  const connection = openConnection({
    url: liveUrl(basePath, location),
    stateType: 'look',
    describeState() {
      if (!isDescribed || !state.picture) return null;
      return toPart({ ...state, exact: resting.isExact() });
    },
    onFrame({ message, tensors }, { inputAt, sent }) {
      if (message.type !== 'seen') {
        onProblem(message.message);
        return;
      }
      const isExact = 'input' in tensors && resting.isExact(); // else the hand has moved on
      onSeen({ message, tensors, inputAt, isExact, isOther: 'picture' in (sent?.tensors ?? {}) });
      resting.answer();
    },
    onStatus(status, detail) {
      onStatus(status, detail);
      if (status === 'open') describe();
    },
  });

  /** Asked after every connect: a server that was started anew may have a newer network. */
  async function describe() {
    try {
      const { message, tensors } = await connection.ask({ type: 'describe', network: NETWORK });
      const isFirst = !isDescribed;
      isDescribed = true;
      onNetwork(message, tensors);
      if (isFirst && state.picture) connection.send({});
    } catch (error) {
      const { message } = /** @type {Error} */ (error);
      if (connection.status !== 'refused') onProblem(message); // else the status says it
    }
  }

  return {
    /**
     * Look again with what changed.
     * @param {Partial<LookState>} change
     * @param {number|null} [inputAt]  time of the event behind it, on `performance.now()`'s clock
     */
    look(change, inputAt = null) {
      resting.move();
      state = { ...state, ...change };
      if (!isDescribed || !state.picture) return;
      const { message, tensors } = toPart({ ...change, exact: false });
      connection.send(message, tensors, { inputAt });
    },
    /** Questions about what is looked at. */
    ask: connection.ask,
    /**
     * @param {Blob} file  any picture
     * @returns {Promise<{color: import('../live/frame.js').Tensor,
     *   grey?: import('../live/frame.js').Tensor}>}
     */
    async readPicture(file) {
      const { tensors } = await askWithFile(connection, { type: 'read_picture' }, file);
      return { color: tensors.color, grey: tensors.grey };
    },
    /** @returns {LookState} */
    state: () => state,
    destroy() {
      resting.destroy();
      connection.destroy();
    },
  };
}
