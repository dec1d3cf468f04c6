/** The view's root, which carries data-frame and data-latency-ms, and its rooms. */

import { loadSheet } from '../digits/stage.js';

/** @param {string} name @returns {HTMLElement} */
export function createRoom(name) {
  const room = document.createElement('div');
  room.className = `filters-${name}`;
  return room;
}

/**
 * @param {ShadowRoot|HTMLElement} parent
 * @param {string[]} stylesheets  addresses; later ones win
 * @param {string} [className]
 * @returns {{element: HTMLElement, remove: () => void}}  it shows once styled
 */
export function createRoot(parent, stylesheets, className = 'filters-view') {
  const sheets = stylesheets.map(loadSheet);
  const element = document.createElement('div');
  element.className = className;
  element.dataset.frame = '0';
  element.style.visibility = 'hidden';
  parent.append(...sheets.map(({ link }) => link), element);
  Promise.all(sheets.map(({ loaded }) => loaded)).then(() => {
    element.style.visibility = '';
  });
  return {
    element,
    remove() {
      for (const { link } of sheets) link.remove();
      element.remove();
    },
  };
}
