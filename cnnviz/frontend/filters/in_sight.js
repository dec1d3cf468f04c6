/** What stays in sight: maps beside the settings, numbers of a pinned pixel, and its map. */

import { bringIntoSight, make } from '../ui/elements.js';

/** CSS pixels that the arithmetic takes below the maps, where they leave it no room. */
const ARITHMETIC = 196;
/** CSS pixels between a map and what lies over the page's foot. */
const GAP = 12;

/**
 * The column of the maps. While the settings beside it are scrolled, it stays with its head in sight;
 * where it is taller than the window, with the foot of its last map.
 * @returns {{element: HTMLElement, append: (...parts: HTMLElement[]) => void, destroy: () => void}}
 */
export function createFollowing() {
  const [element, follow] = ['main', 'follow'].map((name) => make('div', `filters-${name}`));
  element.append(follow);
  const resizing = new ResizeObserver(() => {
    const last = [...follow.querySelectorAll('.map-set')].at(-1);
    if (!last) return;
    // Numbers that grow must not move the maps from under the pointer.
    const below = last.closest('[data-rest="true"]') ? 0 : ARITHMETIC;
    const height = last.getBoundingClientRect().bottom - follow.getBoundingClientRect().top + below;
    follow.style.setProperty('--follow-height', `${Math.ceil(height)}px`);
  });
  resizing.observe(follow);
  return {
    element,
    append: (...parts) => follow.append(...parts),
    destroy: () => resizing.disconnect(),
  };
}

/**
 * Scroll so far that the numbers of a pixel are in sight and don't lie over the map they are about.
 * @param {HTMLElement} map
 * @param {HTMLElement} panel  of the numbers
 */
export function keepClear(map, panel) {
  const [below, over] = [map, panel].map((part) => part.getBoundingClientRect());
  if (over.top >= window.innerHeight) bringIntoSight(panel); // not every browser holds it at the foot
  const isCovered = over.top < below.bottom && over.bottom > below.top
    && over.left < below.right && over.right > below.left;
  if (!isCovered) return;
  map.style.scrollMarginBottom = `${Math.ceil(over.height) + GAP}px`;
  bringIntoSight(map);
}

/** CSS pixels. */
const PHONE = 640;

/**
 * Keeps the arithmetic with the maps; on a phone apart from them, as the kernel comes between.
 *
 * @param {HTMLElement} panel
 * @param {HTMLElement} view
 * @param {HTMLElement} strip  of the maps
 * @returns {{destroy: () => void}}
 */
export function placePanel(panel, view, strip) {
  const resizing = new ResizeObserver(() => {
    const room = view.clientWidth < PHONE ? view : strip;
    if (panel.parentElement !== room) room.append(panel);
  });
  resizing.observe(view);
  return { destroy: () => resizing.disconnect() };
}
