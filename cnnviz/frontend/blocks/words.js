/** The layers of a block in the student's words. Pure. */

import { KINDS } from '../network/layer_kinds.js';
import { formatCount } from '../ui/numbers.js';

/** @typedef {import('../network/columns.js').Layer} Layer */

/** Where the tab of a block says it another way than the head of a column. */
/** @type {Record<string, string>} */
const OWN = { input: 'red, green, blue', softmax: 'softmax' };
/** @type {Record<string, string>} */
const ROLES = { expand: 'expand', project: 'project' };

/**
 * "block3" as it is said: "block 3".
 * @param {string} key
 * @returns {string}
 */
export const blockName = (key) => key.replace(/(?<=\D)(?=\d)/, ' ');

/**
 * @param {number} parameters
 * @returns {string} "8 520 parameters", "no parameters"
 */
export const parametersText = (parameters) =>
  (parameters ? `${formatCount(parameters)} parameters` : 'no parameters');

/** A layer as the next one's sentence speaks of it. */
/** @type {Record<string, string>} */
const BEFORE = {
  input: 'the photo',
  normalize: 'the normalized photo',
  convolution: 'the convolution before',
  depthwise_convolution: 'the depthwise convolution before',
  relu6: 'the ReLU6 before',
  sum: 'the sum before',
};

/** @param {number[] | undefined} kernel */
const sides = (kernel) => (kernel ? ` ${kernel.join('×')}` : '');

/** @param {string} [layer] */
const blockOf = (layer = '') => blockName(layer.split('_')[0]);

/**
 * What a tab of a block says: "expand 1×1", "ReLU6", "sum with block 2’s".
 * @param {Layer} layer
 * @returns {string}
 */
export function layerWord({ name, kind, kernel_size: kernel, other }) {
  if (kind === 'convolution') return (ROLES[name.split('_')[1]] ?? kind) + sides(kernel);
  if (kind === 'depthwise_convolution') return `depthwise${sides(kernel)}`;
  if (kind === 'sum') return `sum with ${blockOf(other)}’s`;
  return OWN[kind] ?? KINDS[kind]?.word ?? kind;
}

/**
 * One sentence on what the layer's weights are, or what it does.
 * @param {Layer} layer
 * @param {Layer} [layerBefore]
 * @param {number} [channels] maps of that layer
 * @returns {string}
 */
export function layerSentence({ kind, kernel_size: kernel, other }, layerBefore, channels) {
  const before = BEFORE[layerBefore?.kind ?? ''] ?? 'the layer before';
  const count = formatCount(channels ?? 0);
  const isPoint = kernel?.every((side) => side === 1);
  if (kind === 'convolution' && isPoint) {
    return `Each map has one weight for each map of ${before} (${count} maps): a pixel is the `
      + `weighted sum of the ${count} pixels at its place, and a bias.`;
  }
  if (kind === 'convolution') {
    return `Each map has a kernel of${sides(kernel)}×${count}: as deep as ${before} (${count} maps).`;
  }
  return SENTENCES[kind]?.({ kernel, before, other, count }) ?? '';
}

/**
 * @type {Record<string, (about: {kernel?: number[], before: string, other?: string, count: string}) =>
 *   string>}
 */
const SENTENCES = {
  input: () => 'The photo as the network reads it: 224×224 pixels, each a number from 0 to 1 for '
    + 'red, green and blue.',
  normalize: () => 'The photo’s numbers, moved and stretched to between about −1 and 1.',
  depthwise_convolution: ({ kernel, before }) =>
    `Each map of ${before} is filtered by itself, with one kernel of${sides(kernel)}.`,
  relu6: () => 'Numbers below 0 become 0, numbers above 6 become 6.',
  sum: ({ before, other }) =>
    `A shortcut: each number of ${before} and the one at its place in what `
    + `${blockOf(other)} gives, added.`,
  global_average_pooling: ({ count }) => `The mean of each of the ${count} maps: one number a map.`,
  dense: ({ count }) => `Each class has a weight for each of the ${count} means, and a bias.`,
  softmax: ({ count }) => `The ${count} scores as probabilities that sum to 1.`,
};
