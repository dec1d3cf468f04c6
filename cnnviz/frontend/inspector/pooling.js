/** A pooled value: its window, the winner ringed, or the mean worked out. */

import { unitName } from '../network/units.js';
import { TABLES, cellColors } from '../ui/colors.js';
import { make, makeButton } from '../ui/elements.js';
import { numberGrid } from '../ui/number_grid.js';
import { addition, commonDecimals, plus, tieSentence, written } from '../ui/numbers.js';
import { makeTotal } from './rows.js';

/** More numbers than this don't fit into a sum on a line. */
const MOST_TERMS = 9;

/**
 * @param {import('./ways.js').Inspected} inspected
 * @param {import('./kinds.js').Context} context
 * @returns {Node[]}
 */
export function showPooling({ kind, unit, tensors, arithmetic }, { before, onPick }) {
  const { rows, columns, winner, value } = arithmetic;
  const values = Array.from(tensors.window.data);
  const cells = rows.map((_, y) => values.slice(y * columns.length, (y + 1) * columns.length));
  const largest = Math.max(...values.map(Math.abs), 1e-12);
  const { decimals } = commonDecimals([...values, value]);
  const window = make('figure', 'inspector-window',
    make('figcaption', '', kind === 'global_average_pooling' ? 'whole map' : 'window'),
    numberGrid(cells, {
      label: 'window', decimals,
      isWinner: (y, x) => winner !== null && y === winner[0] && x === winner[1],
      colors: (y, x) => cellColors(cells[y][x], largest, TABLES.signed),
    }));
  if (!winner) return [window, make('div', 'inspector-main', ...mean(values, value, decimals, MEANS[kind]))];
  const source = [unit[0], rows[winner[0]], columns[winner[1]]];
  const goes = makeButton(`${unitName(before, source)} won`, () =>
    onPick({ layer: before.name, unit: source }), 'inspector-link');
  return [window, make('div', 'inspector-main',
    make('p', '', `Max pooling keeps the largest number of the window. ${tieSentence(values, decimals)}`),
    makeTotal(`the largest of ${values.length} =`, written(value, decimals)), goes)];
}

/** @type {Record<string, string>} */
const MEANS = {
  average_pooling: 'Average pooling takes the mean of the window.',
  global_average_pooling: 'The mean of the whole map is all that goes on to the classes.',
};

/**
 * @param {number[]} values
 * @param {number} value
 * @param {number} decimals
 * @param {string} sentence
 */
function mean(values, value, decimals, sentence) {
  const sum = value * values.length;
  const { terms, total, sign } = addition(values, sum, decimals);
  const sum_ = values.length > MOST_TERMS ? `the sum of ${values.length} numbers`
    : terms.map((term, i) => (i ? plus(term) : term)).join(' ');
  const share = sum / values.length;
  const isExact = Math.abs(Number(sum.toFixed(decimals)) / values.length
    - Number(share.toFixed(decimals))) < 1e-9;
  return [
    make('p', '', sentence),
    make('p', '', `${sum_} ${sign} ${total}`),
    makeTotal(`${total} / ${values.length} ${isExact ? '=' : '≈'}`, written(value, decimals)),
  ];
}
