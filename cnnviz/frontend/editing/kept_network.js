/** The network and the edits that the Digits page goes on with, kept in the tab's storage. */

import { toBase64 } from '../ui/base64.js';
import { createSessionStore } from '../ui/session_store.js';

/** Bytes of a network that a tab's storage surely holds. */
export const MOST_KEPT = 2 * 2 ** 20;

const NO_EDITS = { parts: {}, off: {} };

/**
 * @param {string} name  of the page's own network
 * @returns {ReturnType<typeof createSessionStore>} holds {edits, network, title}, the network in
 *   base64
 */
export const editsStore = (name) => createSessionStore(`${name} edits`);

/**
 * Let the page open a network when it is shown next.
 *
 * @param {string} name  of the page's own network
 * @param {Uint8Array} file  of the one to open
 * @param {string} title  what people know it by
 * @throws {Error} when it can't be kept until then
 */
export function openNext(name, file, title) {
  const store = editsStore(name);
  const network = toBase64(file);
  if (file.length <= MOST_KEPT) store.save({ edits: NO_EDITS, network, title });
  if (store.load()?.network === network) return;
  throw new Error('the browser has no room for it: download the network, and open the file there');
}
