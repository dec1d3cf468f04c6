/** A small picture of a kernel: a pixel for each weight, its slices side by side. */

import { contextOf } from '../ui/canvas.js';
import { TABLES, paintMap } from '../ui/colors.js';
import { asSlices, largestOf } from './kernel_operations.js';

/**
 * @param {HTMLCanvasElement} canvas
 * @param {number[][] | number[][][]} values  rows, or slices of rows
 */
export function paintKernel(canvas, values) {
  const slices = asSlices(values);
  const width = slices[0][0].length;
  canvas.width = width * slices.length;
  canvas.height = slices[0].length;
  const context = contextOf(canvas);
  const largest = largestOf(slices) || 1;
  slices.forEach((rows, i) => {
    const image = context.createImageData(width, rows.length);
    paintMap(new Uint32Array(image.data.buffer), rows.flat(), -largest, largest, TABLES.weights);
    context.putImageData(image, i * width, 0);
  });
}
