/**
 * The value that a question took the place of: to be gone back to.
 *
 * @typedef {import('../network/units.js').Unit} Unit
 */

import { unitName } from '../network/units.js';

/** @param {import('../network/network_view.js').NetworkView} network */
export function createWayBack(network) {
  /** @type {Unit | null} */
  let unit = null;
  /** @type {import('../network/columns.js').Column[] | null} */
  let columns = null; // those of the network that it belongs to

  function forget() {
    [unit, columns] = [null, null];
  }

  return {
    /** @returns {string | null} its name; null when there is none, or in a network that is gone */
    get name() {
      if (!unit || columns !== network.scene.columns) return null;
      const { layer, unit: place } = unit;
      const column = columns.find(({ name }) => name === layer);
      return column ? unitName(column, place) : null;
    },
    /** @param {Unit} pinned is let go */
    leave(pinned) {
      [unit, columns] = [pinned, network.scene.columns];
      network.pin(null);
    },
    /** @returns {Unit | null} it, once */
    take() {
      const there = this.name ? unit : null;
      forget();
      return there;
    },
    forget,
  };
}
