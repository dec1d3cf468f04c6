/** What stands above, below and in the maps. Pure. */

import { formatCount, formatNumber } from '../../ui/numbers.js';

/** @type {Record<string, string>} */
const ACTIVATIONS = {
  none: 'No activation', relu: 'ReLU', leaky_relu: 'Leaky ReLU', elu: 'ELU', tanh: 'tanh',
  sigmoid: 'Sigmoid', absolute: 'Absolute value',
};
/** @type {Record<string, string>} */
const POOLINGS = {
  none: 'No pooling', max: 'Max pooling', average: 'Average pooling', sum: 'Sum pooling',
  l2: 'L2 pooling',
};
/** @type {Record<string, string>} */
const COMBINATIONS = {
  none: 'No combination', magnitude: 'magnitude √(a² + b²)', max: 'largest', sum: 'sum',
};

export { ACTIVATIONS, COMBINATIONS, POOLINGS };

/**
 * @param {import('./chain.js').Link} link
 * @param {import('../state.js').Stage[]} stages
 * @returns {string}
 */
export function titleOf(link, stages) {
  if (link.kind === 'picture') return 'Picture';
  const stage = stages[link.stage];
  const prefix = stages.length > 1 ? `${link.stage + 1} · ` : '';
  if (link.kind === 'activation') return prefix + ACTIVATIONS[stage.activation];
  if (link.kind === 'pooled') return prefix + POOLINGS[stage.pooling];
  return `${prefix}Feature map${link.shape[0] > 1 ? 's' : ''}`;
}

/** By kind, how an output's size follows from the numbers that the server tells. */
const FORMULAS = {
  /** @param {OutputSize} along */
  convolution({ size, kernel_size: k, stride, padding: [before, after], dilation, output }) {
    const padding = before === after ? `2·${before}` : `${before} + ${after}`;
    return `⌊(${size} + ${padding} − ${dilation}·(${k}−1) − 1)/${stride}⌋ + 1 = ${output}`;
  },
  /** @param {OutputSize} along */
  transposed({ size, kernel_size: k, stride, padding: [cut], dilation, output_padding, output }) {
    return `(${size}−1)·${stride} − 2·${cut} + ${dilation}·(${k}−1) + ${output_padding} + 1 = ${output}`;
  },
  /** @param {OutputSize} along */
  pooling: ({ size, kernel_size: k, stride, output }) =>
    `⌊(${size} − ${k})/${stride}⌋ + 1 = ${output}`,
};

/**
 * @typedef {import('./geometry.js').OutputSize} OutputSize
 *
 * @param {import('./chain.js').Link} link
 * @param {Object<string, [OutputSize, OutputSize]>} [sizes]  rows and columns, by the links' keys
 * @returns {string} the output size worked out, once where both sides are alike
 */
export function formulaOf({ key }, sizes) {
  const [height, width] = sizes?.[key]?.map((along) => FORMULAS[along.kind](along)) ?? [''];
  if (!height) return '';
  return height === width ? height : `height ${height}\nwidth ${width}`;
}

/** @param {number} value @returns {string} a whole number as such, others as everywhere */
export const formatValue = (value) =>
  (Number.isInteger(value) ? formatCount(value) : formatNumber(value));
