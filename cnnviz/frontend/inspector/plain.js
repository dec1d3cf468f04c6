/**
 * Values whose arithmetic is soon told: the picture's own, those that flatten hands on, and those of
 * kinds that have no module of their own.
 */

import { formatNumber } from '../numbers.js';
import { unitName } from '../network/units.js';
import { make, makeButton, makeTotal } from './elements.js';

/** @returns {Node[]} */
export function showInput({ arithmetic: { value } }) {
  return [make('div', 'inspector-main',
    make('p', '', 'A pixel of the picture: 0 is the paper, 1 is full ink.'),
    makeTotal('value', formatNumber(value)),
    make('p', 'inspector-note', 'The solid line on the pad shows the ink it was made of; '
      + 'dashed lines show what it reaches.'))];
}

/** @returns {Node[]} */
export function showFlatten({ unit, arithmetic: { source, value } }, { before, onPick }) {
  const name = unitName(before, source);
  return [make('div', 'inspector-main',
    make('p', '', 'Flatten lays all maps out in one line, row by row; no value changes.'),
    makeTotal(`value ${unit[0] + 1} is ${name} =`, formatNumber(value)),
    makeButton(`Go to ${name}`, () => onPick({ layer: before.name, unit: source }),
      'inspector-link'))];
}

/** @returns {Node[]} */
export function showValue({ value }, { column }) {
  return [make('div', 'inspector-main',
    make('p', '', `Made by ${column.name}: ${column.word}.`),
    makeTotal('value', formatNumber(value)))];
}
