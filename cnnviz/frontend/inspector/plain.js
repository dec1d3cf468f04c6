/**
 * Values whose arithmetic is soon told: the picture's own, those that flatten hands on, and those of
 * kinds that have no module of their own.
 */

import { unitName } from '../network/units.js';
import { make, makeButton } from '../ui/elements.js';
import { addition, commonDecimals, formatNumber, plus, written } from '../ui/numbers.js';
import { makeTotal } from './rows.js';

const CHANNELS = ['red', 'green', 'blue'];

/**
 * @param {import('./ways.js').Inspected} inspected
 * @param {import('./kinds.js').Context} context
 * @returns {Node[]}
 */
export function showInput({ unit: [channel], arithmetic: { value } }, { column }) {
  if (column.parts === CHANNELS.length) {
    return [make('div', 'inspector-main',
      make('p', '', `How ${CHANNELS[channel]} this pixel of the photo is: 0 is not at all, 1 is as much `
        + 'as a screen shows.'),
      makeTotal('value', formatNumber(value)))];
  }
  return [make('div', 'inspector-main',
    make('p', '', 'A pixel of the picture: 0 is the paper, 1 is full ink.'),
    makeTotal('value', formatNumber(value)),
    make('p', 'inspector-note', 'The solid line on the pad shows the ink it was made of; '
      + 'dashed lines, and bars beside small maps, show what it reaches.'))];
}

/**
 * @param {import('./ways.js').Inspected} inspected
 * @param {import('./kinds.js').Context} context
 * @returns {Node[]}
 */
export function showNormalized({ arithmetic: { input, value } }, { column: { rescale } }) {
  const { mean, deviation } = rescale ?? { mean: 0, deviation: 1 };
  const { decimals } = commonDecimals([input, mean, deviation, value]);
  /** @param {number} number */
  const say = (number) => written(number, decimals);
  const shown = (Number(input.toFixed(decimals)) - Number(mean.toFixed(decimals)))
    / Number(deviation.toFixed(decimals));
  const sign = shown.toFixed(decimals) === value.toFixed(decimals) ? '=' : '≈';
  return [make('div', 'inspector-main',
    make('p', '', 'The mean is taken off, and the rest divided by the deviation: numbers around 0, '
      + 'as the kernels learned from.'),
    makeTotal(`(${say(input)} ${plus(say(-mean))}) / ${say(deviation)} ${sign}`,
      say(value)))];
}

/**
 * @param {import('./ways.js').Inspected} inspected
 * @param {import('./kinds.js').Context} context
 * @returns {Node[]}
 */
export function showFlatten({ unit, arithmetic: { source, value } }, { before, onPick }) {
  const name = unitName(before, source);
  return [make('div', 'inspector-main',
    make('p', '', 'Flatten lays all maps out in one line, row by row; no value changes.'),
    makeTotal(`value ${unit[0] + 1} is ${name} =`, formatNumber(value)),
    makeButton(`Go to ${name}`, () => onPick({ layer: before.name, unit: source }),
      'inspector-link'))];
}

/**
 * @param {import('./ways.js').Inspected} inspected
 * @param {import('./kinds.js').Context} context
 * @returns {Node[]}
 */
export function showValue({ value }, { column }) {
  return [make('div', 'inspector-main',
    make('p', '', `Made by ${column.name}: ${column.word}.`),
    makeTotal('value', formatNumber(value)))];
}

/**
 * @param {import('./ways.js').Inspected} inspected
 * @param {import('./kinds.js').Context} context
 * @returns {Node[]}
 */
export function showSum({ unit, arithmetic: { input, other, value } }, context) {
  const { terms, total, sign } = addition([input, other], value);
  /**
   * @param {import('../network/columns.js').Column} column
   * @param {string} text
   */
  const link = (column, text) => makeButton(`${unitName(column, unit)}: ${text}`,
    () => context.onPick({ layer: column.name, unit }), 'inspector-link');
  return [make('div', 'inspector-main',
    make('p', '', 'Two numbers at the same place, added: what the block found, and what went '
      + 'around it.'),
    make('p', '', link(context.before, terms[0])),
    ...(context.other ? [make('p', '', link(context.other, terms[1]))] : []),
    makeTotal(`${terms[0]} ${plus(terms[1])} ${sign}`, total))];
}
