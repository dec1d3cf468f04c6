/** A dense unit's value: its largest contributions, for and against, the rest, and the bias. */

import { addition, written } from '../decimals.js';
import { shortName, unitName } from '../network/units.js';
import { createContributionMaps } from './contribution_maps.js';
import { make, makeRow, makeTotal, plus, plusNamed } from './elements.js';

const MOST_ROWS = 7;

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

/** @returns {{show: (inspected: object, context: object) => Node[]}} */
export function createDense() {
  const maps = createContributionMaps();

  /** @returns {Node[]} */
  function show({ tensors, arithmetic }, { before, mapsBefore, room, onPick }) {
    const { bias, value, source_shape: shape } = arithmetic;
    const [inputs, weights, contributions] =
      ['inputs', 'weights', 'contributions'].map((name) => tensors[name].data);
    const count = Math.max(3, Math.min(MOST_ROWS, Math.floor(room.height / 20) - 4));
    const signs = [1, -1].map((sign) => ofSign(contributions, sign, count));
    const longest = Math.max(...signs.map(({ largest: [first] }) =>
      (first === undefined ? 0 : Math.abs(contributions[first]))), 1e-12);
    const end = addition([signs[0].total, signs[1].total, bias], value);
    const at = (index) => (shape && mapsBefore
      ? [mapsBefore, unravel(index, shape)] : [before, [index]]);
    const lists = signs.map(({ largest, others, rest, total }, i) => {
      const sum = addition([...largest.map((index) => contributions[index]), rest], total, end.decimals);
      return make('div', 'inspector-half',
        make('p', 'inspector-caption', `${i ? 'Against' : 'For'} it, together ${sum.sign} ${sum.total}`),
        ...largest.map((index, k) => makeRow({
          name: shortName(...at(index)),
          title: unitName(...at(index)),
          detail: `${written(inputs[index], 2)} × ${written(weights[index], 2)}`,
          text: sum.terms[k],
          share: contributions[index] / longest,
          onClick: () => onPick({ layer: before.name, unit: [index] }),
        })),
        ...(others ? [makeRow({ name: `${others} more`, text: sum.terms.at(-1), share: 0 })] : []));
    });
    const equation = makeTotal(
      `${end.terms[0]} ${plus(end.terms[1])} ${plusNamed('bias', end.terms[2])} ${end.sign}`, end.total);
    const main = make('div', 'inspector-main', make('div', 'inspector-halves', ...lists), equation);
    return shape ? [main, maps.show(contributions, shape, mapsBefore?.name)] : [main];
  }

  return { show };
}

/**
 * @param {number} index in the line that flatten makes
 * @param {number[]} shape maps, rows, columns
 * @returns {number[]} map, row, column
 */
export function unravel(index, [, rows, columns]) {
  return [Math.floor(index / (rows * columns)), Math.floor(index / columns) % rows, index % columns];
}
