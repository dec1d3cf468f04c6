/** The small button at the corner of the map under the mouse: one click switches the map off. */

const SIDE = 18; // half of it lies outside, so that hardly a pixel of the map is covered

/**
 * @param {HTMLElement} root  the network's
 * @param {object} options
 * @param {(element: Element) => import('./edits.js').Place | null} options.placeOf  of a map's
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
  let place = null;

  function refresh() {
    if (!place) return;
    const off = isOff(place);
    const label = `Switch ${place.layer} map ${place.unit + 1} ${off ? 'on' : 'off'} (O)`;
    button.textContent = off ? '+' : '×';
    button.title = label;
    button.setAttribute('aria-label', label);
  }

  function show(canvas, at) {
    place = at;
    button.hidden = !place;
    if (!place) return;
    canvas.parentElement.append(button);
    button.style.left = `${canvas.offsetLeft + canvas.offsetWidth - SIDE / 2}px`;
    button.style.top = `${canvas.offsetTop - SIDE / 2}px`;
    refresh();
  }

  root.addEventListener('pointerover', ({ target, pointerType }) => {
    if (target !== button) show(target, pointerType === 'mouse' ? placeOf(target) : null);
  }, { signal });
  root.addEventListener('pointerleave', () => show(null, null), { signal });
  button.addEventListener('click', (event) => {
    event.stopPropagation(); // it pins nothing
    onSwitch(place);
  });

  return { refresh };
}
