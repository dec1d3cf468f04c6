/** A probability: every logit, its exponential, the sum of them, the share of one. */

import { addition, written } from '../decimals.js';
import { formatPercent } from '../numbers.js';
import { make, makeTotal } from './elements.js';

const DECIMALS = 3;

/** @returns {Node[]} */
export function showSoftmax({ unit, tensors, arithmetic }, { column }) {
  const [logits, exponentials] = [tensors.logits.data, Array.from(tensors.exponentials.data)];
  const { sum, value } = arithmetic;
  const names = column.labels ?? exponentials.map((_, i) => String(i + 1));
  const { terms, total, sign } = addition(exponentials, sum, DECIMALS);
  const own = terms[unit[0]];
  const table = make('table', 'inspector-shares');
  const row = (name, cells) => {
    const line = table.insertRow();
    line.append(Object.assign(make('th', '', name), { scope: 'row' }));
    cells.forEach((text, i) => {
      const cell = line.insertCell();
      cell.append(text);
      cell.classList.toggle('is-meant', i === unit[0]);
    });
  };
  row('class', names);
  row('logit z', Array.from(logits, (logit) => written(logit, 2)));
  row('exp(z − largest z)', terms);
  row('share', exponentials.map((exponential) => formatPercent(exponential / sum)));
  const share = Number(own) / Number(total);
  const isExact = Math.abs(share - value) < 5e-8;
  return [make('div', 'inspector-main',
    make('div', 'inspector-scroll', table),
    make('p', '', `The exponentials add up: sum ${sign} ${total}`),
    makeTotal(`${own} / ${total} ${isExact ? '=' : '≈'}`, written(value, 4)),
    make('p', 'inspector-note', `that is ${formatPercent(value)}`))];
}
