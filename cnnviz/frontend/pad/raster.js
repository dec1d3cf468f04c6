/**
 * Drawings as pixels: white ink on black paper, as MNIST has it.
 *
 * The canvas has CELL × CELL pixels for each pixel of the picture that the pad gives, so that
 * averaging them is exact and only the part that a stroke touched has to be read again.
 *
 * @typedef {import('./strokes.js').Item} Item
 * @typedef {import('./strokes.js').Stroke} Stroke
 */

import { fromBase64 } from '../ui/base64.js';
import {
  lineWidth, segmentBounds, settledSegments, tailSegment, touchedCells, union,
} from './geometry.js';
import { PIXELS, SIDE, visibleItems } from './strokes.js';
import { contextOf } from '../ui/canvas.js';

/** Grey levels: these are data, the same in every theme. */
export const PAPER = 0;
export const INK = 255;
const CELL = 5;
/** Side of the canvas in its own pixels: two for each pad unit. */
const RASTER = PIXELS * CELL;

/**
 * @param {number} level  0 to 255
 * @returns {string} the grey as CSS has it
 */
export function grey(level) {
  return `rgb(${level} ${level} ${level})`;
}

/**
 * @param {{shape: number[], data: ArrayLike<number>}} picture  grey levels; the last two axes are
 *   height and width
 * @param {number} white  the level of full white
 * @returns {ImageData}
 */
export function greyImage({ shape, data }, white) {
  const [height, width] = shape.slice(-2);
  const image = new ImageData(width, height);
  const bytes = image.data;
  for (let index = 0; index < height * width; index += 1) {
    const level = (255 * data[index]) / white;
    bytes[4 * index] = level;
    bytes[4 * index + 1] = level;
    bytes[4 * index + 2] = level;
    bytes[4 * index + 3] = 255;
  }
  return image;
}

/**
 * Average the squares of a canvas.
 *
 * @param {Uint8ClampedArray} rgba  of a grey canvas, `width` squares wide
 * @param {number} width  in squares
 * @param {number} height  in squares
 * @param {number} cell  side of a square
 * @param {(row: number, column: number, mean: number) => void} put
 */
export function averageCells(rgba, width, height, cell, put) {
  const stride = 4 * width * cell;
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      let sum = 0;
      const corner = row * cell * stride + 4 * column * cell;
      for (let y = 0; y < cell; y += 1) {
        const start = corner + y * stride;
        for (let x = 0; x < 4 * cell; x += 4) sum += rgba[start + x];
      }
      put(row, column, Math.round(sum / (cell * cell)));
    }
  }
}

/**
 * @param {HTMLCanvasElement | OffscreenCanvas} canvas  made RASTER × RASTER
 * @returns {{pixels: Uint8Array, begin: () => void, render: (items: Item[]) => void,
 *   extend: (stroke: Stroke, from: number) => void}} `pixels` are the PIXELS × PIXELS grey levels
 *   of what was painted last
 */
export function createRaster(canvas) {
  canvas.width = RASTER;
  canvas.height = RASTER;
  // Read back after each movement, so it must not live on a graphics card.
  const context = contextOf(canvas, { alpha: false, willReadFrequently: true });
  const stamp = new OffscreenCanvas(PIXELS, PIXELS);
  const pixels = new Uint8Array(PIXELS * PIXELS);
  /** @type {{image: ImageData, left: number, top: number} | null} */
  let underTail = null; // what the canvas showed before the last tail: {image, left, top}

  /**
   * @param {import('./geometry.js').Segment} segment
   * @param {{size: number, erase: boolean}} brush
   */
  function paintSegment({ x0, y0, cx, cy, x1, y1, pressure }, { size, erase }) {
    const width = lineWidth(size, pressure);
    context.setTransform(RASTER / SIDE, 0, 0, RASTER / SIDE, 0, 0);
    context.beginPath();
    if (x0 === x1 && y0 === y1) {
      // A line without length leaves no ink.
      context.fillStyle = grey(erase ? PAPER : INK);
      context.arc(x0, y0, width / 2, 0, 2 * Math.PI);
      context.fill();
      return;
    }
    context.strokeStyle = grey(erase ? PAPER : INK);
    context.lineWidth = width;
    context.lineCap = 'round';
    context.lineJoin = 'round';
    context.moveTo(x0, y0);
    context.quadraticCurveTo(cx, cy, x1, y1);
    context.stroke();
  }

  /** @param {Stroke} stroke */
  function paintStroke(stroke) {
    for (const segment of settledSegments(stroke.points)) paintSegment(segment, stroke);
    paintSegment(tailSegment(stroke.points), stroke);
  }

  /** @param {Uint8Array} levels */
  function paintPicture(levels) {
    const image = greyImage({ shape: [PIXELS, PIXELS], data: levels }, INK);
    contextOf(stamp).putImageData(image, 0, 0);
    context.resetTransform();
    context.imageSmoothingEnabled = false;
    context.drawImage(stamp, 0, 0, RASTER, RASTER);
  }

  function removeTail() {
    if (underTail) context.putImageData(underTail.image, underTail.left, underTail.top);
    underTail = null;
  }

  /** @param {import('./geometry.js').Rect} bounds */
  function keepUnderTail(bounds) {
    const cells = touchedCells(bounds, RASTER);
    if (!cells) return;
    const { left, top, right, bottom } = cells;
    underTail = { image: context.getImageData(left, top, right - left, bottom - top), left, top };
  }

  /** @param {import('./geometry.js').Rect | null} bounds */
  function readBack(bounds) {
    const cells = bounds && touchedCells(bounds, PIXELS);
    if (!cells) return;
    const width = cells.right - cells.left;
    const height = cells.bottom - cells.top;
    const { data } = context.getImageData(
      cells.left * CELL, cells.top * CELL, width * CELL, height * CELL,
    );
    averageCells(data, width, height, CELL, (row, column, mean) => {
      pixels[(cells.top + row) * PIXELS + cells.left + column] = mean;
    });
  }

  const raster = {
    pixels,

    /** Forget the tail of the stroke before: what comes now is another stroke. */
    begin() {
      underTail = null;
    },

    /**
     * Paint what a stroke gained from the point with this index on.
     * @param {Stroke} stroke
     * @param {number} from
     */
    extend(stroke, from) {
      const { points, size } = stroke;
      const settled = settledSegments(points, from);
      const tail = tailSegment(points);
      const bounds = segmentBounds(tail, size);
      removeTail();
      for (const segment of settled) paintSegment(segment, stroke);
      keepUnderTail(bounds);
      paintSegment(tail, stroke);
      const painted = settled.map((segment) => segmentBounds(segment, size));
      // The old tail needs no place of its own here: a settled segment now holds it.
      readBack([...painted, bounds].reduce(union));
    },

    /**
     * Paint everything anew.
     * @param {Item[]} items
     */
    render(items) {
      raster.begin();
      context.resetTransform();
      context.fillStyle = grey(PAPER);
      context.fillRect(0, 0, RASTER, RASTER);
      for (const item of visibleItems(items)) {
        if (item.kind === 'stroke') paintStroke(item);
        else if (item.kind === 'picture') paintPicture(fromBase64(item.pixels));
      }
      readBack({ left: 0, top: 0, right: SIDE, bottom: SIDE });
    },
  };
  raster.render([]);
  return raster;
}
