/** One map: a canvas of its own resolution, seen through a box, with marks and numbers over it. */

import { contextOf } from '../../ui/canvas.js';
import { TABLES, cssColor, paintMap } from '../../ui/colors.js';
import { view } from './camera.js';
import { extentOf } from './chain.js';
import { drawMarks } from './marks.js';
import { formatValue } from './words.js';

/** CSS pixels from which a cell has room for its number. */
const LEGIBLE = 34;
const LINE = 13;

/**
 * @typedef {ReturnType<typeof createMapBox>} MapBox  element: the box; canvas: the map, an `img` for
 *   assistive technology
 * @typedef {ReturnType<typeof view>} Seen
 *
 * @typedef {object} MapPlace  where the map lies in the box
 * @property {Seen} seen
 * @property {{width: number, height: number}} box
 * @property {number} fitted
 * @property {[number, number]} cell  height and width of one
 * @property {{top: number, left: number}} corner
 * @property {number} top
 * @property {number} left
 *
 * @param {string} label
 */
export function createMapBox(label) {
  const element = document.createElement('div');
  element.className = 'map-box';
  const canvas = document.createElement('canvas');
  canvas.className = 'map-pixels';
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', label);
  canvas.tabIndex = 0;
  const overlay = document.createElement('canvas');
  overlay.className = 'map-overlay';
  overlay.setAttribute('aria-hidden', 'true');
  element.append(canvas, overlay);
  /** @type {CanvasRenderingContext2D | null} */
  let context = null;
  /** @type {CanvasRenderingContext2D | null} */
  let overlayContext = null; // made when there is something to draw: most maps have nothing
  /** @type {ImageData | null} */
  let image = null;
  /** @type {Uint32Array} */
  let pixels = new Uint32Array();
  /** @type {MapPlace | null} */
  let place = null;
  /** @type {import('./chain.js').Link | null} */
  let link = null;
  let lines = 1; // numbers in a cell

  /**
   * @param {number} height
   * @param {number} width
   */
  function resize(height, width) {
    if (canvas.width === width && canvas.height === height && image) return;
    Object.assign(canvas, { width, height });
    context = contextOf(canvas, { willReadFrequently: true });
    image = new ImageData(width, height);
    pixels = new Uint32Array(image.data.buffer);
  }

  return {
    element,
    canvas,
    /** @returns {import('./chain.js').Link | null} */
    link: () => link,
    /**
     * Values of one map, colored by a scale.
     * @param {import('./chain.js').Link} nextLink
     * @param {ArrayLike<number>} values
     * @param {number} start
     * @param {import('./scales.js').Scale} scale
     */
    paint(nextLink, values, start, { ends: [low, high], meaning }) {
      link = nextLink;
      resize(nextLink.shape[1], nextLink.shape[2]);
      lines = 1;
      paintMap(pixels, values, low, high, TABLES[meaning], start);
      if (image) context?.putImageData(image, 0, 0);
    },
    /**
     * A picture in its own colors.
     * @param {import('./chain.js').Link} nextLink
     * @param {import('./arithmetic.js').Tensor} picture
     */
    paintColors(nextLink, { shape: [, height, width], data }) {
      link = nextLink;
      resize(height, width);
      lines = 3;
      const area = height * width;
      for (let i = 0; i < area; i += 1) {
        pixels[i] = (255 << 24) | (data[2 * area + i] << 16) | (data[area + i] << 8) | data[i];
      }
      if (image) context?.putImageData(image, 0, 0);
    },
    /**
     * Place the map as the camera sees it.
     * @param {import('./camera.js').Camera} camera
     * @param {number} fitted
     * @param {{width: number, height: number}} box
     */
    arrange(camera, fitted, box) {
      if (!link) return;
      const seen = view(camera, fitted, box);
      const { top, left } = extentOf(link);
      const [down, across] = [link.jump[0] * seen.scale, link.jump[1] * seen.scale];
      place = { seen, box, fitted, cell: [down, across], corner: { top, left },
        top: Math.round((top - seen.top) * seen.scale),
        left: Math.round((left - seen.left) * seen.scale) };
      Object.assign(element.style, { width: `${box.width}px`, height: `${box.height}px` });
      Object.assign(canvas.style, {
        width: `${link.shape[2] * across}px`, height: `${link.shape[1] * down}px`,
        transform: `translate(${place.left}px, ${place.top}px)`,
        imageRendering: seen.scale * link.jump[0] < 1 ? 'auto' : 'pixelated',
      });
    },
    /** @returns {boolean} whether cells are large enough for their numbers */
    isLegible: () => place !== null && place.cell[1] >= LEGIBLE
      && place.cell[0] >= Math.max(LEGIBLE, lines * LINE),
    /**
     * @param {{clientX: number, clientY: number}} event
     * @returns {{row: number, column: number, inside: boolean}} the map's pixel there
     */
    pixelAt(event) {
      if (!place || !link) return { row: 0, column: 0, inside: false };
      const at = this.pictureAt(event);
      const { corner } = place;
      const row = Math.floor((at.row - corner.top) / link.jump[0]);
      const column = Math.floor((at.column - corner.left) / link.jump[1]);
      const inside = row >= 0 && column >= 0 && row < link.shape[1] && column < link.shape[2];
      return { row, column, inside };
    },
    /**
     * @param {{clientX: number, clientY: number}} event
     * @returns {{row: number, column: number}} in picture pixels
     */
    pictureAt({ clientX, clientY }) {
      if (!place) return { row: 0, column: 0 };
      const { left, top } = element.getBoundingClientRect();
      return { row: place.seen.top + (clientY - top) / place.seen.scale,
        column: place.seen.left + (clientX - left) / place.seen.scale };
    },
    scale: () => place?.seen.scale ?? 1,
    /** @returns {number} CSS pixels a picture pixel at zoom 1 */
    fitted: () => place?.fitted ?? 1,
    /** @param {import('./marks.js').Marks} marks */
    mark(marks) {
      if (!place || !link) return;
      const { shape } = link;
      const isEmpty = !marks.region && !marks.revealed && !marks.padding && !this.isLegible();
      overlay.hidden = isEmpty;
      if (isEmpty) return;
      const ratio = window.devicePixelRatio || 1;
      const [width, height] = [place.box.width, place.box.height].map((n) => Math.round(n * ratio));
      if (overlay.width !== width) overlay.width = width;
      if (overlay.height !== height) overlay.height = height;
      overlayContext ??= contextOf(overlay);
      overlayContext.setTransform(ratio, 0, 0, ratio, 0, 0);
      overlayContext.clearRect(0, 0, place.box.width, place.box.height);
      const style = getComputedStyle(element);
      /** @param {string} name */
      const color = (name) => style.getPropertyValue(name);
      drawMarks(overlayContext, { ...place, shape, isLegible: this.isLegible() }, marks, {
        accent: color('--st-primary-color'), text: color('--st-text-color'),
        background: color('--st-background-color'), font: color('--st-font') || 'sans-serif',
        /**
         * @param {number} row
         * @param {number} column
         */
        ink: (row, column) => (row < 0 || column < 0 || row >= shape[1] || column >= shape[2]
          ? color('--st-text-color')
          : inkOn(pixels[row * shape[2] + column])),
        paper: cssColor(TABLES.picture, 1), grey: cssColor(TABLES.picture, 0.5),
      }, formatValue);
    },
  };
}

/**
 * Black or white, whichever is read better on a canvas pixel.
 * @param {number} pixel
 */
function inkOn(pixel) {
  const [r, g, b] = [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255];
  const light = 0.2126 * r ** 2.2 + 0.7152 * g ** 2.2 + 0.0722 * b ** 2.2;
  return cssColor(TABLES.picture, light > 0.18 * 255 ** 2.2 ? 0 : 1);
}
