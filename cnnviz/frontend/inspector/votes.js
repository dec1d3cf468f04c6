/** A weighted sum of many numbers: its largest products, for and against, the rest, and the bias. */

import { unitName } from '../network/units.js';
import { make } from '../ui/elements.js';
import { addition, plus, plusNamed, written } from '../ui/numbers.js';
import { makeRow, makeTotal } from './rows.js';

const MOST_ROWS = 7;
const DECIMALS = 3; // of factors, as in a convolution's tables: their product is read beside them

/**
 * The contributions of one sign, largest first, and what the others of that sign add up to.
 * @param {ArrayLike<number>} contributions
 * @param {1 | -1} sign
 * @param {number} count how many to name
 * @returns {{largest: number[], others: number, rest: number, total: number}} indices of the
 *   largest; how many others there are, and their sum; the sum of all
 */
export function ofSign(contributions, sign, count) {
  const indices = [];
  let total = 0;
  for (let i = 0; i < contributions.length; i += 1) {
    if (contributions[i] * sign > 0) {
      indices.push(i);
      total += contributions[i];
    }
  }
  indices.sort((a, b) => (contributions[b] - contributions[a]) * sign);
  const largest = indices.slice(0, count);
  const rest = indices.slice(count).reduce((sum, i) => sum + contributions[i], 0);
  return { largest, others: indices.length - largest.length, rest, total };
}

/**
 * @param {object} sum
 * @param {ArrayLike<number>} sum.inputs
 * @param {ArrayLike<number>} sum.weights
 * @param {ArrayLike<number>} sum.contributions inputs × weights
 * @param {number} sum.bias
 * @param {number} sum.value
 * @param {object} options
 * @param {{height: number}} options.room
 * @param {(index: number) => {name: string, title: string}} options.nameOf an input
 * @param {(index: number) => void} options.onPick an input is asked for
 * @returns {Node}
 */
export function showVotes({ inputs, weights, contributions, bias, value }, { room, nameOf, onPick }) {
  const count = Math.max(3, Math.min(MOST_ROWS, Math.floor(room.height / 20) - 4));
  const signs = /** @type {const} */ ([1, -1]).map((sign) => ofSign(contributions, sign, count));
  const longest = Math.max(...signs.map(({ largest: [first] }) =>
    (first === undefined ? 0 : Math.abs(contributions[first]))), 1e-12);
  const end = addition([signs[0].total, signs[1].total, bias], value);
  const lists = signs.map(({ largest, others, rest, total }, i) => {
    const sum = addition([...largest.map((index) => contributions[index]), rest], total, end.decimals);
    return make('div', 'inspector-half',
      make('p', 'inspector-caption', `${i ? 'Against' : 'For'} it, together ${sum.sign} ${sum.total}`),
      ...largest.map((index, k) => makeRow({
        ...nameOf(index),
        detail: `${written(inputs[index], DECIMALS)} × ${written(weights[index], DECIMALS)}`,
        text: sum.terms[k],
        share: contributions[index] / longest,
        onClick: () => onPick(index),
      })),
      ...(others ? [makeRow({ name: `${others} more`, text: sum.terms[sum.terms.length - 1], share: 0 })] : []));
  });
  const equation = makeTotal(
    `${end.terms[0]} ${plus(end.terms[1])} ${plusNamed('bias', end.terms[2])} ${end.sign}`, end.total);
  return make('div', 'inspector-main', make('div', 'inspector-halves', ...lists), equation);
}

/**
 * @param {{shape: number[]}} kernels (channels, rows, columns)
 * @returns {boolean} whether its kernels see one place, of several maps
 */
export const isPointwise = ({ shape: [channels, rows, columns] }) =>
  channels > 1 && rows * columns === 1;

/**
 * @param {import('./ways.js').Inspected} inspected
 * @param {import('./kinds.js').Context} context
 * @returns {Node[]}
 */
export function showPointwise({ tensors, arithmetic }, { before, room, onPick }) {
  const { bias, value, rows: [row], columns: [column], first_channel: first } = arithmetic;
  /** @param {number} channel */
  const unitOf = (channel) => [first + channel, row, column];
  return [showVotes({
    inputs: tensors.windows.data,
    weights: tensors.kernels.data,
    contributions: tensors.sums.data,
    bias,
    value,
  }, {
    room,
    nameOf: (channel) => ({
      name: `map ${first + channel + 1}`, title: unitName(before, unitOf(channel)),
    }),
    onPick: (channel) => onPick({ layer: before.name, unit: unitOf(channel) }),
  })];
}
