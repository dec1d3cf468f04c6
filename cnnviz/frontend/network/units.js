/**
 * One value of the network, as a place on the page and as the server names it. Pure.
 *
 * @typedef {import('./columns.js').Column} Column
 * @typedef {import('./pointing.js').Place} Place
 *
 * @typedef {object} Unit
 * @property {string} layer such as "conv2", or "input"
 * @property {number[]} unit [map, row, column] of a layer with maps, else [index]; from 0
 */

import { partName } from './columns.js';

/**
 * @param {Column[]} columns
 * @param {Place} place
 * @param {number} perLine how many values a line of the place's strip holds
 * @returns {Unit | null} null when the place is no single value
 */
export function unitAt(columns, { column, part, row, across, pixel }, perLine) {
  if (!pixel) return null;
  const { name: layer, form, parts } = columns[column];
  if (form === 'maps') return { layer, unit: [part, row, across] };
  if (form === 'bars') return { layer, unit: [part] };
  const index = row * perLine + across;
  return index < parts ? { layer, unit: [index] } : null;
}

/**
 * @param {Column[]} columns
 * @param {Unit} unit
 * @param {number} perLine how many values a line of the unit's strip holds
 * @returns {Place | null} null when there is no such layer
 */
export function placeOf(columns, { layer, unit }, perLine) {
  const column = columns.findIndex(({ name }) => name === layer);
  if (column < 0) return null;
  const [first, row = 0, across = 0] = unit;
  if (columns[column].form !== 'strip') return { column, part: first, row, across, pixel: true };
  return { column, part: 0, row: Math.floor(first / perLine), across: first % perLine, pixel: true };
}

/**
 * What a unit is called: "conv2 map 5, row 4, column 9", "dense1 unit 3".
 * @param {Column} column
 * @param {number[]} unit
 * @returns {string}
 */
export function unitName(column, [first, row, across]) {
  const name = partName(column, first);
  return column.form === 'maps' ? `${name}, row ${row + 1}, column ${across + 1}` : name;
}

/**
 * The same where the layer is known and room is short: "map 5: 4, 9", "unit 3".
 * @param {Column} column
 * @param {number[]} unit
 * @returns {string}
 */
export function shortName({ form, shape }, [first, row, across]) {
  if (form !== 'maps') return `unit ${first + 1}`;
  return `${shape[0] === 1 ? 'pixel' : `map ${first + 1}:`} ${row + 1}, ${across + 1}`;
}

/**
 * @param {Column} column
 * @param {number[]} unit
 * @returns {number} where the unit's value stands in the layer's tensor
 */
export function unitIndex({ rows, across }, [first, row = 0, column = 0]) {
  return (first * rows + row) * across + column;
}
