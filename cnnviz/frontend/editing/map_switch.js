/** The small button at the corner of the map under the mouse: one click switches the map off. */

const SIDE = 18; // half of it lies outside, so that hardly a pixel of the map is covered

/** On and off; a × at a pinned map would be taken for letting go of it. */
const POWER = '<svg viewBox="0 0 20 20" aria-hidden="true">'
  + '<path d="M10 3.5v6M6.4 6a5.5 5.5 0 1 0 7.2 0"/></svg>';

/**
 * @typedef {import('./edits.js').Place} Place
 *
 * @param {HTMLElement} root  the network's
 * @param {object} options
 * @param {(element: EventTarget | null) => Place | null} options.placeOf  of a map's
 *   canvas that can be switched off
 * @param {(place: import('./edits.js').Place) => boolean} options.isOff
 * @param {(place: import('./edits.js').Place) => void} options.onSwitch
 * @param {AbortSignal} signal  ends the listening
 * @returns {{refresh: () => void}} after a map was switched
 */
export function createMapSwitch(root, { placeOf, isOff, onSwitch }, signal) {
  const button = document.createElement('button');
  Object.assign(button, { type: 'button', className: 'edit-switch', tabIndex: -1, hidden: true });
  button.dataset.screenOnly = '';
  button.innerHTML = POWER;
  /** @type {Place | null} */
  let place = null;

  function refresh() {
    if (!place) return;
    const off = isOff(place);
    const label = `Switch ${place.layer} map ${place.unit + 1} ${off ? 'on' : 'off'} (O)`;
    button.title = label;
    button.setAttribute('aria-label', label);
  }

  /**
   * @param {HTMLElement | null} canvas
   * @param {Place | null} at
   */
  function show(canvas, at) {
    place = at;
    button.hidden = !place;
    if (!place || !canvas) return;
    canvas.parentElement?.append(button);
    button.style.left = `${canvas.offsetLeft + canvas.offsetWidth - SIDE / 2}px`;
    button.style.top = `${canvas.offsetTop - SIDE / 2}px`;
    refresh();
  }

  root.addEventListener('pointerover', ({ target, pointerType }) => {
    if (target === button || !(target instanceof HTMLElement)) return;
    show(target, pointerType === 'mouse' ? placeOf(target) : null);
  }, { signal });
  root.addEventListener('pointerleave', () => show(null, null), { signal });
  button.addEventListener('click', (event) => {
    event.stopPropagation(); // it pins nothing
    if (place) onSwitch(place);
  });

  return { refresh };
}
