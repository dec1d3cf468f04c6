/**
 * The shape of a stroke and where it lies, in pad units. Pure: no DOM.
 *
 * @typedef {{x0: number, y0: number, cx: number, cy: number, x1: number, y1: number,
 *   pressure: number}} Segment  from (x0, y0) to (x1, y1), bent towards (cx, cy)
 * @typedef {{left: number, top: number, right: number, bottom: number}} Rect
 * @typedef {{x: number, y: number}} Point
 */

import { SIDE } from './strokes.js';

/** What a mouse and a finger press with, and a pen held lightly. */
export const EVEN_PRESSURE = 0.5;
// Closer points than this (in pad units) change no pixel that anyone could see.
const SMALLEST_STEP = 0.4;
const SMALLEST_PRESSURE_STEP = 0.03;

/**
 * @param {number[]} points  x, y, pressure, …
 * @param {number} index  of a point, not of a number
 */
function pointAt(points, index) {
  return { x: points[3 * index], y: points[3 * index + 1], pressure: points[3 * index + 2] };
}

/**
 * Middle of two points.
 * @param {Point} a
 * @param {Point} b
 */
function middle(a, b) {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

/**
 * The segment from one place to another, bent towards a third.
 * @param {Point} from
 * @param {Point} towards
 * @param {Point} to
 * @param {number} pressure
 */
function bent(from, towards, to, pressure) {
  return { x0: from.x, y0: from.y, cx: towards.x, cy: towards.y, x1: to.x, y1: to.y, pressure };
}

/**
 * The part of a stroke that further points can't change: quadratic curves from the middle of one
 * pair of points to the middle of the next, each bent towards the point between them.
 *
 * @param {number[]} points  x, y, pressure, …
 * @param {number} [from]  leave out the segments that end at earlier points
 * @returns {Segment[]}
 */
export function settledSegments(points, from = 0) {
  const segments = [];
  for (let index = Math.max(1, from); index < points.length / 3; index += 1) {
    const before = pointAt(points, index - 1);
    const end = middle(before, pointAt(points, index));
    const start = index > 1 ? middle(pointAt(points, index - 2), before) : before;
    segments.push(bent(start, before, end, before.pressure));
  }
  return segments;
}

/**
 * The part that the next point bends: from the middle of the last two points to the last one. For
 * a single point it has no length: a dot.
 *
 * @param {number[]} points  x, y, pressure, …
 * @returns {Segment}
 */
export function tailSegment(points) {
  const last = pointAt(points, points.length / 3 - 1);
  if (points.length === 3) return bent(last, last, last, last.pressure);
  const before = pointAt(points, points.length / 3 - 2);
  return bent(middle(before, last), last, last, last.pressure);
}

/**
 * @param {number} size  of the brush
 * @param {number} pressure  0 to 1
 * @returns {number} half the size at no pressure, the size at 0.5, one and a half times it at 1
 */
export function lineWidth(size, pressure) {
  return size * (0.5 + pressure);
}

/**
 * @param {number[]} points  x, y, pressure, …
 * @param {number} x
 * @param {number} y
 * @param {number} pressure
 * @returns {boolean} whether the point is far enough from the last one to be kept
 */
export function isNewPoint(points, x, y, pressure) {
  const last = pointAt(points, points.length / 3 - 1);
  return (
    Math.hypot(x - last.x, y - last.y) >= SMALLEST_STEP ||
    Math.abs(pressure - last.pressure) >= SMALLEST_PRESSURE_STEP
  );
}

/**
 * @param {Segment} segment
 * @param {number} size  of the brush
 * @returns {Rect} that holds all its ink
 */
export function segmentBounds({ x0, y0, cx, cy, x1, y1, pressure }, size) {
  const radius = lineWidth(size, pressure) / 2 + 1; // 1 for the soft edge
  return {
    left: Math.min(x0, cx, x1) - radius,
    top: Math.min(y0, cy, y1) - radius,
    right: Math.max(x0, cx, x1) + radius,
    bottom: Math.max(y0, cy, y1) + radius,
  };
}

/**
 * @param {Rect} a
 * @param {Rect} b
 * @returns {Rect} the smallest that holds both
 */
export function union(a, b) {
  return {
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  };
}

/**
 * @param {Rect} rect  in pad units
 * @param {number} cells  along a side of the pad
 * @returns {Rect | null} in cells: every cell that the rectangle touches; null if it touches none
 */
export function touchedCells(rect, cells) {
  /** @param {number} value */
  const inside = (value) => Math.min(cells, Math.max(0, value));
  const perUnit = cells / SIDE;
  const left = inside(Math.floor(rect.left * perUnit));
  const top = inside(Math.floor(rect.top * perUnit));
  const right = inside(Math.ceil(rect.right * perUnit));
  const bottom = inside(Math.ceil(rect.bottom * perUnit));
  return left < right && top < bottom ? { left, top, right, bottom } : null;
}

/**
 * @param {number} clientX
 * @param {number} clientY
 * @param {DOMRect} box  of the pad on the screen
 * @returns {{x: number, y: number}} in pad units to a tenth, at most a pad's width outside
 */
export function padPoint(clientX, clientY, box) {
  /**
   * @param {number} offset
   * @param {number} length
   */
  const place = (offset, length) => {
    const value = (offset / length) * SIDE;
    return Math.round(Math.min(2 * SIDE, Math.max(-SIDE, value)) * 10) / 10;
  };
  return { x: place(clientX - box.left, box.width), y: place(clientY - box.top, box.height) };
}
