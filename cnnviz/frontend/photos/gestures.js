/**
 * What hands do on the stage: one pointer drags, two scale and turn, a wheel scales; with Shift
 * pointer and wheel turn; arrow keys move. With "cover" all of it is done to the grey patch.
 *
 * @typedef {import('./placement.js').View} View
 * @typedef {import('./placement.js').Point} Point
 * @typedef {{from: Point, to: Point, factor?: number, turn?: number}} Hands  what they did
 * @typedef {{view: View, points: Point[]}} Held  when the last pointer came or went
 */

import { SIDE, carried, coverSized, covered, isOn, middleOf, pinch, PATCHES } from './placement.js';

const WHEEL_SCALE = 0.0015; // of the exponent, for each CSS pixel that a wheel rolls
const WHEEL_TURN = 0.06; // degrees
/** A wheel that has been scrolling the page goes on with it for so long. */
const SCROLLING_MS = 400;
const STEP = 4; // input pixels
const LONG_STEP = 16;
const KEY_FACTOR = 1.1;
const KEY_TURN = 5;
/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
/** @type {Record<string, number>} */
const FACTORS = { '+': KEY_FACTOR, '=': KEY_FACTOR, '-': 1 / KEY_FACTOR };
/** @type {Record<string, number>} */
const TURNS = { '[': -KEY_TURN, ']': KEY_TURN };
const CENTER = { x: SIDE / 2, y: SIDE / 2 };

/**
 * @param {HTMLElement} element  the stage
 * @param {object} options
 * @param {() => View|null} options.view  null: there is no photo
 * @param {() => 'move'|'cover'} options.mode
 * @param {(view: View, inputAt: number) => void} options.onView
 * @returns {{destroy: () => void}}
 */
export function createGestures(element, { view, mode, onView }) {
  /** @type {Map<number, Point>} */
  const pointers = new Map(); // where each is, in input pixels
  /** @type {Held | null} */
  let held = null; // the view and the pointers when the last of them came or went
  let isTurning = false; // Shift was down when the pointer went down
  let scrolledAt = -SCROLLING_MS;
  const listening = new AbortController();
  /**
   * @template {keyof HTMLElementEventMap} Type
   * @param {HTMLElement} target
   * @param {Type} type
   * @param {(event: HTMLElementEventMap[Type]) => void} listener
   */
  const on = (target, type, listener) =>
    target.addEventListener(type, listener, { signal: listening.signal });

  /** @param {MouseEvent} event */
  function pointOf({ clientX, clientY }) {
    const { left, top, width, height } = element.getBoundingClientRect();
    return { x: ((clientX - left) / width) * SIDE, y: ((clientY - top) / height) * SIDE };
  }

  function hold() {
    const now = view();
    held = now && { view: now, points: [...pointers.values()] };
  }

  /**
   * The patch is taken where the hand is on it, else laid under the hand.
   * @param {View} now
   * @param {PointerEvent} event
   */
  function takePatch(now, event) {
    const point = pointOf(event);
    if (!isOn(now.cover, point)) onView(covered(now, point), event.timeStamp);
  }

  on(element, 'pointerdown', (event) => {
    const now = view();
    if (!now || event.button > 0 || pointers.size === 2) return;
    element.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, pointOf(event));
    isTurning = event.shiftKey && mode() === 'move';
    if (mode() === 'cover' && pointers.size === 1) takePatch(now, event);
    hold();
  });

  on(element, 'pointermove', (event) => {
    if (!held || !pointers.has(event.pointerId)) return;
    pointers.set(event.pointerId, pointOf(event));
    const points = [...pointers.values()];
    const hands = points.length === 2
      ? pinch(held.points, points) : dragged(held.view, held.points[0], points[0]);
    onView(done(held.view, hands), event.timeStamp);
  });

  /**
   * One pointer carries, or with Shift turns the photo about its middle.
   * @param {Pick<View, 'x' | 'y'>} moved
   * @param {Point} from
   * @param {Point} to
   * @returns {Hands}
   */
  function dragged({ x, y }, from, to) {
    if (!isTurning) return { from, to };
    const middle = { x: CENTER.x + x, y: CENTER.y + y };
    return { from: middle, to: middle, turn: pinch([middle, from], [middle, to]).turn };
  }

  /**
   * @param {View} from
   * @param {Hands} hands
   */
  function done(from, hands) {
    if (mode() === 'move') return carried(from, hands);
    const { x, y } = middleOf(from.cover) ?? CENTER;
    const middle = { x: x + hands.to.x - hands.from.x, y: y + hands.to.y - hands.from.y };
    const size = (from.cover?.size ?? PATCHES.usual) * (hands.factor ?? 1);
    return covered(from, middle, size);
  }

  /** @param {PointerEvent} event */
  function release(event) {
    if (pointers.delete(event.pointerId)) hold();
  }
  for (const type of /** @type {const} */ (['pointerup', 'pointercancel', 'lostpointercapture'])) {
    on(element, type, release);
  }

  window.addEventListener('wheel', (event) => {
    const isHere = event.composedPath().includes(element);
    const now = view();
    if (isHere && event.timeStamp - scrolledAt > SCROLLING_MS && now) roll(now, event);
    else scrolledAt = event.timeStamp;
  }, { passive: false, capture: true, signal: listening.signal });

  /**
   * @param {View} now
   * @param {WheelEvent} event
   */
  function roll(now, event) {
    event.preventDefault();
    const at = pointOf(event);
    const rolled = event.deltaY || event.deltaX; // some browsers swap them with Shift
    if (mode() === 'move' && event.shiftKey) {
      onView(carried(now, { from: at, to: at, turn: rolled * WHEEL_TURN }), event.timeStamp);
      return;
    }
    const factor = Math.exp(-rolled * WHEEL_SCALE);
    const hands = mode() === 'move' ? { from: at, to: at, factor }
      : { from: CENTER, to: CENTER, factor };
    onView(done(now, hands), event.timeStamp);
  }

  on(element, 'keydown', (event) => {
    const { key, shiftKey, ctrlKey, altKey, metaKey } = event;
    const now = view();
    if (event.target !== element || ctrlKey || altKey || metaKey || !now) return;
    const next = keyed(now, key, shiftKey ? LONG_STEP : STEP);
    if (!next) return;
    event.preventDefault();
    onView(next, event.timeStamp);
  });

  /**
   * @param {View} now
   * @param {string} key
   * @param {number} step
   * @returns {View | null}
   */
  function keyed(now, key, step) {
    if (ARROWS[key]) {
      const [x, y] = ARROWS[key];
      return done(now, { from: CENTER, to: { x: CENTER.x + x * step, y: CENTER.y + y * step } });
    }
    if (FACTORS[key]) return done(now, { from: CENTER, to: CENTER, factor: FACTORS[key] });
    if (TURNS[key] && mode() === 'move') {
      return carried(now, { from: CENTER, to: CENTER, turn: TURNS[key] });
    }
    return key === 'Delete' || key === 'Backspace' ? coverSized(now, 0) : null;
  }

  return { destroy: () => listening.abort() };
}
