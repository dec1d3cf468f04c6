import { asSentence } from '../ui/sentence.js';

/**
 * Without the place in the message, which the control shows, or the stage's number says.
 *
 * @param {string} text  the server's, such as "stages[0].pool_size must be …"
 * @returns {string} "Pool size must be …."
 */
export const inWords = (text) => asSentence(
  text.replace(/^(?:stages\[\d+\]\.)?(\w+)(?:\[\d+\])*/, '$1').replace('_', ' '));
