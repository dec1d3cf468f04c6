/** The color scale of a column with the numbers at its true ends, zero marked. */

import { TABLES } from './colors.js';
import { formatNumber } from './numbers.js';
import { writtenEnd } from './ranges.js';

const TWO_SIDED = ['signed', 'weights'];

/**
 * A legend for values of one meaning at a time.
 * @param {'signed' | 'weights' | 'positive' | 'picture'} meaning to begin with
 * @returns {{element: HTMLElement,
 *   show: (ends: [number, number] | null, meaning?: string, extremes?: [number, number],
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
  const scales = {};
  let shown = '';

  function setMeaning(next) {
    if (next === shown) return;
    shown = next;
    scales[next] ??= scale(TABLES[next]);
    for (const mark of [zero, tick]) mark.hidden = !TWO_SIDED.includes(next);
    element.replaceChildren(scales[next], numbers, tick);
  }

  function show(ends, next = shown, extremes = ends, format = formatNumber) {
    setMeaning(next);
    write(low, ends ? `${extremes[0] < ends[0] ? '≤ ' : ''}${format(writtenEnd(ends[0]))}`
      : next === 'positive' ? '0' : 'low');
    write(zero, '0');
    write(high, ends ? `${extremes[1] > ends[1] ? '≥ ' : ''}${format(writtenEnd(ends[1]))}`
      : 'high');
  }
  setMeaning(meaning);
  return { element, show };
}

function span(className) {
  const element = document.createElement('span');
  element.className = className;
  return element;
}

function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * An image, no canvas: it never changes, and every canvas is a layer that is put together with the
 * page anew at each frame.
 */
function scale(table) {
  const image = document.createElement('img');
  image.className = 'legend-scale';
  image.alt = '';
  image.src = pictureOf(table);
  return image;
}

const made = new Map(); // by table

function pictureOf(table) {
  if (!made.has(table)) {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [table.length, 1];
    const image = new ImageData(table.length, 1);
    new Uint32Array(image.data.buffer).set(table);
    canvas.getContext('2d').putImageData(image, 0, 0);
    made.set(table, canvas.toDataURL());
  }
  return made.get(table);
}
