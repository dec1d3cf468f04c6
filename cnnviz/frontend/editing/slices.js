/** A map's kernel as slices of rows, as the kernel editor has them, and back. Pure. */

/** @typedef {import('../kernel_editor/kernel_operations.js').Values} Values */

/**
 * @param {Float32Array} weights  channel by channel, row by row
 * @param {number[]} shape  maps, channels, rows, columns of the layer's weights
 * @returns {Values} a slice for each channel
 */
export function toSlices(weights, [, channels, height, width]) {
  return Array.from({ length: channels }, (_, c) => Array.from({ length: height }, (__, r) => {
    const start = (c * height + r) * width;
    return Array.from(weights.subarray(start, start + width));
  }));
}

/**
 * @param {Values} values
 * @returns {Float32Array}
 */
export const fromSlices = (values) => Float32Array.from(values.flat(2));
