/**
 * The server's "error" answer: what can't be done, and what is to blame, as data.
 *
 * @typedef {object} WireError
 * @property {string} message  the sentence, without a full stop
 * @property {string} [argument]  path of what is to blame: "stages[0].stride[1]"
 * @property {string} [subject]  what the sentence calls it; without one `reason` is all of it
 * @property {string} [reason]  "must be between 1 and 8, got 9"
 * @property {unknown} [value]  what stood there, where it is short
 * @property {{minimum?: number, maximum?: number, choices?: unknown[], shape?: number[],
 *   dtypes?: string[]}} [allowed]
 */

/** A question that the server refuses to answer. */
export class Refusal extends Error {
  /** @param {WireError} answer */
  constructor({ message, argument = '', value, allowed = {} }) {
    super(message);
    this.name = 'Refusal';
    /** Path of what is to blame; empty where it is no part of the question. */
    this.argument = argument;
    this.value = value;
    this.allowed = allowed;
  }
}
