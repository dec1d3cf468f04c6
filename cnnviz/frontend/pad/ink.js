/**
 * A drawing on its canvas: strokes grow on it at once, everything else paints it anew.
 *
 * @typedef {import('./strokes.js').Drawing} Drawing
 * @typedef {{x: number, y: number, pressure: number}} Sample
 */

import { toBase64 } from '../ui/base64.js';
import { isNewPoint } from './geometry.js';
import { createRaster } from './raster.js';
import {
  PIXELS, add, bounded, canRedo, canUndo, emptyDrawing, redo, undo, visibleItems,
} from './strokes.js';

// Someone who never lifts the pen still gets a history, and a drawing that stays small.
const MAX_POINTS = 3000;
// Paler pixels are what an eraser leaves behind; the network's input doesn't count them either.
const FAINTEST_INK = 0.1 * 255;

/**
 * What these items look like, as the pixels of a picture item.
 * @param {import('./strokes.js').Item[]} items
 */
function flatten(items) {
  const raster = createRaster(new OffscreenCanvas(1, 1));
  raster.render(items);
  return toBase64(raster.pixels);
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {object} options
 * @param {(timeStamp: number) => void} options.onPaint  after the pixels changed
 * @param {() => void} options.onHistory  after an item came or went
 */
export function createInk(canvas, { onPaint, onHistory }) {
  const raster = createRaster(canvas);
  let drawing = emptyDrawing();
  /** @type {import('./strokes.js').Stroke | null} */
  let stroke = null; // the one that grows; it joins the drawing at its end

  /**
   * @param {Drawing} next
   * @param {number} timeStamp
   */
  function show(next, timeStamp) {
    drawing = next;
    raster.render(drawing.items);
    onPaint(timeStamp);
    onHistory();
  }

  const ink = {
    pixels: () => raster.pixels.slice(),
    isBlank: () => raster.pixels.every((level) => level < FAINTEST_INK),
    isDrawing: () => stroke !== null,
    canUndo: () => stroke !== null || canUndo(drawing),
    canRedo: () => stroke === null && canRedo(drawing),
    canClear: () => stroke !== null || visibleItems(drawing.items).length > 0,

    /**
     * Start a stroke: a dot until it is extended.
     * @param {Sample} sample
     * @param {{size: number, erase: boolean}} brush
     * @param {number} timeStamp
     */
    begin({ x, y, pressure }, { size, erase }, timeStamp) {
      ink.end();
      stroke = { kind: 'stroke', points: [x, y, pressure], size, erase };
      raster.begin();
      raster.extend(stroke, 0);
      onPaint(timeStamp);
    },

    /**
     * Let the stroke grow.
     *
     * @param {Sample[]} samples
     * @param {number} timeStamp  of the last one
     */
    extend(samples, timeStamp) {
      if (!stroke) return;
      const { points } = stroke;
      const known = points.length / 3;
      for (const { x, y, pressure } of samples) {
        if (isNewPoint(points, x, y, pressure)) points.push(x, y, pressure);
      }
      if (points.length / 3 === known) return;
      raster.extend(stroke, known);
      onPaint(timeStamp);
      if (points.length / 3 < MAX_POINTS) return;
      const [x, y, pressure] = points.slice(-3);
      ink.begin({ x, y, pressure }, stroke, timeStamp);
    },

    /** End the stroke, if there is one. */
    end() {
      if (!stroke) return;
      drawing = bounded(add(drawing, stroke), flatten);
      stroke = null;
      onHistory();
    },

    /** @param {number} timeStamp */
    undo(timeStamp) {
      ink.end();
      if (canUndo(drawing)) show(undo(drawing), timeStamp);
    },

    /** @param {number} timeStamp */
    redo(timeStamp) {
      ink.end();
      if (canRedo(drawing)) show(redo(drawing), timeStamp);
    },

    /** @param {number} timeStamp */
    clear(timeStamp) {
      ink.end();
      if (visibleItems(drawing.items).length) show(add(drawing, { kind: 'clear' }), timeStamp);
    },

    /**
     * Put a picture of PIXELS × PIXELS grey levels in the place of the drawing.
     * @param {Uint8Array} levels
     * @param {number} timeStamp
     */
    load(levels, timeStamp) {
      if (levels.length !== PIXELS * PIXELS) {
        throw new RangeError(`a drawing must have ${PIXELS * PIXELS} pixels, got ${levels.length}`);
      }
      ink.end();
      /** @type {import('./strokes.js').Picture} */
      const picture = { kind: 'picture', pixels: toBase64(levels) };
      show(bounded(add(drawing, picture), flatten), timeStamp);
    },

    /** @returns {Drawing} with the stroke that grows */
    drawing: () => (stroke ? add(drawing, { ...stroke, points: [...stroke.points] }) : drawing),

    /** @param {Drawing} next */
    restore(next) {
      stroke = null;
      drawing = next;
      raster.render(drawing.items);
    },
  };
  return ink;
}
