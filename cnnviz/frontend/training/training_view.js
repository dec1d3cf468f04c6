/**
 * The Training page's view: kernels, maps and probabilities at every step that was kept.
 *
 * Streamlit calls `mount` again, on the same element, whenever a training has got further.
 */

import { createTrainingView } from './view.js';

/** Views by the element they stand in; a view lives from its first mount to `unmount`. */
const views = new WeakMap();

/**
 * @typedef {object} Shown  what the page says
 * @property {string} basePath  what the app is served under: "" or such as "/lab"
 * @property {string[]} digits  ten test digits from 0 to 9, 28 × 28 bytes each, in base64
 * @property {import('./steps.js').Run[]} runs  one, or two side by side
 */

/** @param {{parentElement: ShadowRoot|HTMLElement, data: Shown}} component */
export function mount({ parentElement, data }) {
  if (!views.has(parentElement)) views.set(parentElement, createTrainingView(parentElement, data));
  views.get(parentElement).take(data.runs);
}

/** @param {ShadowRoot|HTMLElement} parentElement */
export function unmount(parentElement) {
  views.get(parentElement)?.destroy();
  views.delete(parentElement);
}
