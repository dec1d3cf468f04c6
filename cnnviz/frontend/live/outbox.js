/**
 * Latest wins: one state is on its way, and only the newest waits. No queue can grow.
 *
 * A message may bring a part of the state; what it leaves out stays as it was. So parts that wait
 * are merged, and once a part may be lost (a dropped connection, a refusal), the whole is sent.
 */

/**
 * @typedef {object} Part of the state
 * @property {object} message
 * @property {import('./frame.js').Tensors} [tensors]
 * @property {number | null} [inputAt] when the person did what this part tells of
 */

/**
 * @param {Part|null} older
 * @param {Part|null} newer
 * @returns {Part|null} both, where they speak of the same thing the newer
 */
export function mergeParts(older, newer) {
  if (!older || !newer) return newer ?? older;
  return {
    message: { ...older.message, ...newer.message },
    tensors: { ...older.tensors, ...newer.tensors },
    inputAt: newer.inputAt ?? older.inputAt,
  };
}

/** @param {() => Part|null} describeState gives the whole state, or null when there is none yet */
export function createOutbox(describeState) {
  /** @type {Part | null} */
  let waiting = null;
  /** @type {{id: number, sentAt: number, inputAt: number | null, part: Part} | null} */
  let onItsWay = null;
  let mayBeLost = true;

  return {
    /** @param {Part} part */
    put(part) {
      waiting = mergeParts(waiting, part);
    },
    /** The server may not know all it should: send the whole next. */
    lose() {
      onItsWay = null;
      mayBeLost = true;
    },
    /**
     * @param {number} id that the message will carry
     * @param {number} now
     * @returns {Part|null} what to send now, if anything
     */
    take(id, now) {
      if (onItsWay) return null;
      const part = mayBeLost ? mergeParts(describeState(), waiting) : waiting;
      if (!part) return null;
      waiting = null;
      mayBeLost = false;
      onItsWay = { id, sentAt: now, inputAt: part.inputAt ?? null, part };
      return part;
    },
    /**
     * @param {number} id of an answer; others, such as a pong, may overtake the one waited for
     * @returns {{id: number, sentAt: number, inputAt: number|null, part: Part}|null} what it answers
     */
    settle(id) {
      if (id !== onItsWay?.id) return null;
      const settled = onItsWay;
      onItsWay = null;
      return settled;
    },
    /** @returns {boolean} whether something waits for its turn */
    isWaiting: () => waiting !== null,
    /**
     * @param {number} now
     * @returns {number} milliseconds for which an answer has been waited for
     */
    waitedMs: (now) => (onItsWay ? now - onItsWay.sentAt : 0),
  };
}
