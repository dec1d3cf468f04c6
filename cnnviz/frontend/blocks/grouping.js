/**
 * A deep network's layers grouped into blocks, from their names alone. Pure.
 *
 * @typedef {import('../network/columns.js').Column} Column
 * @typedef {import('../network/columns.js').Layer} Layer
 *
 * @typedef {object} BlockLayer
 * @property {Column} column
 * @property {string} word such as "expand 1×1"
 * @property {string} sentence what its weights are, or what it does
 *
 * @typedef {{key: string, layers: BlockLayer[]}} Group
 *
 * @typedef {object} Block
 * @property {string} name "input", "stem", "block 3", "head", "mean", "answer"
 * @property {BlockLayer[]} layers in order
 * @property {Column} output the last of them
 * @property {number} parameters of all of them
 */

import { columnsOf } from '../network/columns.js';
import { blockName, layerSentence, layerWord } from './words.js';

const ANSWER = new Set(['flatten', 'dense', 'softmax']);

/**
 * Which block a layer belongs to: "block3_expand" to "block3".
 * @param {Pick<Layer, 'name' | 'kind'>} layer
 */
function keyOf({ name, kind }) {
  if (kind === 'input' || kind === 'normalize') return 'input';
  return ANSWER.has(kind) ? 'answer' : name.split('_')[0];
}

/**
 * @param {Pick<import('../live/messages.js').Network, 'input' | 'layers' | 'labels'>} description the "network" message
 * @returns {{columns: Column[], blocks: Block[]}} `columns`: all layers, the input first
 */
export function blocksOf(description) {
  const columns = columnsOf(description);
  const layers = [{ name: 'input', kind: 'input', shape: description.input },
    ...description.layers];
  /** @type {Group[]} */
  const groups = [];
  layers.forEach((layer, i) => {
    const key = keyOf(layer);
    if (groups.at(-1)?.key !== key) groups.push({ key, layers: [] });
    groups[groups.length - 1].layers.push({
      column: columns[i],
      word: layerWord(layer),
      sentence: layerSentence(layer, layers[i - 1], columns[i - 1]?.parts),
    });
  });
  return { columns, blocks: groups.map(blockOf) };
}

/**
 * @param {Group} group
 * @returns {Block}
 */
const blockOf = ({ key, layers }) => ({
  name: blockName(key),
  layers,
  output: layers[layers.length - 1].column,
  parameters: layers.reduce((sum, { column }) => sum + column.parameters, 0),
});
