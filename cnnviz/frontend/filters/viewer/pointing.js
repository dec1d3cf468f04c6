/** Which pixel is pointed at: by the pointer, by a click that pins it, or by the arrow keys. */

import { closest } from '../../ui/find.js';

const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
const FAR = 10; // pixels at a time with Shift

/**
 * @param {HTMLElement} element  that holds the maps
 * @param {object} options
 * @param {(event: Event) => object|null} options.locate  the place under an event
 * @param {() => import('./chain.js').Link[]} options.chain
 * @param {(place: object|null) => void} options.onPoint
 * @param {(map: HTMLElement) => void} options.onPin  a pixel is pinned, which is of another map than
 *   the one pinned before
 */
export function handlePointing(element, { locate, chain, onPoint, onPin }) {
  let place = null;
  let isPinned = false;
  const listening = new AbortController();
  const on = (type, listener) =>
    element.addEventListener(type, listener, { signal: listening.signal });

  function point(next, pin = false) {
    const before = isPinned ? mapOf(place) : null;
    isPinned = Boolean(next) && pin;
    element.dataset.pinned = String(isPinned);
    if (JSON.stringify(next) !== JSON.stringify(place)) {
      place = next;
      onPoint(place);
    }
    if (isPinned && mapOf(place) !== before) onPin(mapOf(place));
  }

  const mapOf = ({ index, part }) =>
    element.querySelectorAll('.map-set')[index].querySelectorAll('.map-box')[part];

  on('pointermove', (event) => {
    if (isPinned || event.buttons || event.pointerType === 'touch') return;
    point(locate(event));
  });
  on('pointerleave', () => {
    if (!isPinned) point(null);
  });
  // A drag moves the maps, and ends without a click (see gestures.js).
  on('click', (event) => {
    const next = locate(event);
    if (!next) return;
    const isSame = isPinned && JSON.stringify(next) === JSON.stringify(place);
    point(next, !isSame);
  });
  on('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape' && place) {
      point(null);
    } else if (event.key in ARROWS && closest(event.target, '.map-box')) {
      event.preventDefault();
      const found = place ?? start(event.target);
      if (found) point(step(found, ARROWS[event.key], event.shiftKey ? FAR : 1), true);
    }
  });

  /** The middle of the focused map. */
  function start(target) {
    const box = closest(target, '.map-box').getBoundingClientRect();
    const middle = { clientX: box.left + box.width / 2, clientY: box.top + box.height / 2 };
    return locate({ target, ...middle });
  }

  function step(from, [rows, columns], by) {
    const [, height, width] = chain()[from.index].shape;
    const within = (at, n) => Math.min(Math.max(at, 0), n - 1);
    return { ...from, row: within(from.row + rows * by, height),
      column: within(from.column + columns * by, width) };
  }

  return {
    point,
    /** The maps may have become smaller or fewer. */
    check() {
      const link = place && chain()[place.index];
      if (place && !(link && place.part < Math.max(link.shape[0], 1)
        && place.row < link.shape[1] && place.column < link.shape[2])) point(null);
    },
    destroy: () => listening.abort(),
  };
}
