/** The view's line to the live engine: keeps itself up, and sends only the newest state. */

import { backoffDelay } from './backoff.js';
import { readFrame, writeFrame } from './frame.js';
import { createHeartbeat } from './heartbeat.js';
import { createOutbox } from './outbox.js';
import { createRequests } from './requests.js';

const MAX_ID = 2 ** 31 - 1;
const CONNECT_MS = 10_000;
const REFUSED_DELAY_MS = 15_000;
/** Close codes with which a server says "not you" (1008) and "not now" (1013). */
const REFUSALS = new Set([1008, 1013]);

/** @typedef {'connecting' | 'open' | 'reconnecting' | 'refused'} Status */

/**
 * @param {object} options
 * @param {string} options.url see `liveUrl`
 * @param {string} [options.stateType] of the messages that carry the state
 * @param {() => import('./outbox.js').Part | null} options.describeState gives the whole state; called after every connect, null when there is nothing to tell yet
 * @param {(frame: import('./frame.js').Frame<any>, timing: {inputAt: number|null, roundTripMs: number,
 *   sent: import('./outbox.js').Part|null}) => void} options.onFrame
 *   called with each answer to a sent state, an "error" too; `sent` is what it answers
 * @param {(status: Status, detail: string) => void} [options.onStatus]
 * @param {(url: string) => WebSocket} [options.createSocket]
 * @param {number} [options.pulseMs] how often to look whether the server is still there
 */
export function openConnection({
  url,
  stateType = 'read',
  describeState,
  onFrame,
  onStatus = () => {},
  createSocket = (address) => new WebSocket(address),
  pulseMs = 5000,
}) {
  /** @type {WebSocket | null} */
  let socket = null;
  /** @type {Status | ''} */
  let status = '';
  let detail = '';
  let lastId = 0;
  let attempt = 0;
  let connectTimer = 0;
  let retryTimer = 0;

  const outbox = createOutbox(describeState);
  const requests = createRequests(transmit);
  const heartbeat = createHeartbeat({
    pulseMs,
    isOpen,
    waitedMs: () => outbox.waitedMs(performance.now()),
    unsentBytes: () => socket?.bufferedAmount ?? 0,
    ping: () => transmit(nextId(), { type: 'ping' }, {}),
    onSilence: () => lose('the server fell silent'),
  });

  function nextId() {
    lastId = (lastId % MAX_ID) + 1;
    return lastId;
  }

  function isOpen() {
    return socket?.readyState === WebSocket.OPEN;
  }

  /**
   * @param {number} id
   * @param {object} message
   * @param {import('./frame.js').Tensors} [tensors]
   */
  function transmit(id, message, tensors) {
    if (isOpen()) socket?.send(writeFrame({ ...message, id }, tensors));
  }

  /**
   * @param {Status} next
   * @param {string} [why]
   */
  function tell(next, why = '') {
    if (next === status && why === detail) return;
    [status, detail] = [next, why];
    onStatus(status, detail);
  }

  function flush() {
    if (!isOpen()) return;
    const id = nextId();
    const part = outbox.take(id, performance.now());
    if (part) transmit(id, { ...part.message, type: stateType }, part.tensors);
  }

  function connect() {
    clearTimeout(connectTimer);
    if (status !== 'refused') tell(['', 'connecting'].includes(status) ? 'connecting' : 'reconnecting');
    const fresh = createSocket(url);
    socket = fresh;
    fresh.binaryType = 'arraybuffer';
    fresh.onopen = opened;
    fresh.onmessage = ({ data }) => receive(data);
    fresh.onclose = ({ code, reason }) => lose(reason, REFUSALS.has(code));
    connectTimer = setTimeout(() => lose('the server did not answer'), CONNECT_MS);
  }

  function opened() {
    clearTimeout(connectTimer);
    attempt = 0;
    heartbeat.heard();
    flush();
    requests.repeat();
    if (status === 'refused') transmit(nextId(), { type: 'ping' }, {}); // may be so again: wait and see
    else tell('open'); // last, as those who are told may ask at once
  }

  /**
   * Let go of the socket, whatever became of it, and try again after a while.
   * @param {string} reason
   * @param {boolean} [refused]
   */
  function lose(reason, refused = false) {
    drop();
    outbox.lose();
    if (refused) {
      tell('refused', reason);
      requests.rejectAll(reason);
    } else tell(status === 'connecting' ? 'connecting' : 'reconnecting', reason);
    const delay = refused ? REFUSED_DELAY_MS : backoffDelay(attempt, Math.random());
    attempt += 1;
    connectTimer = setTimeout(connect, delay);
  }

  function drop() {
    clearTimeout(connectTimer);
    clearTimeout(retryTimer);
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
    socket = null;
  }

  /** @param {ArrayBuffer} data */
  function receive(data) {
    const now = performance.now();
    heartbeat.heard();
    if (status === 'refused') tell('open');
    const frame = readFrame(data);
    if (requests.answer(frame)) return;
    const { type, id, retry_after_ms: retryAfterMs } = frame.message;
    const settled = outbox.settle(id ?? 0);
    if (!settled && id !== null) return; // a pong, or an answer that nobody waits for any more
    if (type === 'error') outbox.lose();
    if (retryAfterMs) {
      clearTimeout(retryTimer);
      retryTimer = setTimeout(flush, retryAfterMs);
      return;
    }
    // Before painting, so that the server computes the next while the browser paints this one.
    if (type !== 'error' || outbox.isWaiting()) flush();
    onFrame(frame, {
      inputAt: settled?.inputAt ?? null,
      roundTripMs: settled ? now - settled.sentAt : 0,
      sent: settled?.part ?? null,
    });
  }

  /** Someone looks again, or the network is back: no reason to wait any longer. */
  function wake() {
    if (document.visibilityState === 'hidden') return;
    if (isOpen()) heartbeat.probe();
    else if (socket?.readyState !== WebSocket.CONNECTING) {
      attempt = 0;
      connect();
    }
  }

  window.addEventListener('online', wake);
  document.addEventListener('visibilitychange', wake);
  connect();

  /** @type {import('./messages.js').Ask} */
  const ask = (message, tensors = {}, { timeoutMs = 20_000 } = {}) => (status === 'refused'
    ? Promise.reject(new Error(detail))
    : requests.add(nextId(), message, tensors, timeoutMs));

  return {
    /**
     * @param {object} message the parts of the state that changed: network, steps, layers
     * @param {import('./frame.js').Tensors} [tensors] such as "drawing", when it changed
     * @param {{inputAt?: number|null}} [options] performance.now() of the input event, for the latency
     */
    send(message, tensors = {}, { inputAt } = {}) {
      outbox.put({ message, tensors, inputAt });
      flush();
    },
    ask,
    get status() {
      return status;
    },
    destroy() {
      drop();
      heartbeat.stop();
      window.removeEventListener('online', wake);
      document.removeEventListener('visibilitychange', wake);
      requests.rejectAll('the view was closed');
    },
  };
}

/**
 * @param {string} basePath the path the app is served under: '' or such as '/lab'
 * @param {{protocol: string, host: string}} location the page's
 * @returns {string} where the live engine listens
 */
export function liveUrl(basePath, location) {
  const path = basePath.split('/').filter(Boolean).join('/');
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
  return `${scheme}://${location.host}/${path ? `${path}/` : ''}live`;
}
