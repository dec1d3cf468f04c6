/**
 * The Filters view: kernels slid over a picture, and what comes out, while the hand moves.
 *
 * Streamlit calls `mount` again, on the same element, whenever the page's picks change.
 */

import { createFiltersView } from './view.js';

/** Views by the element they stand in; a view lives from its first mount to `unmount`. */
const views = new WeakMap();

/**
 * @typedef {object} Picks  what the page says
 * @property {string} basePath  what the app is served under: "" or such as "/lab"
 * @property {string} source  where pictures come from; "Drawing" wants a pad
 * @property {boolean} color  whether the visitor's own picture is wanted in color
 * @property {(import('../picture_source.js').Picture & {example?: object|null})|null} picture  with
 *   the stage of the worked case that it is of
 * @property {{name: string, family: string, values: number[][], finds: string,
 *   source: string, formula?: string,
 *   settings?: import('./kernel_settings.js').Setting[]}[]} gallery  the kernels to choose from
 */

/** @param {{parentElement: ShadowRoot|HTMLElement, data: Picks}} component */
export function mount({ parentElement, data }) {
  if (!views.has(parentElement)) views.set(parentElement, createFiltersView(parentElement, data));
  views.get(parentElement).take(data);
}

/** @param {ShadowRoot|HTMLElement} parentElement */
export function unmount(parentElement) {
  views.get(parentElement)?.destroy();
  views.delete(parentElement);
}
