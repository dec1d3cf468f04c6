/**
 * What part of the maps is in sight: one zoom and one center for all of them. Pure.
 *
 * @typedef {{zoom: number, row: number, column: number}} Camera  the center in picture pixels;
 *   zoom 1 shows everything
 * @typedef {{top: number, left: number, bottom: number, right: number}} Extent in picture pixels
 */

import { extentOf } from './chain.js';

/** A picture pixel is never shown larger than this many CSS pixels. */
const LARGEST_CELL = 64;

/**
 * @param {import('./chain.js').Link[]} chain
 * @returns {Extent} that holds every map and the padding cells around it
 */
export function frameOf(chain) {
  const extents = chain.flatMap((link, i) => {
    const own = extentOf(link);
    const next = chain[i + 1];
    if (!next) return [own];
    const [rows, columns] = next.axes;
    const [down, across] = link.jump;
    return [own, {
      top: own.top - rows.before * down, bottom: own.bottom + rows.after * down,
      left: own.left - columns.before * across, right: own.right + columns.after * across,
    }];
  });
  return {
    top: Math.min(...extents.map(({ top }) => top)),
    left: Math.min(...extents.map(({ left }) => left)),
    bottom: Math.max(...extents.map(({ bottom }) => bottom)),
    right: Math.max(...extents.map(({ right }) => right)),
  };
}

/**
 * A whole factor where there is room for one.
 * @param {number} scale
 */
export const whole = (scale) => (scale >= 1 ? Math.floor(scale + 1e-6) : scale);

/**
 * @param {Extent} frame
 * @param {number} width  CSS pixels there are
 * @param {number} height
 * @returns {number} CSS pixels a picture pixel, with the whole frame in sight
 */
export function fit({ top, left, bottom, right }, width, height) {
  return Math.min(LARGEST_CELL, whole(Math.min(width / (right - left), height / (bottom - top))));
}

/**
 * @param {number} fitted  from `fit`
 * @param {import('./chain.js').Link[]} [chain]  whose finest pixels can be read
 * @returns {number} the largest zoom of a view
 */
export function largestZoom(fitted, chain = []) {
  const finest = Math.min(1, ...chain.flatMap(({ jump }) => jump));
  return Math.max(1, LARGEST_CELL / fitted / finest);
}

/**
 * @param {Camera} camera
 * @param {Extent} frame
 * @param {number} zoomLimit
 * @returns {Camera} one that shows nothing beyond the frame
 */
export function clamp({ zoom, row, column }, frame, zoomLimit) {
  const kept = Math.min(Math.max(zoom, 1), zoomLimit);
  /**
   * @param {number} at
   * @param {number} low
   * @param {number} high
   */
  const within = (at, low, high) => {
    const half = (high - low) / 2 / kept;
    return Math.min(Math.max(at, low + half), high - half);
  };
  return {
    zoom: kept,
    row: within(row, frame.top, frame.bottom),
    column: within(column, frame.left, frame.right),
  };
}

/**
 * @param {Camera} camera
 * @param {number} factor
 * @param {number} fitted  from `fit`
 * @param {{row: number, column: number}} [still]  the place that stays where it is on the screen
 * @returns {Camera}
 */
export function zoomed({ zoom, row, column }, factor, fitted, still = { row, column }) {
  const grown = whole(fitted * zoom * factor) / whole(fitted * zoom);
  return {
    zoom: zoom * factor,
    row: still.row + (row - still.row) / grown,
    column: still.column + (column - still.column) / grown,
  };
}

/**
 * One step of the zoom that is seen: whole factors are shown, so that a smaller one might not be.
 * @param {number} zoom
 * @param {number} factor  wanted
 * @param {number} fitted  from `fit`
 * @returns {number} the factor to the next scale that is shown
 */
export function stepFactor(zoom, factor, fitted) {
  const now = whole(fitted * zoom);
  const least = factor > 1 && now >= 1 ? now + 1 : 0;
  return Math.max(whole(now * factor), least) / (fitted * zoom);
}

/**
 * @param {Camera} camera
 * @param {number} fitted  from `fit`
 * @param {{width: number, height: number}} box  CSS pixels
 * @returns {{scale: number, top: number, left: number}} CSS pixels a picture pixel, and the picture
 *   pixel at the box's corner
 */
export function view({ zoom, row, column }, fitted, { width, height }) {
  const scale = whole(fitted * zoom);
  return { scale, top: row - height / scale / 2, left: column - width / scale / 2 };
}
