/** Numbers in the cells of a kernel: read, written short, written exactly, moved by steps. Pure. */

import { KernelProblem, LIMIT } from './kernel_operations.js';

const MINUS = '\u2212';
const NUMBER = /^[+-]?(\d+(?:[.,]\d*)?|[.,]\d+)(e[+-]?\d+)?$/i;
/** Denominators of the fractions that are recognized; the sum of the usual Gaussians is one. */
const LARGEST_DENOMINATOR = 1200;

/**
 * @param {string} text  such as "1/9", "−0,5" or "1e-3"
 * @param {string} [where]  for the sentence, such as " in row 1"
 * @returns {number}
 * @throws {KernelProblem} if it isn't one number between −1,000,000 and 1,000,000
 */
export function parseNumber(text, where = '') {
  const written = text.trim();
  if (!written) throw new KernelProblem(where ? `A cell${where} is empty.` : 'A number is missing.');
  const parts = written.replace(/[\u2212\u2013]/g, '-').split('/').map((part) => part.trim());
  if (/^[+-]?(nan|inf|infinity|∞)$/i.test(parts[0])) {
    throw new KernelProblem(`'${written}'${where} is not a finite number.`);
  }
  if (parts.length > 2 || !parts.every((part) => NUMBER.test(part))) {
    const shown = written.length > 20 ? `${written.slice(0, 20)}…` : written;
    throw new KernelProblem(`'${shown}'${where} is not a number.`);
  }
  const [above, below = 1] = parts.map((part) => Number(part.replace(',', '.')));
  if (below === 0) throw new KernelProblem(`'${written}'${where} divides by zero.`);
  const value = above / below;
  if (Math.abs(value) <= LIMIT) return value || 0;
  throw new KernelProblem(
    `'${written}'${where} is too large: weights must be between −1,000,000 and 1,000,000.`,
  );
}

/**
 * In at most six characters, for a cell: "−1", "0.11", "0.042", "12.5", "4e−5", "1e6".
 * @param {number} value
 * @returns {string}
 */
export function formatCell(value) {
  return shortest(Math.abs(value)).replace(/^/, value < 0 ? MINUS : '').replace('e-', `e${MINUS}`);
}

/** @param {number} size */
function shortest(size) {
  if (size === 0) return '0';
  if (size < 0.00095 || size >= 9999.5) return size.toExponential(0).replace('+', '');
  if (Number.isInteger(size) || size >= 99.95) return size.toFixed(0);
  if (size >= 9.995) return size.toFixed(1);
  return size.toFixed(size >= 0.0995 ? 2 : 3);
}

/**
 * As text that `parseNumber` reads back as the same number: "1/9", "0.5", "-1". Of a float32, which
 * the engine and named kernels have, the shortest text for the same float32.
 * @param {number} value
 * @returns {string}
 */
export function formatExact(value) {
  const single = Math.fround(value) === value;
  /** @param {number} other */
  const same = (other) => (single ? Math.fround(other) : other) === value;
  const plain = shortestDecimal(value, same);
  return plain.length > 8 ? fractionFor(value, same) ?? plain : plain;
}

/**
 * @param {number} value
 * @param {(text: number) => boolean} same
 */
function shortestDecimal(value, same) {
  for (let digits = 1; digits < 17; digits += 1) {
    const rounded = Number(value.toPrecision(digits));
    if (same(rounded)) return String(rounded);
  }
  return String(value);
}

/**
 * @param {number} value
 * @param {(text: number) => boolean} same
 */
function fractionFor(value, same) {
  for (let below = 2; below <= LARGEST_DENOMINATOR; below += 1) {
    const above = Math.round(value * below);
    if (above !== 0 && same(above / below)) return `${above}/${below}`;
  }
  return null;
}

/**
 * For reading out, with a true minus sign: "−1", "1/9".
 * @param {number} value
 * @returns {string}
 */
export function spokenNumber(value) {
  return formatExact(value).replace(/-/g, MINUS);
}

/**
 * The multiple of a step nearest to a value, without the dust of binary fractions.
 * @param {number} value
 * @param {number} step  0.1 or 0.01
 * @returns {number} within ±1,000,000
 */
export function snap(value, step) {
  const bounded = Math.min(LIMIT, Math.max(-LIMIT, value));
  return Number((Math.round(bounded / step) * step).toFixed(6)) || 0;
}

/**
 * @param {number} value
 * @param {number} direction  1 up, -1 down
 * @param {number} step
 * @returns {number} the next multiple of the step above or below
 */
export function stepped(value, direction, step) {
  const steps = (direction * value) / step;
  return snap(direction * (Math.floor(steps + 1e-9) + 1) * step, step);
}
