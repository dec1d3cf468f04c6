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
 * @param {string} label
 * @returns {object} element: the box; canvas: the map, an `img` for assistive technology
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
  let context = null;
  let overlayContext = null; // made when there is something to draw: most maps have nothing
  let image = null;
  let pixels = null;
  let place = null; // where the map lies in the box
  let link = null;
  let lines = 1; // numbers in a cell

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
    /** @returns {import('./chain.js').Link} */
    link: () => link,
    /** Values of one map, colored by a scale. */
    paint(nextLink, values, start, { ends: [low, high], meaning }) {
      link = nextLink;
      resize(link.shape[1], link.shape[2]);
      lines = 1;
      paintMap(pixels, values, low, high, TABLES[meaning], start);
      context.putImageData(image, 0, 0);
    },
    /** A picture in its own colors. */
    paintColors(nextLink, { shape: [, height, width], data }) {
      link = nextLink;
      resize(height, width);
      lines = 3;
      const area = height * width;
      for (let i = 0; i < area; i += 1) {
        pixels[i] = (255 << 24) | (data[2 * area + i] << 16) | (data[area + i] << 8) | data[i];
      }
      context.putImageData(image, 0, 0);
    },
    /** Place the map as the camera sees it. */
    arrange(camera, fitted, box) {
      const seen = view(camera, fitted, box);
      const { top, left } = extentOf(link);
      const [down, across] = link.jump.map((jump) => jump * seen.scale);
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
    isLegible: () => Boolean(place) && place.cell[1] >= LEGIBLE
      && place.cell[0] >= Math.max(LEGIBLE, lines * LINE),
    /** @returns {{row: number, column: number, inside: boolean}} the map's pixel there */
    pixelAt(event) {
      const at = this.pictureAt(event);
      const { corner } = place;
      const row = Math.floor((at.row - corner.top) / link.jump[0]);
      const column = Math.floor((at.column - corner.left) / link.jump[1]);
      const inside = row >= 0 && column >= 0 && row < link.shape[1] && column < link.shape[2];
      return { row, column, inside };
    },
    /** @returns {{row: number, column: number}} in picture pixels */
    pictureAt({ clientX, clientY }) {
      const { left, top } = element.getBoundingClientRect();
      return { row: place.seen.top + (clientY - top) / place.seen.scale,
        column: place.seen.left + (clientX - left) / place.seen.scale };
    },
    scale: () => place?.seen.scale ?? 1,
    /** @returns {number} CSS pixels a picture pixel at zoom 1 */
    fitted: () => place.fitted,
    /**
     * @param {object} marks
     * @param {import('./chain.js').Region|null} marks.region  to outline
     * @param {(row: number, column: number) => number[]} marks.numbersAt  written in each cell
     * @param {((row: number) => number)|null} marks.revealed  how many of a row's pixels to show
     * @param {number[]|null} marks.padding  padding cells: top, right, bottom, left
     */
    mark(marks) {
      if (!place) return;
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
      const color = (name) => style.getPropertyValue(name);
      drawMarks(overlayContext, { ...place, shape: link.shape, isLegible: this.isLegible() }, marks, {
        accent: color('--st-primary-color'), text: color('--st-text-color'),
        background: color('--st-background-color'), font: color('--st-font') || 'sans-serif',
        ink: (row, column) => (row < 0 || column < 0 || row >= link.shape[1] || column >= link.shape[2]
          ? color('--st-text-color')
          : inkOn(pixels[row * link.shape[2] + column])),
        paper: cssColor(TABLES.picture, 1), grey: cssColor(TABLES.picture, 0.5),
      }, formatValue);
    },
  };
}

/** Black or white, whichever is read better on a canvas pixel. */
function inkOn(pixel) {
  const [r, g, b] = [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255];
  const light = 0.2126 * r ** 2.2 + 0.7152 * g ** 2.2 + 0.0722 * b ** 2.2;
  return cssColor(TABLES.picture, light > 0.18 * 255 ** 2.2 ? 0 : 1);
}
