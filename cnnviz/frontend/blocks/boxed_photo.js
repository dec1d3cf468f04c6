/** A small copy of a photo with boxes outlined in place. */

import { contextOf } from '../ui/canvas.js';
import { make } from '../ui/elements.js';

/**
 * Part of a picture; its pixels stay pixels.
 * @param {HTMLCanvasElement | null} picture
 * @param {number[]} box top, left, bottom, right
 * @param {number} side CSS pixels that it will be shown in
 * @returns {HTMLCanvasElement}
 */
export function partOf(picture, [top, left, bottom, right], side) {
  const canvas = document.createElement('canvas');
  const [width, height] = [right - left, bottom - top];
  const factor = Math.max(1, Math.ceil((side * 2) / Math.max(width, height)));
  Object.assign(canvas, { width: width * factor, height: height * factor });
  const context = contextOf(canvas);
  context.imageSmoothingEnabled = false;
  if (picture?.width) {
    context.drawImage(picture, left, top, width, height, 0, 0, canvas.width, canvas.height);
  }
  return canvas;
}

/**
 * @param {HTMLCanvasElement | null} picture
 * @param {{rows: number, across: number}} input the picture's size
 * @param {import('./sight.js').Outline[]} boxes
 * @param {string} label
 * @returns {HTMLElement} role img
 */
export function boxedPhoto(picture, { rows, across }, boxes, label) {
  /**
   * @param {number} at
   * @param {number} side
   */
  const share = (at, side) => `${(100 * at) / side}%`;
  const outlines = boxes.map(({ box: [top, left, bottom, right], kind }) => {
    const outline = make('span', `photo-box is-${kind}`);
    Object.assign(outline.style, {
      top: share(top, rows),
      left: share(left, across),
      height: share(bottom - top, rows),
      width: share(right - left, across),
    });
    return outline;
  });
  const whole = partOf(picture, [0, 0, rows, across], rows / 2);
  const element = make('div', 'boxed-photo', whole, ...outlines);
  element.setAttribute('role', 'img');
  element.setAttribute('aria-label', label);
  return element;
}
