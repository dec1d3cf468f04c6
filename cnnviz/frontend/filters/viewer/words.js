/** What stands above, below and in the maps. Pure. */

import { formatCount, formatNumber } from '../../ui/numbers.js';

const ACTIVATIONS = {
  none: 'No activation', relu: 'ReLU', leaky_relu: 'Leaky ReLU', elu: 'ELU', tanh: 'tanh',
  sigmoid: 'Sigmoid', absolute: 'Absolute value',
};
const POOLINGS = {
  none: 'No pooling', max: 'Max pooling', average: 'Average pooling', sum: 'Sum pooling',
  l2: 'L2 pooling',
};
const COMBINATIONS = {
  none: 'No combination', magnitude: 'magnitude √(a² + b²)', max: 'largest', sum: 'sum',
};

export { ACTIVATIONS, COMBINATIONS, POOLINGS };

/**
 * @param {import('./chain.js').Link} link
 * @param {object[]} stages
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

/**
 * @param {import('./chain.js').Link} link
 * @param {{height: string, width: string, pool_height?: string, pool_width?: string}[]} formulas
 * @returns {string} the output size worked out, once where both sides are alike
 */
export function formulaOf(link, formulas) {
  const found = formulas?.[link.stage];
  if (!found || !['feature', 'pooled'].includes(link.kind)) return '';
  const [height, width] = link.kind === 'pooled'
    ? [found.pool_height, found.pool_width]
    : [found.height, found.width];
  if (!height) return '';
  return height === width ? height : `height ${height}\nwidth ${width}`;
}

/** @param {number} value @returns {string} a whole number as such, others as everywhere */
export const formatValue = (value) =>
  (Number.isInteger(value) ? formatCount(value) : formatNumber(value));
