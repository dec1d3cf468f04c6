/**
 * Mouse, pen and finger on the pad, as strokes.
 *
 * @typedef {{x: number, y: number, pressure: number}} Sample
 * @typedef {{begin: (sample: Sample, erase: boolean, timeStamp: number) => void,
 *   extend: (samples: Sample[], timeStamp: number) => void, end: () => void}} StrokeHandlers
 */

import { EVEN_PRESSURE, padPoint } from './geometry.js';

const PEN_ERASER = 32; // the bit of `buttons` for a pen's other end

/**
 * @param {PointerEvent} event
 * @returns {boolean} whether it may start a stroke: the first finger, the left button, a pen's tip
 *   or its eraser
 */
function startsStroke({ isPrimary, pointerType, button, buttons }) {
  if (!isPrimary) return false;
  return button === 0 || (pointerType === 'pen' && (buttons & PEN_ERASER) !== 0);
}

/**
 * @param {PointerEvent} event
 * @returns {number} the pressure of a pen; mice, fingers and pens without it press evenly
 */
function pressureOf({ pointerType, pressure }) {
  return pointerType === 'pen' && pressure > 0 ? Math.round(pressure * 100) / 100 : EVEN_PRESSURE;
}

/**
 * @param {HTMLElement} paper
 * @param {StrokeHandlers} handlers
 * @param {AbortSignal} signal  ends the listening
 */
export function followPointer(paper, { begin, extend, end }, signal) {
  /** @type {number | null} */
  let pointerId = null; // of the pointer that draws
  let newest = 0; // time stamp of its last sample

  /**
   * @param {PointerEvent} event
   * @param {DOMRect} box
   */
  const sample = (event, box) => ({
    ...padPoint(event.clientX, event.clientY, box),
    pressure: pressureOf(event),
  });

  /** @param {PointerEvent} event */
  function onDown(event) {
    if (pointerId !== null || !startsStroke(event)) return;
    pointerId = event.pointerId;
    newest = event.timeStamp;
    paper.setPointerCapture(pointerId);
    const erase = (event.buttons & PEN_ERASER) !== 0;
    begin(sample(event, paper.getBoundingClientRect()), erase, event.timeStamp);
  }

  /** @param {PointerEvent} event */
  function onMove(event) {
    if (event.pointerId !== pointerId) return;
    const coalesced = event.getCoalescedEvents?.() ?? [];
    // Raw updates come at once, moves once a frame with the same samples again.
    const fresh = (coalesced.length ? coalesced : [event]).filter((e) => e.timeStamp > newest);
    if (!fresh.length) return;
    newest = fresh[fresh.length - 1].timeStamp;
    const box = paper.getBoundingClientRect();
    extend(fresh.map((e) => sample(e, box)), newest);
  }

  /** @param {PointerEvent} event */
  function onEnd(event) {
    if (event.pointerId !== pointerId) return;
    pointerId = null;
    end();
  }

  /**
   * @template {keyof HTMLElementEventMap} Type
   * @param {Type} type
   * @param {(event: HTMLElementEventMap[Type]) => void} listener
   */
  const listen = (type, listener) => paper.addEventListener(type, listener, { signal });
  listen('pointerdown', onDown);
  listen('pointerrawupdate', /** @type {(event: Event) => void} */ (onMove));
  listen('pointermove', onMove);
  listen('pointerup', onEnd);
  listen('pointercancel', onEnd);
  listen('lostpointercapture', onEnd);
  listen('contextmenu', (event) => event.preventDefault());
}
