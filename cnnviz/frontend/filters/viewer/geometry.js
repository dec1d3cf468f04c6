/**
 * Which inputs an output is made of, and which outputs an input feeds, along one axis. Pure.
 *
 * Positions count from 0 at the first pixel of the input; the padding before it is negative, the
 * one after it begins at `n`.
 *
 * @typedef {object} Axis  how a window steps over one axis
 * @property {number} size  of the kernel or the pool
 * @property {number} stride
 * @property {number} dilation
 * @property {number} before  padding cells before the first pixel
 * @property {number} after  and after the last
 * @property {number} output  places where the window stands
 *
 * @typedef {import('../../live/messages.js').OutputSize} OutputSize
 *
 * @typedef {'zeros'|'reflect'|'replicate'|'circular'} PaddingMode
 * @typedef {{top: number, left: number, height: number, width: number}} Own  cells of a kernel that
 *   stands amid zeros
 * @typedef {[number, number]} Span  the first, and the one after the last
 */

/**
 * @param {OutputSize} along
 * @returns {Axis}
 */
export const axisOf = ({ kernel_size: size, stride, dilation, padding: [before, after], output }) =>
  ({ size, stride, dilation, before, after, output });

/**
 * @param {Axis} axis
 * @param {number} output
 * @returns {number[]} the positions its window lies on, padding cells among them
 */
export function windowOf({ size, stride, dilation, before }, output) {
  return Array.from({ length: size }, (_, k) => output * stride - before + k * dilation);
}

/**
 * Where a kernel that stands amid zeros has its own cells on its window.
 * @param {{values: number[][][], own?: Own}} kernel  see applied.js
 * @param {boolean} isTurned  by 180°, as convolution has it
 * @returns {[Span, Span]} rows and columns
 */
export function ownCells({ values: [rows], own }, isTurned) {
  const [height, width] = [rows.length, rows[0].length];
  if (!own) return [[0, height], [0, width]];
  const top = isTurned ? height - own.top - own.height : own.top;
  const left = isTurned ? width - own.left - own.width : own.left;
  return [[top, top + own.height], [left, left + own.width]];
}

/**
 * @param {number} position  perhaps in the padding
 * @param {number} n  pixels of the input
 * @param {PaddingMode} paddingMode
 * @returns {number} the pixel whose value stands there, or −1 for a zero
 */
export function sourceOf(position, n, paddingMode) {
  if (position >= 0 && position < n) return position;
  if (paddingMode === 'zeros') return -1;
  if (paddingMode === 'replicate') return position < 0 ? 0 : n - 1;
  if (paddingMode === 'circular') return ((position % n) + n) % n;
  return position < 0 ? -position : 2 * (n - 1) - position;
}

/**
 * @param {Axis} axis
 * @param {number} pixel  of the input
 * @param {number} n  pixels of the input
 * @param {PaddingMode} [paddingMode]  what stands in the padding may be this pixel once more
 * @returns {number[]} the outputs that it feeds, rising
 */
export function outputsFed(axis, pixel, n, paddingMode = 'zeros') {
  const { size, stride, dilation, before, after, output } = axis;
  const fed = new Set();
  for (let position = -before; position < n + after; position += 1) {
    if (sourceOf(position, n, paddingMode) !== pixel) continue;
    for (let k = 0; k < size; k += 1) {
      const start = position + before - k * dilation;
      if (start >= 0 && start % stride === 0 && start / stride < output) fed.add(start / stride);
    }
  }
  return [...fed].sort((a, b) => a - b);
}
