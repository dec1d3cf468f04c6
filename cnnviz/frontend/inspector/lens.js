/** The map that is pointed at, enlarged, its value marked; a click in it goes to another value. */

import { contextOf } from '../ui/canvas.js';
import { make } from '../ui/elements.js';
import { keep } from '../ui/morph.js';
import { guardRepaints } from '../ui/repaint_guard.js';

const LARGEST = { side: 208, cell: 24 }; // CSS pixels of the map and of a value
const SMALLEST = 3;
const CAPTION = 20;
/** Between the map and what stands beside it, CSS pixels. */
export const BESIDE_LENS = 24;

/**
 * What is left for the map; on a phone all stands one below another.
 * @param {{width: number, height: number}} room of both, CSS pixels
 * @param {number} needed width of what stands beside it
 * @returns {{width: number, height: number}}
 */
export const roomBeside = ({ width, height }, needed) => (width < 640
  ? { width, height: Infinity } : { width: width - needed - BESIDE_LENS, height });

/**
 * How large a value is drawn. Pure.
 * @param {{rows: number, across: number}} map
 * @param {{width: number, height: number}} room
 * @returns {number} CSS pixels, whole; 0 when there is too little room
 */
export function cellSize({ rows, across }, { width, height }) {
  /** @param {number} room */
  const side = (room) => Math.min(room, LARGEST.side);
  const cell = Math.min(side(width) / across, side(height - CAPTION) / rows, LARGEST.cell);
  return cell < SMALLEST ? 0 : Math.floor(cell);
}

/** @param {(unit: number[]) => void} onPick */
export function createLens(onPick) {
  const canvas = document.createElement('canvas');
  canvas.setAttribute('role', 'img');
  const context = contextOf(canvas, { willReadFrequently: true }); // kept in main memory
  const mark = createLensMark();
  const caption = make('figcaption', '');
  const element = keep(make('figure', 'lens', caption, make('div', 'lens-map', canvas, mark.element)));
  let part = 0;

  canvas.onclick = ({ offsetX, offsetY }) => {
    /**
     * @param {number} offset
     * @param {number} size
     * @param {number} count
     */
    const within = (offset, size, count) =>
      Math.min(count - 1, Math.max(0, Math.floor((offset / size) * count)));
    onPick([part, within(offsetY, canvas.offsetHeight, canvas.height),
      within(offsetX, canvas.offsetWidth, canvas.width)]);
  };

  return {
    element,
    /**
     * @param {{rows: number, across: number, pixels: Uint32Array}} map
     * @param {object} shown
     * @param {string} shown.name
     * @param {number[]} shown.unit [map, row, column]
     * @param {number | null} shown.done how many values are filled in, while the map is played
     * @param {{width: number, height: number}} room
     * @returns {number} CSS pixels of width that the map takes; 0: too little room, nothing is shown
     */
    show({ rows, across, pixels }, { name, unit: [first, row, column], done }, room) {
      const cell = cellSize({ rows, across }, room);
      if (!cell) return 0;
      part = first;
      if (canvas.width !== across) canvas.width = across;
      if (canvas.height !== rows) canvas.height = rows;
      const image = new ImageData(new Uint8ClampedArray(/** @type {ArrayBuffer} */ (pixels.buffer)), across, rows);
      fill(context, image, done ?? pixels.length);
      canvas.setAttribute('aria-label', `${name}, enlarged`);
      caption.textContent = name;
      Object.assign(canvas.style, {
        width: `${across * cell}px`, height: `${rows * cell}px`,
      });
      mark.show([row, column], cell);
      return across * cell;
    },
  };
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {ImageData} image
 * @param {number} done
 */
function fill(context, image, done) {
  const { width, height } = image;
  const [whole, rest] = [Math.floor(done / width), done % width];
  context.clearRect(0, 0, width, height);
  if (whole) context.putImageData(image, 0, 0, 0, 0, width, whole);
  if (rest) context.putImageData(image, 0, 0, 0, whole, rest, 1);
}

const SVG = 'http://www.w3.org/2000/svg';
/** CSS pixels from the value to the middle of each line. */
const LINES = { 'lens-mark-halo': 3, 'lens-mark-line': 1 };

/**
 * @returns {{element: SVGElement, show: (place: [number, number] | null, cell: number) => void}}
 *   `place`: row and column, `cell`: how large a value is drawn, CSS pixels
 */
export function createLensMark() {
  const element = guardRepaints();
  element.setAttribute('class', 'lens-mark');
  element.setAttribute('aria-hidden', 'true');
  const frames = Object.entries(LINES).map(([name, around]) => {
    const frame = document.createElementNS(SVG, 'rect');
    frame.setAttribute('class', name);
    element.append(frame);
    return { frame, around };
  });
  return {
    element,
    show(place, cell) {
      for (const { frame, around } of frames) {
        frame.style.display = place ? '' : 'none';
        if (!place) continue;
        const side = cell + 2 * around;
        const [y, x] = place.map((at) => at * cell - around);
        for (const [name, value] of Object.entries({ x, y, width: side, height: side })) {
          frame.setAttribute(name, String(value));
        }
      }
    },
  };
}
