/** The view's empty rooms: where pad, answer, filmstrip, network and status line go. */

import { createRoot } from '../ui/mounting.js';

/** What stays in sight while the network is scrolled, and what goes below or beside it. */
const AREAS = { side: ['pad', 'answer', 'film'], main: ['network', 'inspector', 'status'] };

/** @param {string} name */
function createArea(name) {
  const area = document.createElement('div');
  area.className = `digits-${name}`;
  return area;
}

/**
 * @param {ShadowRoot|HTMLElement} parent
 * @param {string} sheet  address of the style sheet
 * @returns {{element: HTMLElement, area: Record<string, HTMLElement>, remove: () => void}}
 */
export function createStage(parent, sheet) {
  const { element, remove } = createRoot(parent, sheet, 'digits');
  /** @type {Record<string, HTMLElement>} */
  const area = {};
  for (const [group, names] of Object.entries(AREAS)) {
    const room = element.appendChild(createArea(group));
    for (const name of names) area[name] = room.appendChild(createArea(name));
  }
  return { element, area, remove };
}
