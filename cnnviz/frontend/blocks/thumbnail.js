/** A map as a small picture, made of bytes. */

import { TABLES } from '../ui/colors.js';
import { createPicture } from '../ui/picture.js';
import { codedEnds } from './codes.js';
import { scaleOf } from '../ui/ranges.js';

/**
 * Bytes in, colors out; the canvas has the bytes' own resolution, CSS enlarges it.
 * @param {string} className
 */
export function createThumbnail(className) {
  const canvas = document.createElement('canvas');
  canvas.className = className;
  canvas.setAttribute('role', 'img');
  canvas.tabIndex = -1;
  /** @type {ReturnType<typeof createPicture> | null} */
  let picture = null; // made when it is first painted: of hundreds only a few are in sight
  return {
    canvas,
    /** @param {string} name such as "block3_sum map 6" */
    setName(name) {
      if (canvas.getAttribute('aria-label') === name) return;
      canvas.setAttribute('aria-label', name);
      canvas.title = name;
    },
    /**
     * @param {{shape: number[], data: ArrayLike<number>}} tensor (maps, rows, columns)
     * @param {number} index of the map in it
     * @param {import('../network/columns.js').Column['meaning']} meaning
     * @param {[number, number]} ends the values that the bytes 0 and 255 stand for
     * @param {[number, number]} [shown] the values that the color scale has to hold
     */
    paint({ shape: [, rows, columns], data }, index, meaning, ends, shown = ends) {
      const isFit = canvas.width === columns && canvas.height === rows;
      const fit = isFit && picture ? picture : createPicture(columns, rows, canvas);
      picture = fit;
      const [low, high] = codedEnds(meaning, ends, shown);
      fit.paint(data, low, high, TABLES[scaleOf(meaning)], index * rows * columns);
    },
  };
}
