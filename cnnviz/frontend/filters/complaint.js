import { asSentence } from '../ui/sentence.js';

/**
 * In the words of the page, which calls "pool_size" the pool size and needs no index: the control
 * shows the place, or the stage's number says it.
 *
 * @param {import('../live/refusal.js').WireError} error
 * @returns {string} "Pool size must be …."
 */
export function inWords({ message, subject, reason }) {
  if (!subject) return asSentence(message);
  const [name] = subject.split(/[.[]/);
  return asSentence(`${name.replaceAll('_', ' ')} ${reason}`);
}

/**
 * @param {string} argument  "stages[0].stride[1]"
 * @returns {{stage: number, name: string}|null} which control sets it; null: none of a stage
 */
export function placeOf(argument) {
  const [, stage, name] = /^stages\[(\d+)\]\.(\w+)/.exec(argument) ?? [];
  return name === undefined ? null : { stage: Number(stage), name };
}
