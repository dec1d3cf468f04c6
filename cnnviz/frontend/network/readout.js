/** One line, always in the same place, that says the number under the pointer. */

import { TABLES } from '../ui/colors.js';
import { formatNumber, formatPercent } from '../ui/numbers.js';
import { createPicture } from '../ui/picture.js';
import { extent, scaleEnds } from '../ui/ranges.js';
import { partName, partStart } from './columns.js';

/**
 * @typedef {import('./columns.js').Column} Column
 * @typedef {{shape: number[], data: ArrayLike<number>}} Weights
 */

const VERB = matchMedia('(pointer: coarse)').matches ? 'Tap' : 'Point at';
const HINT = `${VERB} a map for its numbers, what feeds it and what it feeds.`;
const BLANK = 'Nothing is drawn yet: what the maps show comes from the biases alone.';
const found = [0, 0];

/**
 * The sentence for a place: "conv1 map 3 (row 5, column 7): −0.42".
 * @param {Column} column
 * @param {ArrayLike<number> | null} values of the layer; null when none have come yet
 * @param {import('./pointing.js').Place & {perLine: number}} place
 * @returns {string}
 */
export function placeSentence(column, values, { part, row, across, pixel, perLine }) {
  if (column.form === 'bars') {
    return `${partName(column, part)}: ${values ? formatPercent(values[part]) : '…'}`;
  }
  if (column.form === 'strip') {
    const unit = row * perLine + across;
    if (!pixel || unit >= column.parts) return rangeSentence(column.name, values, 0, column.parts);
    return `${partName(column, unit)}: ${values ? formatNumber(values[unit]) : '…'}`;
  }
  const start = partStart(column, part);
  const name = partName(column, part);
  if (!pixel) return rangeSentence(name, values, start, column.rows * column.across);
  const value = values ? formatNumber(values[start + row * column.across + across]) : '…';
  return `${name} (row ${row + 1}, column ${across + 1}): ${value}`;
}

/**
 * @param {string} name
 * @param {ArrayLike<number> | null} values
 * @param {number} start
 * @param {number} count
 */
function rangeSentence(name, values, start, count) {
  if (!values) return name;
  extent(values, start, count, found);
  return `${name}: from ${formatNumber(found[0])} to ${formatNumber(found[1])}`;
}

/**
 * @returns {{element: HTMLElement, say: (sentence: string | null) => void,
 *   setBlank: (blank: boolean) => void,
 *   showKernels: (weights: Weights | null, bias: Weights | null, part: number) => void}}
 */
export function createReadout() {
  const element = document.createElement('div');
  element.className = 'readout';
  const sentence = document.createElement('span');
  const kernels = document.createElement('span');
  kernels.className = 'readout-kernels';
  const line = document.createElement('div');
  line.className = 'readout-line';
  line.append(sentence, kernels);
  element.append(line);

  let hint = HINT;

  /** @param {string | null} text */
  function say(text) {
    sentence.className = text ? 'readout-said' : 'readout-hint';
    if (sentence.textContent !== (text ?? hint)) sentence.textContent = text ?? hint;
  }

  /**
   * Solid maps under an empty pad want a word.
   * @param {boolean} blank
   */
  function setBlank(blank) {
    hint = blank ? BLANK : HINT;
    if (sentence.className === 'readout-hint') say(null);
  }

  /**
   * The kernels that make one map, side by side, with their bias.
   * @param {Weights | null} weights
   * @param {Weights | null} bias
   * @param {number} part
   */
  function showKernels(weights, bias, part) {
    kernels.replaceChildren();
    if (!weights) return;
    const [, count] = weights.shape;
    const words = document.createElement('span');
    const b = bias ? `, bias ${formatNumber(bias.data[part])}` : '';
    words.textContent = `${count === 1 ? 'its kernel' : `its ${count} kernels`}${b}`;
    kernels.append(words, kernelStrip(weights, part));
  }

  say(null);
  return { element, say, setBlank, showKernels };
}

/**
 * @param {Weights} weights
 * @param {number} part
 */
function kernelStrip({ shape: [, count, height, width], data }, part) {
  const strip = document.createElement('span');
  strip.className = 'kernel-strip';
  extent(data, 0, data.length, found);
  const [low, high] = scaleEnds('signed', found[0], found[1]);
  const scale = Math.max(1, Math.floor(20 / height));
  for (let i = 0; i < count; i += 1) {
    const { canvas, paint } = createPicture(width, height);
    paint(data, low, high, TABLES.weights, (part * count + i) * height * width);
    Object.assign(canvas.style, { width: `${width * scale}px`, height: `${height * scale}px` });
    canvas.className = 'kernel';
    strip.append(canvas);
  }
  return strip;
}
