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
