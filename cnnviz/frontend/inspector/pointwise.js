/** A convolution of 1×1: the numbers at one place of all maps, each times its weight. */

import { unitName } from '../network/units.js';
import { showVotes } from './votes.js';

/**
 * @param {{shape: number[]}} kernels (channels, rows, columns)
 * @returns {boolean} whether its kernels see one place, of several maps
 */
export const isPointwise = ({ shape: [channels, rows, columns] }) =>
  channels > 1 && rows * columns === 1;

/**
 * @param {import('./ways.js').Inspected} inspected
 * @param {import('./kinds.js').Context} context
 * @returns {Node[]}
 */
export function showPointwise({ tensors, arithmetic }, { before, room, onPick }) {
  const { bias, value, rows: [row], columns: [column] } = arithmetic;
  /** @param {number} map */
  const unitOf = (map) => [map, row, column];
  return [showVotes({
    inputs: tensors.windows.data,
    weights: tensors.kernels.data,
    contributions: tensors.sums.data,
    bias,
    value,
  }, {
    room,
    nameOf: (map) => ({ name: `map ${map + 1}`, title: unitName(before, unitOf(map)) }),
    onPick: (map) => onPick({ layer: before.name, unit: unitOf(map) }),
  })];
}
