/**
 * Keeps the drawing through a reload, a lost server, a remount of the view: in the tab's own
 * session storage, which no other tab reads and which goes with the tab.
 */

const PREFIX = 'cnnviz drawing ';

/**
 * Keeps a view's state as JSON.
 * @template Kept
 * @typedef {{load: () => Kept | null, save: (state: Kept) => void}} Store
 */

/**
 * @param {string} name one per view
 * @returns {Store<any>} what an older version kept may be of another form
 */
export function createSessionStore(name) {
  return {
    load() {
      try {
        return JSON.parse(sessionStorage.getItem(PREFIX + name) ?? 'null');
      } catch {
        return null; // storage switched off, or written by an older version
      }
    },
    save(state) {
      try {
        sessionStorage.setItem(PREFIX + name, JSON.stringify(state));
      } catch {
        // Full or switched off: the drawing still lives as long as the page does.
      }
    },
  };
}
