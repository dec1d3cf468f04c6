/**
 * One canvas for all pictures of a column, each value enlarged to whole pixels. Every canvas is a
 * layer of its own that the browser puts together with the page at each frame: with one for each map
 * and kernel that alone took a quarter of the time from a pointed-at value to its numbers.
 */

import { contextOf } from '../ui/canvas.js';
import { paintMap } from '../ui/colors.js';

/** What is kept of a pixel: all of it, or its color and a quarter of its opacity. */
const [WHOLE, FADED] = [0xffffffff, 0x40ffffff];

/**
 * @typedef {{x: number, y: number, width: number, height: number}} Box whole CSS pixels
 * @typedef {{rows: number, across: number}} Cells
 *
 * @typedef {object} Picture
 * @property {Uint32Array} pixels one for each value, as painted last
 * @property {(box: Box | null) => void} place where it stands on the sheet from now on, a whole number
 *   of pixels for each value; null: nowhere
 * @property {(values: ArrayLike<number>, low: number, high: number, table: Uint32Array,
 *   start?: number) => void} paint
 * @property {(faded: boolean) => void} fade
 *
 * @typedef {{canvas: HTMLCanvasElement, clear: (boxes: Box[]) => void,
 *   add: (cells: Cells) => Picture}} Sheet `clear`: with room for these, to be painted anew
 *
 * @returns {Sheet}
 */
export function createSheet() {
  const canvas = document.createElement('canvas');
  canvas.className = 'sheet';
  canvas.setAttribute('aria-hidden', 'true'); // the maps' elements say what they show
  const context = contextOf(canvas, { willReadFrequently: true }); // kept in main memory

  return {
    canvas,
    clear(boxes) {
      canvas.width = Math.max(0, ...boxes.map(({ x, width }) => x + width));
      canvas.height = Math.max(0, ...boxes.map(({ y, height }) => y + height));
    },
    add({ rows, across }) {
      const pixels = new Uint32Array(rows * across);
      /** @type {{image: ImageData, pixels: Uint32Array, box: Box} | null} */
      let shown = null;
      let kept = WHOLE;

      function show() {
        if (!shown) return;
        const { image, pixels: enlarged, box } = shown;
        enlarge(pixels, { rows, across }, enlarged, box.width, kept);
        context.putImageData(image, box.x, box.y);
      }

      return {
        pixels,
        place(box) {
          shown = null;
          if (!box) return;
          const image = new ImageData(box.width, box.height);
          shown = { image, pixels: new Uint32Array(image.data.buffer), box };
        },
        paint(values, low, high, table, start = 0) {
          paintMap(pixels, values, low, high, table, start);
          show();
        },
        fade(faded) {
          const next = faded ? FADED : WHOLE;
          if (next === kept) return;
          kept = next;
          show();
        },
      };
    },
  };
}

/**
 * Write what is kept of each pixel as a rectangle of pixels, `width` of which are in a line.
 * @param {Uint32Array} pixels
 * @param {Cells} cells
 * @param {Uint32Array} into
 * @param {number} width
 * @param {number} kept
 */
function enlarge(pixels, { rows, across }, into, width, kept) {
  const [wide, high] = [width / across, into.length / width / rows];
  for (let row = 0; row < rows; row += 1) {
    const line = row * high * width;
    for (let i = 0; i < across; i += 1) {
      into.fill(pixels[row * across + i] & kept, line + i * wide, line + (i + 1) * wide);
    }
    for (let i = 1; i < high; i += 1) into.copyWithin(line + i * width, line, line + width);
  }
}
