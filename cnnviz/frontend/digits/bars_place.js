/** Where the bars stand: they end the row of layers on a projector, else they are beside the verdict. */

/** CSS pixels; below, the maps need the width. */
const IN_ROW_FROM = 1500;

/**
 * @param {HTMLElement} view
 * @param {ReturnType<typeof import('../network/network_view.js').createNetworkView>} network
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
