/** A pen that arrow keys move, for those who draw by keyboard. */

import { EVEN_PRESSURE } from './geometry.js';
import { SIDE } from './strokes.js';

const STEP = 5; // two pixels of the 112 that the pad gives
const LONG_STEP = 20;
/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/**
 * @param {KeyboardEvent} event
 * @returns {[number, number] | null} how far an arrow key moves the pen, in pad units
 */
function stepFor({ key, shiftKey, ctrlKey, altKey, metaKey }) {
  if (!ARROWS[key] || ctrlKey || altKey || metaKey) return null;
  const [x, y] = ARROWS[key];
  const step = shiftKey ? LONG_STEP : STEP;
  return [x * step, y * step];
}

/**
 * @typedef {import('./pointer.js').Sample} Sample
 */

/**
 * Arrows move the pen, Space puts it down and lifts it.
 *
 * @param {HTMLElement} paper  which has the focus
 * @param {HTMLElement} cursor  shows where the pen is
 * @param {object} handlers
 * @param {(sample: Sample, timeStamp: number) => void} handlers.begin
 * @param {(samples: Sample[], timeStamp: number) => void} handlers.extend
 * @param {() => void} handlers.end
 * @param {() => boolean} handlers.isDrawing  false once something else ended the stroke
 * @param {(sentence: string) => void} handlers.say
 * @param {AbortSignal} signal  ends the listening
 */
export function followKeys(paper, cursor, { begin, extend, end, isDrawing, say }, signal) {
  let x = SIDE / 2;
  let y = SIDE / 2;
  let down = false;

  const sample = () => ({ x, y, pressure: EVEN_PRESSURE });

  /** @param {boolean} visible */
  function show(visible) {
    cursor.hidden = !visible;
    cursor.classList.toggle('is-down', down);
    cursor.style.left = `${(100 * x) / SIDE}%`;
    cursor.style.top = `${(100 * y) / SIDE}%`;
  }

  /**
   * @param {boolean} nextDown
   * @param {number} timeStamp
   */
  function put(nextDown, timeStamp) {
    if (down && !nextDown) end();
    if (!down && nextDown) begin(sample(), timeStamp);
    if (down !== nextDown) say(nextDown ? 'Pen down' : 'Pen up');
    down = nextDown;
  }

  /**
   * @param {[number, number]} way
   * @param {number} timeStamp
   */
  function move([dx, dy], timeStamp) {
    // An undo or another brush may have ended the stroke while the pen is still down.
    if (down && !isDrawing()) begin(sample(), timeStamp);
    x = Math.min(SIDE, Math.max(0, x + dx));
    y = Math.min(SIDE, Math.max(0, y + dy));
    if (down) extend([sample()], timeStamp);
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    const step = stepFor(event);
    const toggles = event.key === ' ' && !event.repeat;
    const lifts = event.key === 'Escape' && down;
    if (!step && event.key !== ' ' && !lifts) return;
    event.preventDefault();
    event.stopPropagation();
    if (step) move(step, event.timeStamp);
    else if (toggles || lifts) put(toggles && !down, event.timeStamp);
    show(true);
  }

  function leave() {
    put(false, 0);
    show(false);
  }

  paper.addEventListener('keydown', onKey, { signal });
  paper.addEventListener('blur', leave, { signal });
  paper.addEventListener('pointerdown', leave, { signal, capture: true });
}
