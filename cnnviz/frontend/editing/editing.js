/** Editing on a page: the session that changes the network, and what leaves the page or comes. */

import { createEditSession } from './edit_session.js';
import { createHandover } from './handover.js';

export { editsStore } from './kept_network.js';

/**
 * @typedef {ReturnType<typeof createEditSession>} Session
 *
 * @param {object} options
 * @param {import('../kernel_editor/kernel_gallery.js').NamedKernel[]} options.gallery  kernels to put in the place of one
 * @param {import('../network/network_view.js').NetworkView} options.network
 * @param {import('../ui/session_store.js').Store<import('./handover.js').Kept | null>} options.store
 * @param {(change: {weights: import('./edits.js').Weights, off: Record<string, number[]>},
 *   inputAt: number) => void} options.read
 * @param {import('../live/messages.js').Ask} options.ask
 * @param {(file: Uint8Array | null) => Promise<void>} options.openNetwork  null: the built-in one
 * @param {import('./handover.js').Pad} options.pad
 * @param {(isOpen: boolean) => void} options.onPanel
 */
export function createEditing({ gallery, network, store, read, ask, openNetwork, pad, onPanel }) {
  const handover = createHandover({ store, editing: () => session, ask, openNetwork, pad });
  const session = createEditSession({
    gallery, network, read, ask, onPanel,
    actions: handover.actions,
    onFile: handover.openFile,
    onEdit: handover.keep,
  });

  return {
    /** Where kernels are changed. */
    panel: session.panel,
    /** The line with what is changed. */
    bar: session.bar.element,
    /** The line that says whose network it is, where it isn't the page's own. */
    own: handover.element,
    openAt: session.openAt,
    read: session.read,
    /**
     * @param {import('../live/messages.js').Network} description  of the network, as it came
     * @param {import('./edits.js').Weights} weights
     * @param {boolean} isOther  false where it is only told again, as after a reconnect
     */
    describe(description, weights, isOther) {
      session.describe(description, weights, isOther);
      handover.begin();
    },
    destroy() {
      handover.destroy();
      session.destroy();
    },
  };
}
