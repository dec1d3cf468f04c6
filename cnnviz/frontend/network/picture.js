/** One small canvas whose pixels are values: a map, a strip of units or a kernel. */

import { paintMap } from '../colors.js';

/**
 * A canvas of the values' own resolution; CSS enlarges it.
 * @param {number} width values in a row
 * @param {number} height rows
 * @param {HTMLCanvasElement} [canvas] to paint on; what stood there goes
 * @returns {{canvas: HTMLCanvasElement, paint: (values: ArrayLike<number>, low: number,
 *   high: number, table: Uint32Array, start?: number) => void}}
 */
export function createPicture(width, height, canvas = document.createElement('canvas')) {
  canvas.width = width;
  canvas.height = height;
  // In main memory, and one canvas for each map: painting 84 maps takes 0.4 ms of script and, with
  // compositing, 4.3 ms of processor time in Chromium without a GPU (4.8 without this option). One
  // large canvas for each column takes 0.8 and 2.6 ms: too little won of a frame's 16 ms to give up
  // maps that are elements of their own, with their own label, focus and fading.
  const context = canvas.getContext('2d', { willReadFrequently: true });
  const image = new ImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  return {
    canvas,
    paint(values, low, high, table, start = 0) {
      paintMap(pixels, values, low, high, table, start);
      context.putImageData(image, 0, 0);
    },
  };
}

/**
 * Put a canvas at a rectangle of its parent.
 * @param {HTMLElement} element
 * @param {{x: number, y: number, width: number, height: number}} box
 */
export function placeAt(element, { x, y, width, height }) {
  Object.assign(element.style, {
    left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px`,
  });
}
