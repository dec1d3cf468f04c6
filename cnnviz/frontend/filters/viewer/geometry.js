/**
 * Which inputs an output is made of, and which outputs an input feeds, along one axis. Pure.
 *
 * Positions count from 0 at the first pixel of the input; the padding before it is negative, the
 * one after it begins at `n`.
 *
 * @typedef {object} Axis  how a window steps over one axis, or how stamps lie along it
 * @property {number} inputs  pixels of the input
 * @property {number} size  of the kernel or the pool
 * @property {number} stride
 * @property {number} dilation
 * @property {number} before  padding cells before the first pixel
 * @property {number} after  and after the last
 * @property {number|null} cut  pixels cut off in front of the output, where each input pixel stamps
 *   the kernel on it; null where the kernel is slid over the input
 * @property {number} output  pixels of the output
 *
 * @typedef {{input: number, cell: number}} Tap  a position that an output reads, and the kernel cell
 *   that weighs it
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
export function axisOf({ kind, size: inputs, kernel_size: size, stride, dilation, padding, output }) {
  const isStamped = kind === 'transposed';
  const [before, after] = isStamped ? [0, 0] : padding;
  const cut = isStamped ? padding[0] : null;
  return { inputs, size, stride, dilation, before, after, cut, output };
}

/**
 * What `cnnviz.filters.taps` says of either convolution.
 * @param {Axis} axis
 * @param {number} output
 * @returns {Tap[]} rising; padding cells among them, but nothing beyond where stamps are added
 */
export function tapsOf({ inputs, size, stride, dilation, before, cut }, output) {
  const cells = Array.from({ length: size }, (_, cell) => cell);
  if (cut === null) {
    return cells.map((cell) => ({ input: output * stride - before + cell * dilation, cell }));
  }
  return cells.map((cell) => ({ input: (output + cut - cell * dilation) / stride, cell }))
    .filter(({ input }) => Number.isInteger(input) && input >= 0 && input < inputs)
    .reverse();
}

/**
 * @param {Axis} axis
 * @param {number} output
 * @returns {number[]} the positions it reads, padding cells among them
 */
export const windowOf = (axis, output) => tapsOf(axis, output).map(({ input }) => input);

/**
 * @param {Axis} axis
 * @returns {{step: number, first: number}} pixels of the input from one output to the next, and from
 *   the first pixel to the middle of what the first output reads
 */
export function placesOf({ size, stride, dilation, before, cut }) {
  const half = (dilation * (size - 1)) / 2;
  if (cut === null) return { step: stride, first: half - before };
  return { step: 1 / stride, first: (cut - half) / stride };
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
  const { size, stride, dilation, before, after, cut, output } = axis;
  if (cut !== null) {
    return Array.from({ length: size }, (_, cell) => pixel * stride - cut + cell * dilation)
      .filter((stamped) => stamped >= 0 && stamped < output);
  }
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
