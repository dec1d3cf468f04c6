/** The state in the address, after the `#`: a link brings another person to the same maps. */

import { readState, shortened } from './state.js';

const NAME = 'filters=';
const SETTLE_MS = 250; // browsers refuse to change the address much more often

/**
 * @param {import('./state.js').State} state
 * @returns {string} for `location.hash`, with the `#`
 */
export function toHash(state) {
  const bytes = new TextEncoder().encode(JSON.stringify(shortened(state)));
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  return `#${NAME}${text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')}`;
}

/**
 * @param {string} hash
 * @returns {import('./state.js').State|null} null when it holds none
 */
export function fromHash(hash) {
  if (!hash.startsWith(`#${NAME}`)) return null;
  try {
    const text = atob(hash.slice(1 + NAME.length).replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
    return readState(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return null; // cut off on its way, or somebody's typing
  }
}

/**
 * @param {object} options
 * @param {() => import('./state.js').State} options.state
 * @param {(state: import('./state.js').State) => void} options.onState  somebody opened a link
 */
export function createAddress({ state, onState }) {
  let timer = 0;
  let path = location.pathname;

  function write() {
    timer = 0;
    const hash = toHash(state());
    if (location.pathname !== path || location.hash === hash) return; // another page by now
    history.replaceState(history.state, '', `${location.pathname}${location.search}${hash}`);
  }

  function changed() {
    const found = fromHash(location.hash);
    if (found && toHash(found) !== toHash(state())) onState(found);
  }

  window.addEventListener('hashchange', changed);
  return {
    /** The state changed, or Streamlit wrote the address anew. */
    keep() {
      path = location.pathname;
      timer ||= setTimeout(write, SETTLE_MS);
    },
    destroy() {
      clearTimeout(timer);
      window.removeEventListener('hashchange', changed);
    },
  };
}
