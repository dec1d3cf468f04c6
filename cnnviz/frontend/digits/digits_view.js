/**
 * The Digits view: a pad whose drawing the network reads while the pen moves.
 *
 * Streamlit calls `mount` again, on the same element, whenever the page's picks change.
 */

import { createDigitsView } from './view.js';

/** Views by the element they stand in; a view lives from its first mount to `unmount`. */
const views = new WeakMap();

/**
 * @typedef {object} Picks  what the page says
 * @property {string} basePath  what the app is served under: "" or such as "/lab"
 * @property {string} network  a built-in network's name
 * @property {{name: string, pixels: string, caption: string}|null} drawing  to lay on the pad
 * @property {object[]} gallery  kernels to put in the place of one of the network's
 */

/** @param {{parentElement: ShadowRoot|HTMLElement, data: Picks}} component */
export function mount({ parentElement, data }) {
  if (!views.has(parentElement)) views.set(parentElement, createDigitsView(parentElement, data));
  views.get(parentElement).take(data.drawing);
}

/** @param {ShadowRoot|HTMLElement} parentElement */
export function unmount(parentElement) {
  views.get(parentElement)?.destroy();
  views.delete(parentElement);
}
