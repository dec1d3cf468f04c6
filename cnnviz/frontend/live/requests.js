/** Questions that are answered once: each keeps its promise until then, across reconnections. */

import { Refusal } from './refusal.js';

/**
 * @typedef {object} Request
 * @property {object} message
 * @property {import('./frame.js').Tensors} tensors
 * @property {(frame: import('./frame.js').Frame<any>) => void} resolve
 * @property {(error: Error) => void} reject
 * @property {number} timer
 *
 * @param {(id: number, message: object, tensors: import('./frame.js').Tensors) => void} transmit
 *   called when connected
 */
export function createRequests(transmit) {
  /** @type {Map<number, Request>} */
  const open = new Map();

  /** @param {number} id */
  const close = (id) => {
    const request = open.get(id);
    clearTimeout(request?.timer);
    open.delete(id);
    return request;
  };

  /** @param {number} id */
  const repeatOne = (id) => {
    const request = open.get(id);
    if (request) transmit(id, request.message, request.tensors);
  };

  return {
    /**
     * @param {number} id
     * @param {object} message
     * @param {import('./frame.js').Tensors} tensors
     * @param {number} timeoutMs
     * @returns {Promise<import('./frame.js').Frame<any>>}
     */
    add(id, message, tensors, timeoutMs) {
      return new Promise((resolve, reject) => {
        const seconds = Math.round(timeoutMs / 1000);
        const giveUp = () =>
          close(id)?.reject(new Error(`the server did not answer within ${seconds} seconds`));
        open.set(id, { message, tensors, resolve, reject, timer: setTimeout(giveUp, timeoutMs) });
        transmit(id, message, tensors);
      });
    },
    /** Ask again what was not answered before the connection was lost. */
    repeat() {
      for (const id of open.keys()) repeatOne(id);
    },
    /**
     * @param {import('./frame.js').Frame<any>} frame
     * @returns {boolean} whether the frame answers one of these
     */
    answer(frame) {
      const { id, retry_after_ms: retryAfterMs } = frame.message;
      if (retryAfterMs && open.has(id)) {
        setTimeout(repeatOne, retryAfterMs, id);
        return true;
      }
      const request = close(id);
      if (!request) return false;
      if (frame.message.type === 'error') request.reject(new Refusal(frame.message));
      else request.resolve(frame);
      return true;
    },
    /** @param {string} reason */
    rejectAll(reason) {
      for (const id of [...open.keys()]) close(id)?.reject(new Error(reason));
    },
  };
}
