/** How the window's height is shared, so that the network and the dock are in sight together. */

const BETWEEN = 12; // CSS pixels from the columns to the dock
const BELOW = 60; // for the line below the dock
const DOCK = { shortest: 248, tallest: 336 };

/**
 * From the window's top to an element's, with nothing scrolled; through shadow roots as well.
 * @param {HTMLElement} element
 * @returns {number} CSS pixels
 */
export function unscrolledTop(element) {
  let { top } = element.getBoundingClientRect();
  for (let node = element; node; node = node.parentElement ?? node.getRootNode().host) {
    top += node.scrollTop;
  }
  return top;
}

/**
 * How tall the columns may be when the dock is at its shortest. Pure.
 * @param {number} window its height in CSS pixels
 * @param {number} top of the columns in it
 * @returns {number} CSS pixels
 */
export const roomForColumns = (window, top) => window - top - BETWEEN - DOCK.shortest - BETWEEN;

/**
 * How tall the dock may be. Pure.
 * @param {number} window its height in CSS pixels
 * @param {number} top of the columns in it
 * @param {number} columns their height
 * @returns {number} CSS pixels
 */
export function dockHeight(window, top, columns) {
  const left = window - top - columns - BETWEEN - BELOW;
  return Math.round(Math.min(Math.max(left, DOCK.shortest), DOCK.tallest));
}
