/**
 * Which inputs an output is made of, and which outputs an input feeds, along one axis. Pure.
 *
 * Positions count from 0 at the first pixel of the input; the border before it is negative, the one
 * behind it begins at `n`.
 *
 * @typedef {object} Axis  how a window steps over one axis
 * @property {number} size  of the kernel or the pool
 * @property {number} stride
 * @property {number} dilation
 * @property {number} before  border cells before the first pixel
 * @property {number} after  and behind the last
 *
 * @typedef {'zeros'|'reflect'|'replicate'|'circular'} Border
 */

/**
 * @param {'valid'|'same'|'full'|[number, number]} padding
 * @param {object} along
 * @param {number} along.n  pixels of the input
 * @param {number} along.size  of the kernel
 * @param {number} along.stride
 * @param {number} along.dilation
 * @param {0|1} which  rows or columns
 * @returns {[number, number]} border cells before and behind. "same" makes ⌈n / stride⌉ outputs; of
 *   an odd number of cells it puts more behind.
 */
export function borderCells(padding, { n, size, stride, dilation }, which) {
  const reach = dilation * (size - 1);
  if (padding === 'valid') return [0, 0];
  if (padding === 'full') return [reach, reach];
  if (padding !== 'same') return [padding[which], padding[which]];
  const cells = Math.max((Math.ceil(n / stride) - 1) * stride + reach + 1 - n, 0);
  return [Math.floor(cells / 2), Math.ceil(cells / 2)];
}

/**
 * @param {Axis} axis
 * @param {number} n  pixels of the input
 * @returns {number} outputs along the axis; below 1 when the window does not fit
 */
export function outputSize({ size, stride, dilation, before, after }, n) {
  return Math.floor((n + before + after - dilation * (size - 1) - 1) / stride) + 1;
}

/**
 * @param {Axis} axis
 * @param {number} output
 * @returns {number[]} the positions its window lies on, border cells among them
 */
export function windowOf({ size, stride, dilation, before }, output) {
  return Array.from({ length: size }, (_, k) => output * stride - before + k * dilation);
}

/**
 * Where a kernel that stands amid zeros has its own cells on its window.
 * @param {{values: number[][][], own?: {top: number, left: number, height: number,
 *   width: number}}} kernel  see applied.js
 * @param {boolean} isTurned  by 180°, as convolution has it
 * @returns {[[number, number], [number, number]]} rows and columns: the first, and the one after the
 *   last
 */
export function ownCells({ values: [rows], own }, isTurned) {
  const sides = [rows.length, rows[0].length];
  if (!own) return sides.map((side) => [0, side]);
  return [[own.top, own.height], [own.left, own.width]].map(([start, size], which) => {
    const first = isTurned ? sides[which] - start - size : start;
    return [first, first + size];
  });
}

/**
 * @param {number} position  perhaps in the border
 * @param {number} n  pixels of the input
 * @param {Border} border
 * @returns {number} the pixel whose value stands there, or −1 for a zero
 */
export function sourceOf(position, n, border) {
  if (position >= 0 && position < n) return position;
  if (border === 'zeros') return -1;
  if (border === 'replicate') return position < 0 ? 0 : n - 1;
  if (border === 'circular') return ((position % n) + n) % n;
  return position < 0 ? -position : 2 * (n - 1) - position;
}

/**
 * @param {Axis} axis
 * @param {number} pixel  of the input
 * @param {number} n  pixels of the input
 * @param {Border} [border]  what stands in the border may be this pixel once more
 * @returns {number[]} the outputs that it feeds, rising
 */
export function outputsFed(axis, pixel, n, border = 'zeros') {
  const { size, stride, dilation, before, after } = axis;
  const outputs = outputSize(axis, n);
  const fed = new Set();
  for (let position = -before; position < n + after; position += 1) {
    if (sourceOf(position, n, border) !== pixel) continue;
    for (let k = 0; k < size; k += 1) {
      const start = position + before - k * dilation;
      if (start >= 0 && start % stride === 0 && start / stride < outputs) fed.add(start / stride);
    }
  }
  return [...fed].sort((a, b) => a - b);
}
