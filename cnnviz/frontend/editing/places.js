/** Which kernel a person means by an element of the network view. */

import { ACTIVATIONS } from '../inspector/activations.js';

const KEEP_MAPS = new Set([...Object.keys(ACTIVATIONS), 'max_pooling', 'average_pooling']);

/**
 * A map behind a convolution, as long as there is one for each of its kernels, belongs to that.
 *
 * @param {{layers: {name: string, kind: string}[]}} description  of the network
 * @param {{layer: string, unit: number} | null} meant
 * @returns {import('./edits.js').Place | null} of the kernel that makes the map; of a layer's
 *   bias; null where there is neither
 */
export function kernelPlace({ layers }, meant) {
  let at = layers.findIndex(({ name }) => name === meant?.layer);
  while (KEEP_MAPS.has(layers[at]?.kind)) at -= 1;
  const { name, kind } = layers[at] ?? {};
  return ['convolution', 'dense'].includes(kind) ? { layer: name, unit: meant.unit } : null;
}

/**
 * @param {import('../network/spotlight.js').Scene} scene
 * @param {import('./edits.js').Place} place
 * @returns {HTMLCanvasElement} the map, or the strip with the unit
 */
export function mapOf({ columns, parts }, { layer, unit }) {
  const { targets } = parts[columns.findIndex(({ name }) => name === layer)];
  return targets[unit] ?? targets[0];
}

/**
 * @param {import('../network/spotlight.js').Scene} scene
 * @param {EventTarget} element
 * @returns {{layer: string, unit: number} | null} the map or kernel that the element shows
 */
export function shownBy({ columns, parts }, element) {
  for (let i = 0; i < columns.length; i += 1) {
    const { targets, kernels } = parts[i];
    const unit = Math.max(targets.indexOf(element), kernels.indexOf(element));
    if (unit >= 0) return { layer: columns[i].name, unit };
  }
  return null;
}
