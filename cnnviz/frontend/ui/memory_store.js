/**
 * Keeps what must not reach a disk, as browsers may write a tab's session storage to one: as long
 * as the document lives, from page to page of the app, and no longer.
 */

/** What is kept, by view; the document's own. */
const kept = new Map();

/**
 * @param {string} name one per view
 * @returns {import('./session_store.js').Store<any>} as a drawing's store
 */
export function createMemoryStore(name) {
  return {
    load: () => kept.get(name) ?? null,
    save: (state) => kept.set(name, state),
  };
}
