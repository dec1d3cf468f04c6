/**
 * What was drawn, as data: a list of items with its history. No DOM, no pixels on a screen.
 *
 * Coordinates are pad units: the pad is SIDE × SIDE, whatever its size on the screen. Every
 * function returns a new drawing and leaves the old one as it was.
 *
 * @typedef {{kind: 'stroke', points: number[], size: number, erase: boolean}} Stroke
 *   points: x, y, pressure, x, y, pressure, …; a pressure of 0.5 gives the width `size`
 * @typedef {{kind: 'picture', pixels: string}} Picture  112×112 grey levels in base64
 * @typedef {{kind: 'clear'}} Clear
 * @typedef {Stroke | Picture | Clear} Item
 * @typedef {{items: Item[], undone: Item[]}} Drawing
 */

import { fromBase64 } from '../ui/base64.js';

/** Side of the pad in the units that points and brush sizes are given in. */
export const SIDE = 280;
/** Side of the picture that the pad gives, in pixels. */
export const PIXELS = 112;
export const BRUSH = Object.freeze({ smallest: 8, largest: 40, step: 2, usual: 20 });

// A drawing is kept as JSON in the session storage of a tab, which ends at about 5 M characters.
const MAX_ITEMS = 300;
const MAX_CHARACTERS = 600_000;
const CHARACTERS_PER_NUMBER = 6;

/** @returns {Drawing} */
export function emptyDrawing() {
  return { items: [], undone: [] };
}

/**
 * @param {Drawing} drawing
 * @param {Item} item
 * @returns {Drawing} with the item on top; what was undone can't be redone any more
 */
export function add(drawing, item) {
  return { items: [...drawing.items, item], undone: [] };
}

/** @param {Drawing} drawing */
export function canUndo(drawing) {
  return drawing.items.length > 0;
}

/** @param {Drawing} drawing */
export function canRedo(drawing) {
  return drawing.undone.length > 0;
}

/**
 * @param {Drawing} drawing
 * @returns {Drawing}
 */
export function undo({ items, undone }) {
  return { items: items.slice(0, -1), undone: [...undone, ...items.slice(-1)] };
}

/**
 * @param {Drawing} drawing
 * @returns {Drawing}
 */
export function redo({ items, undone }) {
  return { items: [...items, ...undone.slice(-1)], undone: undone.slice(0, -1) };
}

/**
 * @param {Item[]} items
 * @returns {Item[]} those that can be seen: from the last picture on, or after the last clear
 */
export function visibleItems(items) {
  const last = items.findLastIndex((item) => item.kind !== 'stroke');
  if (last < 0) return items;
  return items.slice(items[last].kind === 'clear' ? last + 1 : last);
}

/**
 * Keep a drawing small: once it is over a limit, its oldest items become one picture, which can
 * be undone only as a whole.
 *
 * @param {Drawing} drawing
 * @param {(items: Item[]) => string} flatten  what these items look like: a picture's pixels
 * @param {{maxItems?: number, maxCharacters?: number}} [limits]
 * @returns {Drawing} within the limits, the same one if it was
 */
export function bounded(
  drawing,
  flatten,
  { maxItems = MAX_ITEMS, maxCharacters = MAX_CHARACTERS } = {},
) {
  const { items, undone } = drawing;
  const total = items.reduce((sum, item) => sum + characters(item), 0);
  if (items.length <= maxItems && total <= maxCharacters) return drawing;
  // Down to half, so that not every stroke from here on has to merge again.
  let count = 0;
  let left = total;
  while (count < items.length && (items.length - count > maxItems / 2 || left > maxCharacters / 2)) {
    left -= characters(items[count]);
    count += 1;
  }
  /** @type {Picture} */
  const merged = { kind: 'picture', pixels: flatten(items.slice(0, count)) };
  return { items: [merged, ...items.slice(count)], undone };
}

/**
 * Read a drawing from stored JSON, which may be old, cut off or anything else.
 *
 * @param {any} value
 * @returns {Drawing | null} null when it isn't a drawing
 */
export function readDrawing(value) {
  const items = value?.items;
  const undone = value?.undone;
  if (!Array.isArray(items) || !Array.isArray(undone)) return null;
  if (items.length > MAX_ITEMS || undone.length > MAX_ITEMS) return null;
  return items.every(isItem) && undone.every(isItem) ? { items, undone } : null;
}

/**
 * @param {unknown} size
 * @returns {number} the nearest brush size that there is
 */
export function brushSize(size) {
  const number = typeof size === 'number' && Number.isFinite(size) ? size : BRUSH.usual;
  const stepped = Math.round(number / BRUSH.step) * BRUSH.step;
  return Math.min(BRUSH.largest, Math.max(BRUSH.smallest, stepped));
}

/** @param {Item} item */
function characters(item) {
  if (item.kind === 'stroke') return item.points.length * CHARACTERS_PER_NUMBER;
  return item.kind === 'picture' ? item.pixels.length : 0;
}

/** @param {any} item */
function isItem(item) {
  if (item?.kind === 'clear') return true;
  if (item?.kind === 'picture') return isPicture(item.pixels);
  return (
    item?.kind === 'stroke' &&
    typeof item.erase === 'boolean' &&
    item.size >= BRUSH.smallest &&
    item.size <= BRUSH.largest &&
    Array.isArray(item.points) &&
    item.points.length >= 3 &&
    item.points.length % 3 === 0 &&
    item.points.every(Number.isFinite)
  );
}

/** @param {unknown} pixels */
function isPicture(pixels) {
  if (typeof pixels !== 'string') return false;
  try {
    return fromBase64(pixels).length === PIXELS * PIXELS;
  } catch {
    return false; // not base64
  }
}
