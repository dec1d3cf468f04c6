/**
 * What a network's description says, as the columns of the view: the input first, then a column
 * per layer in order. Pure: nothing here touches the page.
 *
 * @typedef {import('../live/messages.js').Layer} Layer
 *
 * @typedef {object} Column
 * @property {string} name
 * @property {string} kind
 * @property {string} word the kind as a student would say it
 * @property {'maps' | 'strip' | 'bars'} form how it is drawn
 * @property {import('../ui/ranges.js').Meaning} meaning of its values
 * @property {import('./layer_kinds.js').LayerKind['fedBy'] | 'groups'} fedBy
 * @property {number} groups into so many its parts and those before are cut, where groups feed it
 * @property {number[]} shape
 * @property {number} parts how many maps, or units of a strip
 * @property {number} rows of one map; 1 for units
 * @property {number} across columns of one map; 1 for units
 * @property {number} parameters
 * @property {string[]} [labels] of its units or bars, where they stand for classes
 * @property {string | null} other name of the earlier layer that a sum adds
 * @property {{mean: number, deviation: number} | null} rescale how numbers are normalized
 * @property {boolean} hasWindow whether each value is made of a window of the maps before
 * @property {number[] | null} kernel rows and columns of its kernels when each is one picture
 */

import { formatShape } from '../ui/numbers.js';
import { KINDS } from './layer_kinds.js';

/**
 * A kind that has no meaning of its own, a pooling or flatten, hands on its input's sign.
 * @param {string} kind
 * @param {import('../ui/ranges.js').Meaning | undefined} before
 * @returns {import('../ui/ranges.js').Meaning}
 */
function meaningOf(kind, before) {
  return KINDS[kind]?.meaning ?? (before === 'picture' ? 'positive' : before ?? 'signed');
}

/**
 * The columns of a network.
 * @param {Pick<import('../live/messages.js').Network, 'input' | 'layers' | 'labels'>} message the "network" message
 * @returns {Column[]}
 */
export function columnsOf({ input, layers, labels }) {
  /** @type {Column[]} */
  const columns = [];
  for (const layer of [{ name: 'input', kind: 'input', shape: input }, ...layers]) {
    columns.push(columnOf(layer, columns.at(-1)));
  }
  const scores = columns.findLast(({ form }) => form === 'strip');
  for (const column of [scores, columns.find(({ form }) => form === 'bars')]) {
    if (column && column.parts === labels?.length) column.labels = labels;
  }
  return columns;
}

/**
 * @param {Layer} layer
 * @param {Column | undefined} before
 * @returns {Column}
 */
function columnOf(layer, before) {
  const { name, kind, shape, parameters = 0, kernel_size: kernel, other = null, groups = 1 } = layer;
  const isMaps = shape.length === 3;
  const [rows, across] = isMaps ? shape.slice(1) : [1, 1];
  const isFirstConvolution = isMaps && parameters > 0 && before?.parts === 1;
  return {
    name,
    kind,
    word: KINDS[kind]?.word ?? kind,
    form: isMaps ? 'maps' : kind === 'softmax' ? 'bars' : 'strip',
    meaning: meaningOf(kind, before?.meaning),
    fedBy: groups > 1 ? 'groups' : KINDS[kind]?.fedBy ?? 'same',
    groups,
    shape,
    parts: shape[0],
    rows,
    across,
    parameters,
    other,
    rescale: kind === 'normalize' ? { mean: layer.mean ?? 0, deviation: layer.deviation ?? 1 } : null,
    kernel: isFirstConvolution && kernel ? kernel : null,
    hasWindow: isMaps && Boolean(kernel),
  };
}

/** @type {Record<string, string>} */
const UNITS = { flatten: 'values', softmax: 'classes' };

/**
 * The output shape as the head of the column says it: "12 × 24 × 24", "96 units".
 * @param {Column} column
 * @returns {string}
 */
export function shapeText({ kind, shape }) {
  return shape.length > 1 ? formatShape(shape) : `${formatShape(shape)} ${UNITS[kind] ?? 'units'}`;
}

/**
 * What a part is called, for the screen and for a screen reader: "conv1 map 3".
 * @param {Column} column
 * @param {number} part index from 0
 * @returns {string}
 */
export function partName(column, part) {
  if (column.labels) return `${column.name} for “${column.labels[part]}”`;
  return `${column.name} ${column.form === 'maps' ? 'map' : 'unit'} ${part + 1}`;
}

/**
 * Where one map's or unit's values begin in the layer's tensor.
 * @param {Column} column
 * @param {number} part index from 0
 * @returns {number}
 */
export function partStart(column, part) {
  return part * column.rows * column.across;
}
