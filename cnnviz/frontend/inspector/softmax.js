/** A probability: the logits, their exponentials, the sum of them, the share of one. */

import { make } from '../ui/elements.js';
import { addition, formatPercent, written } from '../ui/numbers.js';
import { makeTotal } from './rows.js';

const DECIMALS = 3;
/** More classes than this don't fit side by side: then the most probable ones stand in rows. */
const MOST_BESIDE = 16;
const MOST_ROWS = 7;

/**
 * Which classes are shown by themselves: the most probable ones, and the one in focus.
 * @param {ArrayLike<number>} exponentials
 * @param {number} own index of the class in focus
 * @returns {number[]} the most probable first
 */
function namedClasses(exponentials, own) {
  const order = Array.from(exponentials, (_, i) => i)
    .sort((a, b) => exponentials[b] - exponentials[a]);
  const first = order.slice(0, MOST_ROWS);
  return first.includes(own) ? first : [...first.slice(0, -1), own];
}

/**
 * @param {import('./ways.js').Inspected} inspected
 * @param {import('./kinds.js').Context} context
 * @returns {Node[]}
 */
export function showSoftmax({ unit: [own], tensors, arithmetic }, { column }) {
  const logits = tensors.logits.data;
  const exponentials = Array.from(tensors.exponentials.data);
  const { sum, value } = arithmetic;
  const isMany = exponentials.length > MOST_BESIDE;
  const named = isMany ? namedClasses(exponentials, own) : exponentials.map((_, i) => i);
  const rest = exponentials.reduce((all, number, i) => all + (named.includes(i) ? 0 : number), 0);
  const { terms, total, sign } = addition(
    [...named.map((i) => exponentials[i]), ...(isMany ? [rest] : [])], sum, DECIMALS);
  const lines = [
    ['class', ...named.map((i) => column.labels?.[i] ?? String(i + 1))],
    ['logit z', ...named.map((i) => written(logits[i], 2))],
    ['exp(z − largest z)', ...terms],
    ['share', ...named.map((i) => formatPercent(exponentials[i] / sum))],
  ];
  if (isMany) {
    lines[0].push(`${exponentials.length - named.length} more`);
    lines[1].push('');
    lines[3].push(formatPercent(rest / sum));
  }
  const at = named.indexOf(own);
  const share = Number(terms[at]) / Number(total);
  const isExact = Math.abs(share - value) < 5e-8;
  return [make('div', 'inspector-main',
    make('div', 'inspector-scroll', isMany ? tableOfRows(lines, at) : tableOfColumns(lines, at)),
    make('p', '', `The exponentials add up: sum ${sign} ${total}`),
    makeTotal(`${terms[at]} / ${total} ${isExact ? '=' : '≈'}`, written(value, 4)),
    make('p', 'inspector-note', `that is ${formatPercent(value)}`))];
}

/**
 * A class a column; the lines' heads stand left of them.
 * @param {string[][]} lines
 * @param {number} at
 */
function tableOfColumns(lines, at) {
  const table = make('table', 'inspector-shares');
  for (const [head, ...texts] of lines) {
    const row = table.insertRow();
    row.append(Object.assign(make('th', '', head), { scope: 'row' }));
    texts.forEach((text, i) => {
      const cell = row.insertCell();
      cell.append(text);
      cell.classList.toggle('is-focused', i === at);
    });
  }
  return table;
}

/**
 * A class a row, for long names and many classes.
 * @param {string[][]} lines
 * @param {number} at
 */
function tableOfRows([classes, ...lines], at) {
  const table = make('table', 'inspector-shares of-many');
  classes.forEach((name, i) => {
    const row = table.insertRow();
    row.append(Object.assign(make('th', '', name), { scope: i ? 'row' : 'col' }));
    for (const texts of lines) row.append(i ? make('td', '', texts[i]) : make('th', '', texts[0]));
    row.classList.toggle('is-focused', i === at + 1);
  });
  return table;
}
