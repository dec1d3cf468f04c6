/** The color scale of a column with the numbers at its true ends, zero marked. */

import { contextOf } from './canvas.js';
import { TABLES } from './colors.js';
import { formatNumber } from './numbers.js';
import { writtenEnd } from './ranges.js';

/**
 * @typedef {keyof typeof TABLES} Scale
 *
 * @type {Scale[]}
 */
const TWO_SIDED = ['signed', 'weights'];

/**
 * A legend for values of one meaning at a time.
 * @param {Scale} meaning to begin with
 * @returns {{element: HTMLElement,
 *   show: (ends: [number, number] | null, meaning?: Scale, extremes?: [number, number],
 *     format?: (value: number) => string) => void}}
 *   `show(null)`: each map has ends of its own; an end that values go beyond says so
 */
export function createLegend(meaning) {
  const element = document.createElement('div');
  element.className = 'legend';
  const numbers = document.createElement('div');
  numbers.className = 'legend-numbers';
  const [low, zero, high] = ['legend-low', 'legend-zero', 'legend-high'].map(span);
  numbers.append(low, zero, high);
  const tick = span('legend-tick');
  /** @type {Partial<Record<Scale, HTMLImageElement>>} */
  const scales = {};
  let shown = meaning;

  /** @param {Scale} next */
  function setMeaning(next) {
    if (next === shown && scales[next]) return;
    shown = next;
    const image = (scales[next] ??= scale(TABLES[next]));
    for (const mark of [zero, tick]) mark.hidden = !TWO_SIDED.includes(next);
    element.replaceChildren(image, numbers, tick);
  }

  /**
   * @param {[number, number] | null} ends
   * @param {Scale} [next]
   * @param {[number, number] | null} [extremes]
   * @param {(value: number) => string} [format]
   */
  function show(ends, next = shown, extremes = ends, format = formatNumber) {
    setMeaning(next);
    write(low, ends ? `${extremes && extremes[0] < ends[0] ? '≤ ' : ''}${format(writtenEnd(ends[0]))}`
      : next === 'positive' ? '0' : 'low');
    write(zero, '0');
    write(high, ends ? `${extremes && extremes[1] > ends[1] ? '≥ ' : ''}${format(writtenEnd(ends[1]))}`
      : 'high');
  }
  setMeaning(meaning);
  return { element, show };
}

/** @param {string} className */
function span(className) {
  const element = document.createElement('span');
  element.className = className;
  return element;
}

/**
 * @param {HTMLElement} element
 * @param {string} text
 */
function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * An image, no canvas: it never changes, and every canvas is a layer that is put together with the
 * page anew at each frame.
 * @param {Uint32Array} table
 */
function scale(table) {
  const image = document.createElement('img');
  image.className = 'legend-scale';
  image.alt = '';
  image.src = pictureOf(table);
  return image;
}

/** @type {Map<Uint32Array, string>} */
const made = new Map();

/** @param {Uint32Array} table */
function pictureOf(table) {
  let address = made.get(table);
  if (!address) {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [table.length, 1];
    const image = new ImageData(table.length, 1);
    new Uint32Array(image.data.buffer).set(table);
    contextOf(canvas).putImageData(image, 0, 0);
    address = canvas.toDataURL();
    made.set(table, address);
  }
  return address;
}
