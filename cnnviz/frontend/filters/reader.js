/**
 * The conversation with the server: picture and stages there, maps back.
 *
 * The state lives here, in the browser; all of it is sent again after a lost connection.
 */

import { liveUrl } from '../live/address.js';
import { askWithFile } from '../live/ask_with_file.js';
import { openConnection } from '../live/connection.js';
import { exportTensors } from '../live/exported.js';
import { createResting } from '../live/resting.js';
import { asApplied, asSent } from './applied.js';

/**
 * @typedef {object} Answer
 * @property {import('../live/messages.js').Filtered} message  "filtered"
 * @property {Record<string, import('../live/frame.js').Tensor>} tensors  the maps, and the "picture" they were made of
 * @property {object[]} stages  they were made by
 * @property {number|null} inputAt  time of the newest event that the answer takes into account
 */

/**
 * @param {object} options
 * @param {string} options.basePath
 * @param {object[]} options.stages
 * @param {(answer: Answer) => void} options.onAnswer
 * @param {(error: import('../live/refusal.js').WireError) => void} options.onProblem
 * @param {(status: string, detail: string) => void} options.onStatus
 */
export function createReader({ basePath, stages: first, onAnswer, onProblem, onStatus }) {
  let stages = first; // as the person has them
  const applied = new WeakMap(); // as they are applied, by those that are sent
  let filtering = []; // the stages as the server gets them
  let picture = null;
  let answered = { message: {}, tensors: {} }; // what the server works on

  const resting = createResting(() => connection.send({ exact: true }));
  const connection = openConnection({
    url: liveUrl(basePath, location),
    stateType: 'filter',
    describeState: () => picture
      && { message: { stages: filtering, exact: resting.isExact() }, tensors: { picture } },
    onFrame({ message, tensors }, { inputAt, sent }) {
      if (message.type !== 'filtered') {
        onProblem(message);
        return;
      }
      answered = {
        message: { ...answered.message, ...sent?.message },
        tensors: { ...answered.tensors, ...sent?.tensors },
      };
      onAnswer({ message, tensors: { ...tensors, ...answered.tensors },
        stages: applied.get(answered.message.stages), inputAt });
      resting.answer();
    },
    onStatus,
  });

  function send(tensors, inputAt) {
    resting.move();
    const next = asApplied(stages, picture.shape[0]);
    filtering = asSent(next);
    applied.set(filtering, next);
    connection.send({ stages: filtering, exact: false }, tensors, { inputAt });
  }

  return {
    /**
     * @param {object[]} next
     * @param {number|null} [inputAt]  time of the event behind it, on `performance.now()`'s clock
     */
    filter(next, inputAt = null) {
      stages = next;
      if (picture) send({}, inputAt);
    },
    /**
     * @param {{shape: number[], data: Uint8Array}} next
     * @param {number} inputAt
     */
    setPicture(next, inputAt) {
      picture = next;
      send({ picture }, inputAt);
    },
    /**
     * @param {Blob} file  any picture
     * @returns {Promise<{color: import('../live/frame.js').Tensor, grey?: import('../live/frame.js').Tensor}>} tensors; `grey` where that is another
     */
    async readPicture(file) {
      const { tensors } = await askWithFile(connection, { type: 'read_picture' }, file);
      return tensors;
    },
    /**
     * @param {{formula: string, settings: Object<string, number>}} question
     * @returns {Promise<number[][]>} the kernel's rows
     */
    async makeKernel(question) {
      const { tensors: { values } } = await connection.ask({ type: 'kernel', ...question });
      const [height, width] = values.shape;
      return Array.from({ length: height }, (_, row) =>
        Array.from(values.data.subarray(row * width, (row + 1) * width)));
    },
    /**
     * @param {'pytorch'|'opencv'|'numpy'} language
     * @returns {Promise<string>} a program that gives the maps on the page
     */
    async code(language) {
      const { message } = await connection.ask({ type: 'code', language });
      return message.text;
    },
    /** @returns {Promise<{name: string, bytes: Uint8Array}>} picture, kernels and maps, exactly */
    exportTensors: () => exportTensors(connection),
    destroy() {
      resting.destroy();
      connection.destroy();
    },
  };
}
