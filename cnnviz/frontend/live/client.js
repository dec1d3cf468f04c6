/**
 * A view's conversation with the server: its state there, answers back.
 *
 * The state lives here, in the browser; all of it is sent again after a lost connection.
 */

import { liveUrl, openConnection } from './connection.js';
import { bytesOf } from './frame.js';
import { createResting } from './resting.js';

/** How long to wait for an answer that must come, such as the one with all maps. */
const MUST_COME_MS = 5000;

/** What the server calls a network from this visitor's file. */
const OWN = 'own';

/**
 * @typedef {Record<string, any>} State
 * @typedef {Record<string, import('./frame.js').Tensor>} Tensors
 *
 * @typedef {object} Answer
 * @property {any} message  of the type that was expected
 * @property {Tensors} tensors
 * @property {number | null} inputAt  time of the newest event that the answer takes into account
 * @property {import('./outbox.js').Part | null} sent  what it answers
 * @property {boolean} isExact  whether the hand rests, and the numbers are in full precision
 *
 * @typedef {object} View  what one view's conversation differs by
 * @property {string} stateType  type of the messages that carry the state
 * @property {string} answerType  type of what they are answered with
 * @property {(state: State) => boolean} isReady  whether there is enough to ask for
 * @property {(change: State, now: {state: State, before: State}) =>
 *   import('./outbox.js').Part} toPart  a change of the
 *   state as it is sent; `before`: the state that the server knows, {} when it knows none
 */

/**
 * @param {object} options
 * @param {string} options.basePath
 * @param {View} options.view
 * @param {State} options.start
 * @param {string | null} [options.network]  a built-in network, to be described after every connect
 *   and before all answers
 * @param {(description: import('./messages.js').Network, tensors: Tensors, isOther: boolean) => void}
 *   [options.onNetwork]  `isOther` when it is not the one before
 * @param {(answer: Answer) => void} options.onAnswer
 * @param {(error: import('./refusal.js').WireError) => void} options.onProblem  an empty message when
 *   there is none any more
 * @param {(status: import('./connection.js').Status, detail: string) => void} options.onStatus
 */
export function createClient({
  basePath, view, start, network = null, onNetwork = () => {}, onAnswer, onProblem, onStatus,
}) {
  let state = start;
  let isDescribed = network === null;
  /** @type {Uint8Array | null} */
  let file = null; // of the visitor's own network
  let [isTold, isAnswered] = [true, true]; // does the server have the whole state of this network?
  /** @type {{isIt: (tensors: Tensors) => boolean, resolve: () => void} | null} an answer that must come */
  let awaited = null;

  const resting = createResting(() => connection.send({ exact: true }));
  const connection = openConnection({
    url: liveUrl(basePath, location),
    stateType: view.stateType,
    describeState: () => (isDescribed && view.isReady(state)
      ? toPart(state, {}, resting.isExact()) : null),
    onFrame: receive,
    onStatus(status, detail) {
      onStatus(status, detail);
      if (file) isDescribed = false; // the server has to be given it again, before all else
      if (status === 'open' && network !== null) describe();
    },
  });

  /**
   * @param {State} change
   * @param {State} before
   * @param {boolean} exact
   */
  function toPart(change, before, exact) {
    const { message, tensors } = view.toPart(change, { state, before });
    return { message: { ...message, exact }, tensors };
  }

  /** @type {Parameters<typeof openConnection>[0]['onFrame']} */
  function receive({ message, tensors }, { inputAt, sent }) {
    isAnswered ||= sent !== null && 'network' in sent.message;
    if (!isAnswered) return; // still of the network before
    if (message.type !== view.answerType) {
      onProblem(message);
      return;
    }
    onAnswer({ message, tensors, inputAt, sent, isExact: resting.isExact() });
    if (awaited?.isIt(tensors)) awaited.resolve();
    resting.answer();
  }

  /** @param {Uint8Array | null} bytes  of a network's file; null for the built-in one */
  const askFor = (bytes) => (bytes
    ? connection.ask({ type: 'open_network' }, { file: { shape: [bytes.length], data: bytes } })
    : connection.ask({ type: 'describe', network }));

  /** Asked after every connect: a server that was started anew may have a newer network. */
  async function describe() {
    const wasReady = view.isReady(state);
    try {
      const { message, tensors } = await askFor(file);
      const isFirst = !isDescribed && !file;
      isDescribed = true;
      onProblem({ message: '' });
      onNetwork(message, tensors, isFirst);
      if (wasReady && (isFirst || file)) connection.send({});
    } catch (error) {
      const { message } = /** @type {Error} */ (error);
      if (connection.status !== 'refused') onProblem({ message }); // else the status says it
    }
  }

  /**
   * Send what changed.
   *
   * @param {State} change
   * @param {number | null} [inputAt]  time of the event behind it, on `performance.now()`'s clock
   */
  function send(change, inputAt = null) {
    resting.move();
    const before = isTold ? state : {};
    state = { ...state, ...change };
    if (!isDescribed || !view.isReady(state)) return;
    const { message, tensors } = toPart(isTold ? change : state, before, false);
    connection.send(message, tensors, { inputAt });
    isTold = true;
  }

  return {
    send,
    /**
     * Send what changed, and wait for an answer.
     *
     * @param {State} change
     * @param {(tensors: Tensors) => boolean} isIt  whether these are the answer's
     * @returns {Promise<void>} when it has been shown; rejected when none comes
     */
    sendAndWait(change, isIt) {
      return new Promise((resolve, reject) => {
        const late = () => reject(new Error('the server is away, try again when it is back'));
        const timer = setTimeout(late, MUST_COME_MS);
        awaited = {
          isIt,
          resolve() {
            clearTimeout(timer);
            awaited = null;
            resolve();
          },
        };
        send(change);
      });
    },
    /**
     * Go on with another network.
     *
     * @param {Uint8Array | null} bytes  of its file; null for the one from the start
     * @param {State} reset  what of the state belongs to a network
     * @returns {Promise<void>} rejected with a sentence when it can't be used; then all stays
     */
    async open(bytes, reset) {
      const { message, tensors } = await askFor(bytes);
      file = bytes;
      state = { ...state, ...reset, network: bytes ? OWN : network };
      [isTold, isAnswered] = [false, false];
      onNetwork(message, tensors, true);
    },
    /** @returns {any} the state */
    state: () => state,
    /**
     * Ask about the state; rejected with the server's sentence.
     * @type {import('./messages.js').Ask}
     */
    ask: connection.ask,
    /**
     * Ask about a file.
     * @template {'find_digit' | 'read_picture'} T
     * @param {import('./messages.js').Question<T>} message
     * @param {Blob} whole  the file
     * @returns {Promise<import('./frame.js').Frame<import('./messages.js').Answers[T]>>} rejected with
     *   the server's sentence
     */
    async askWithFile(message, whole) {
      const data = new Uint8Array(await whole.arrayBuffer());
      return connection.ask(message, { file: { shape: [data.length], data } });
    },
    /**
     * @returns {Promise<{name: string, bytes: Uint8Array<ArrayBuffer>}>} all of the last answer in
     *   full precision, as an .npz file
     */
    async exportTensors() {
      const { message, tensors } = await connection.ask({ type: 'export' });
      return { name: message.name, bytes: bytesOf(tensors.file) };
    },
    destroy() {
      resting.destroy();
      connection.destroy();
    },
  };
}
