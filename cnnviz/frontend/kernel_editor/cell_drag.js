/** A cell dragged up and down changes its number; pressed and let go, it is edited as text. */

import { snap } from './cell_number.js';

export const STEP = 0.1;
export const FINE_STEP = 0.01;
/** CSS pixels for one step; and how far a hand may tremble while it only presses. */
const PIXELS = 4;
const TREMBLE = 3;

/**
 * @param {HTMLElement} grid  whose cells are dragged
 * @param {object} handlers
 * @param {(target: EventTarget | null) => HTMLElement | null} handlers.cellOf  which cell may be dragged
 * @param {(cell: HTMLElement) => number} handlers.valueOf
 * @param {(cell: HTMLElement) => void} handlers.press  the pointer went down
 * @param {(cell: HTMLElement, value: number, timeStamp: number) => void} handlers.change
 * @param {(cell: HTMLElement, keep: boolean) => void} handlers.end  of a drag
 * @param {(cell: HTMLElement) => void} handlers.click  let go without a drag
 * @param {AbortSignal} signal  ends the listening
 * @returns {{cancel: () => boolean}} whether there was a drag to take back
 *
 * @typedef {{cell: HTMLElement, pointerId: number, y: number, raw: number, value: number,
 *   moved: boolean}} Drag
 */
export function followDrag(grid, { cellOf, valueOf, press, change, end, click }, signal) {
  /** @type {Drag | null} */
  let drag = null;

  /** @param {PointerEvent} event */
  function onDown(event) {
    const cell = cellOf(event.target);
    if (drag || !cell || !event.isPrimary || event.button !== 0) return;
    event.preventDefault(); // no selection of text, and the focus is set by `press`
    cell.setPointerCapture(event.pointerId);
    const value = valueOf(cell);
    drag = { cell, pointerId: event.pointerId, y: event.clientY, raw: value, value, moved: false };
    press(cell);
  }

  /** @param {PointerEvent} event */
  function onMove(event) {
    if (event.pointerId !== drag?.pointerId) return;
    const up = drag.y - event.clientY;
    if (!drag.moved && Math.abs(up) < TREMBLE) return;
    drag.moved = true;
    drag.cell.classList.add('is-dragged');
    drag.y = event.clientY;
    const step = event.shiftKey ? FINE_STEP : STEP;
    drag.raw += (up / PIXELS) * step;
    const value = snap(drag.raw, step);
    // Raw updates come at once, moves once a frame with the same place again.
    if (value === drag.value) return;
    drag.value = value;
    change(drag.cell, value, event.timeStamp);
  }

  /** @param {boolean} keep */
  function finish(keep) {
    if (!drag) return;
    const { cell, moved, pointerId } = drag;
    drag = null;
    cell.classList.remove('is-dragged');
    if (cell.hasPointerCapture(pointerId)) cell.releasePointerCapture(pointerId);
    if (moved) end(cell, keep);
    else if (keep) click(cell);
  }

  /** @param {boolean} keep */
  const onEnd = (keep) => (/** @type {PointerEvent} */ event) => {
    if (event.pointerId === drag?.pointerId) finish(keep || drag.moved);
  };

  /**
   * @template {keyof HTMLElementEventMap} Type
   * @param {Type} type
   * @param {(event: HTMLElementEventMap[Type]) => void} listener
   */
  const listen = (type, listener) => grid.addEventListener(type, listener, { signal });
  listen('pointerdown', onDown);
  listen('pointerrawupdate', /** @type {(event: Event) => void} */ (onMove));
  listen('pointermove', onMove);
  listen('pointerup', onEnd(true));
  listen('pointercancel', onEnd(false));
  listen('lostpointercapture', onEnd(false));

  return {
    cancel() {
      if (!drag) return false;
      finish(false);
      return true;
    },
  };
}
