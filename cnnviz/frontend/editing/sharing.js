/** Hands the state on: as a link, or as a file where it is too long for one. */

import { download } from '../ui/download.js';
import { LONGEST, toHash } from './link.js';

/** @returns {string} as the answer to whoever asked for a link */
function saveInstead(state) {
  download(`${JSON.stringify(state)}\n`, 'cnnviz-digits.json', 'application/json');
  return 'Too much for a link: it is saved as a file, which “Open” reads.';
}

/**
 * @param {object} state  see `writeShared`
 * @returns {Promise<{text: string, address: string | null}>} what became of it, for people
 */
export async function share(state) {
  const hash = state.network ? '' : await toHash(state);
  if (!hash || hash.length > LONGEST) return { text: saveInstead(state), address: null };
  const address = `${location.href.split('#')[0]}${hash}`;
  try {
    await navigator.clipboard.writeText(address);
    return { text: 'The link is copied.', address };
  } catch {
    return { text: 'Copy the link:', address }; // browsers let only HTTPS and localhost do it
  }
}
