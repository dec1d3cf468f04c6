/** A dense unit's value: its largest contributions, the bias, and where the votes come from. */

import { shortName, unitName } from '../network/units.js';
import { createContributionMaps } from './contribution_maps.js';
import { showVotes } from './votes.js';

export function createDense() {
  const maps = createContributionMaps();

  /**
   * @param {import('./ways.js').Inspected} inspected
   * @param {import('./kinds.js').Context} context
   * @returns {Node[]}
   */
  function show({ tensors, arithmetic }, { before, mapsBefore, room, onPick }) {
    const { bias, value, source_shape: shape } = arithmetic;
    const [inputs, weights, contributions] =
      ['inputs', 'weights', 'contributions'].map((name) => tensors[name].data);
    /**
     * @param {number} index
     * @returns {[import('../network/columns.js').Column, number[]]}
     */
    const at = (index) => (shape && mapsBefore
      ? [mapsBefore, unravel(index, shape)] : [before, [index]]);
    const main = showVotes({ inputs, weights, contributions, bias, value }, {
      room,
      nameOf: (index) => ({ name: shortName(...at(index)), title: unitName(...at(index)) }),
      onPick: (index) => onPick({ layer: before.name, unit: [index] }),
    });
    return shape ? [main, maps.show(contributions, shape, mapsBefore?.name ?? '')] : [main];
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
