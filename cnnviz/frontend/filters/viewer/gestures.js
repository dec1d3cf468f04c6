/** Zoom with Ctrl and the wheel or with two fingers, pan by dragging. */

const SLIP = 4; // CSS pixels that a click may stray
const WHEEL = 0.0025;

/**
 * @typedef {import('./map_box.js').MapBox} MapBox
 * @typedef {{clientX: number, clientY: number}} Client
 *
 * @param {HTMLElement} element  that holds the maps
 * @param {object} options
 * @param {(event: {target: EventTarget | null}) => {box: MapBox} | null} options.boxAt
 * @param {() => boolean} options.isZoomed
 * @param {(factor: number, still: {row: number, column: number}, fitted: number) => void} options.onZoom
 * @param {(rows: number, columns: number) => void} options.onPan  in picture pixels
 */
export function handleGestures(element, { boxAt, isZoomed, onZoom, onPan }) {
  /** @type {Map<number, PointerEvent>} */
  const pointers = new Map();
  /** @type {MapBox | null} */
  let box = null;
  let strayed = 0;
  let rest = [0, 0]; // of a drag, not yet a whole picture pixel's worth of the screen
  const listening = new AbortController();
  /**
   * @template {keyof HTMLElementEventMap} Type
   * @param {Type} type
   * @param {(event: HTMLElementEventMap[Type]) => void} listener
   * @param {AddEventListenerOptions} [options]
   */
  const on = (type, listener, options) =>
    element.addEventListener(type, listener, { ...options, signal: listening.signal });

  on('wheel', (event) => {
    const found = event.ctrlKey || event.metaKey ? boxAt(event) : null;
    if (!found) return;
    event.preventDefault();
    onZoom(Math.exp(-event.deltaY * WHEEL), found.box.pictureAt(event), found.box.fitted());
  }, { passive: false });

  on('pointerdown', (event) => {
    const found = boxAt(event);
    if (!found || event.button > 0) return;
    if (!pointers.size) {
      box = found.box;
      strayed = 0;
      rest = [0, 0];
    }
    pointers.set(event.pointerId, event);
  });

  on('pointermove', (event) => {
    const earlier = pointers.get(event.pointerId);
    if (!earlier) return;
    if (pointers.size === 2) pinch(event);
    else if (isZoomed()) drag(event, earlier);
    pointers.set(event.pointerId, event);
  });

  /**
   * @param {PointerEvent} event
   * @param {PointerEvent} earlier
   */
  function drag(event, earlier) {
    const [x, y] = [event.clientX - earlier.clientX, event.clientY - earlier.clientY];
    strayed += Math.abs(x) + Math.abs(y);
    rest = [rest[0] + y, rest[1] + x];
    if (strayed <= SLIP || !box) return;
    if (!element.hasPointerCapture(event.pointerId)) element.setPointerCapture(event.pointerId);
    onPan(-rest[0] / box.scale(), -rest[1] / box.scale());
    rest = [0, 0];
  }

  /** @param {PointerEvent} event */
  function pinch(event) {
    const [other] = [...pointers.values()].filter((p) => p.pointerId !== event.pointerId);
    const earlier = pointers.get(event.pointerId);
    if (!earlier || !box) return;
    /**
     * @param {Client} a
     * @param {Client} b
     */
    const apart = (a, b) => Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
    const factor = apart(event, other) / Math.max(apart(earlier, other), 1);
    strayed = SLIP + 1;
    onZoom(factor, box.pictureAt({
      clientX: (event.clientX + other.clientX) / 2, clientY: (event.clientY + other.clientY) / 2,
    }), box.fitted());
  }

  /** @param {PointerEvent} event */
  const release = (event) => pointers.delete(event.pointerId);
  on('pointerup', release);
  on('pointercancel', release);
  on('lostpointercapture', (event) => {
    // A finger is the map's at first, which loses it to the element when the drag begins.
    if (event.target === element) release(event);
  });
  on('click', (event) => {
    if (strayed > SLIP) event.stopImmediatePropagation();
    strayed = 0;
  }, { capture: true });

  return { destroy: () => listening.abort() };
}
