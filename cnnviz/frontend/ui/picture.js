/** One small canvas whose pixels are values: a map, a strip of units or a kernel. */

import { contextOf } from './canvas.js';
import { paintMap } from './colors.js';

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
  const context = contextOf(canvas, { willReadFrequently: true });
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

/**
 * @param {{shape: number[], data: ArrayLike<number>}} tensor  (1 or 3, H, W)
 * @param {HTMLCanvasElement} [canvas] to paint on
 * @returns {HTMLCanvasElement} pixel by pixel
 */
export function paintTensor({ shape, data }, canvas = document.createElement('canvas')) {
  const [channels, height, width] = shape;
  const [green, blue] = channels === 1 ? [0, 0] : [height * width, 2 * height * width];
  const image = new ImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  for (let i = 0; i < pixels.length; i += 1) {
    pixels[i] = (255 << 24) | (data[blue + i] << 16) | (data[green + i] << 8) | data[i];
  }
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  contextOf(canvas).putImageData(image, 0, 0);
  return canvas;
}
