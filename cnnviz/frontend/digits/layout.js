/**
 * How the window is shared: heights, so that the network and the dock are in sight together, and
 * the bars' place.
 */

const BETWEEN = 12; // CSS pixels from the columns to the dock
const BELOW = 108; // for the lines below the dock
const DOCK = { shortest: 248, tallest: 336 };

/**
 * How tall the columns may be when the dock is at its shortest. Pure.
 * @param {number} height of the window in CSS pixels
 * @param {number} top of the columns in it
 * @returns {number} CSS pixels
 */
export const roomForColumns = (height, top) => height - top - 2 * BETWEEN - DOCK.shortest;

/**
 * How tall the dock may be. Pure.
 * @param {number} height of the window in CSS pixels
 * @param {number} top of the columns in it
 * @param {number} columns their height
 * @returns {number} CSS pixels
 */
export function dockHeight(height, top, columns) {
  const left = height - top - columns - BETWEEN - BELOW;
  return Math.round(Math.min(Math.max(left, DOCK.shortest), DOCK.tallest));
}

/**
 * From the window's top to an element's, with nothing scrolled; through shadow roots as well.
 * @param {HTMLElement} element
 */
function unscrolledTop(element) {
  let { top } = element.getBoundingClientRect();
  /** @type {Element | null} */
  let node = element;
  while (node) {
    top += node.scrollTop;
    const root = node.getRootNode();
    node = node.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
  }
  return top;
}

/**
 * Share the window's height now and whenever the view or the window changes its size.
 * @param {HTMLElement} element the view; gets the dock's height as --dock-height
 * @param {import('../network/network_view.js').NetworkView} network
 * @param {() => void} onResize called before, where the view's width matters for something else
 * @returns {{destroy: () => void}}
 */
export function shareHeight(element, network, onResize) {
  function share() {
    onResize();
    const top = unscrolledTop(network.picture);
    network.setTallest(roomForColumns(window.innerHeight, top));
    const height = dockHeight(window.innerHeight, top, network.picture.offsetHeight);
    element.style.setProperty('--dock-height', `${height}px`);
  }
  const resizing = new ResizeObserver(share);
  resizing.observe(element);
  window.addEventListener('resize', share);
  return {
    destroy() {
      resizing.disconnect();
      window.removeEventListener('resize', share);
    },
  };
}

/** CSS pixels; below, the maps need the width. */
const IN_ROW_FROM = 1500;

/**
 * Place the bars at the end of the row of layers on a projector, else beside the verdict.
 * @param {HTMLElement} view
 * @param {import('../network/network_view.js').NetworkView} network
 * @param {HTMLElement} beside  the verdict's place
 * @returns {() => void}  places them, again when the view's size or the network is another
 */
export function createBarsPlace(view, network, beside) {
  /** @type {HTMLElement | null} */
  let placed = null;
  return () => {
    if (placed !== network.bars) placed?.remove();
    placed = network.bars;
    const apart = view.clientWidth < IN_ROW_FROM;
    network.setBarsApart(apart);
    if (apart && placed) beside.append(placed);
  };
}
