/** Which pixel is pointed at: by the pointer, by a click that pins it, or by the arrow keys. */

import { closest } from '../../ui/find.js';

/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
const FAR = 10; // pixels at a time with Shift

/**
 * @typedef {{index: number, part: number, row: number, column: number}} Place  `index`: of the link
 * @typedef {{target: EventTarget | null, clientX: number, clientY: number}} Pointed
 *
 * @param {HTMLElement} element  that holds the maps
 * @param {object} options
 * @param {(event: Pointed) => Place | null} options.locate  the place under an event
 * @param {() => import('./chain.js').Link[]} options.chain
 * @param {(place: Place | null) => void} options.onPoint
 * @param {(map: HTMLElement) => void} options.onPin  a pixel is pinned, which is of another map than
 *   the one pinned before
 */
export function handlePointing(element, { locate, chain, onPoint, onPin }) {
  /** @type {Place | null} */
  let place = null;
  let isPinned = false;
  const listening = new AbortController();
  /**
   * @template {keyof HTMLElementEventMap} Type
   * @param {Type} type
   * @param {(event: HTMLElementEventMap[Type]) => void} listener
   */
  const on = (type, listener) =>
    element.addEventListener(type, listener, { signal: listening.signal });

  /**
   * @param {Place | null} next
   * @param {boolean} [pin]
   */
  function point(next, pin = false) {
    const before = isPinned && place ? mapOf(place) : null;
    isPinned = Boolean(next) && pin;
    element.dataset.pinned = String(isPinned);
    if (JSON.stringify(next) !== JSON.stringify(place)) {
      place = next;
      onPoint(place);
    }
    const map = isPinned && place ? mapOf(place) : null;
    if (map && map !== before) onPin(map);
  }

  /** @param {Place} place */
  function mapOf({ index, part }) {
    /** @type {NodeListOf<HTMLElement>} */
    const boxes = element.querySelectorAll('.map-set')[index].querySelectorAll('.map-box');
    return boxes[part];
  }

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

  /**
   * The middle of the focused map.
   * @param {EventTarget | null} target
   */
  function start(target) {
    const map = closest(target, '.map-box');
    if (!map) return null;
    const box = map.getBoundingClientRect();
    const middle = { clientX: box.left + box.width / 2, clientY: box.top + box.height / 2 };
    return locate({ target, ...middle });
  }

  /**
   * @param {Place} from
   * @param {[number, number]} way
   * @param {number} by
   */
  function step(from, [rows, columns], by) {
    const [, height, width] = chain()[from.index].shape;
    /**
     * @param {number} at
     * @param {number} n
     */
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
