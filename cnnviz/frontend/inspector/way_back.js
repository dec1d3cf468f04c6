/**
 * The value that a question took the place of: to be gone back to.
 *
 * @typedef {import('../network/units.js').Unit} Unit
 */

import { unitName } from '../network/units.js';

/** @param {ReturnType<typeof import('../network/network_view.js').createNetworkView>} network */
export function createWayBack(network) {
  let [unit, columns] = [null, null]; // the value, and those of the network that it belongs to

  function forget() {
    [unit, columns] = [null, null];
  }

  return {
    /** @returns {string | null} its name; null when there is none, or in a network that is gone */
    get name() {
      if (!unit || columns !== network.scene.columns) return null;
      return unitName(columns.find(({ name }) => name === unit.layer), unit.unit);
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
