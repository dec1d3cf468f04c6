/** How tall the network's columns may be, so that they and the dock are in sight together. */

const BETWEEN = 24; // CSS pixels from the columns to the dock, and from there to the window's foot

/**
 * @param {HTMLElement} columns
 * @param {HTMLElement} dock
 * @returns {number} CSS pixels
 */
export function roomAbove(columns, dock) {
  return window.innerHeight - unscrolledTop(columns) - dock.offsetHeight - BETWEEN;
}

/** From the window's top to an element's, with nothing scrolled; through shadow roots as well. */
function unscrolledTop(element) {
  let top = element.getBoundingClientRect().top;
  for (let node = element; node; node = node.parentElement ?? node.getRootNode().host) {
    top += node.scrollTop;
  }
  return top;
}
