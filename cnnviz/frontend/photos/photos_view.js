/**
 * The Photos view: a photo, what the network says to it while a hand moves it, and why.
 *
 * Streamlit calls `mount` again, on the same element, whenever the page's picks change.
 */

import { createPhotosView } from './view.js';

/** Views by the element they stand in; a view lives from its first mount to `unmount`. */
const views = new WeakMap();

/**
 * @typedef {object} Picks  what the page says
 * @property {string} basePath  what the app is served under: "" or such as "/lab"
 * @property {string} source  where photos come from
 * @property {(import('../picture_source.js').Picture & {note: string})|null} picture  with a sentence
 *   about what the network says to it as it is, or ""
 */

/** @param {{parentElement: ShadowRoot|HTMLElement, data: Picks}} component */
export function mount({ parentElement, data }) {
  if (!views.has(parentElement)) views.set(parentElement, createPhotosView(parentElement, data));
  views.get(parentElement).take(data);
}

/** @param {ShadowRoot|HTMLElement} parentElement */
export function unmount(parentElement) {
  views.get(parentElement)?.destroy();
  views.delete(parentElement);
}
