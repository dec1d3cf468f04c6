/** A heatmap to be laid over the picture, whose numbers can be pointed at. */

import { contextOf } from '../ui/canvas.js';
import { TABLES, cssColor } from '../ui/colors.js';
import { methodNamed } from './methods.js';
import { strongest, tint } from './scale.js';

/** Canvas pixels a side, at least: the mark around a cell wants some for its lines. */
const SHARP = 448;
const MARK = 2; // canvas pixels, of each of its two lines
const GREY_AT_ONCE = 4; // times as fast as the heatmap appears, the picture's own colors go
const FAR = 8; // cells that an arrow key goes with Shift
/** @type {Record<string, [number, number]>} */
const MOVES = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

/**
 * @typedef {{row: number, column: number}} Cell
 *
 * @typedef {object} Laid over a picture
 * @property {import('./asking.js').Shown} heat
 * @property {[number, number]} ends
 * @property {number} opacity
 * @property {string} label
 */

/**
 * @param {number} value
 * @param {number} count
 */
const clamp = (value, count) => Math.min(count - 1, Math.max(0, value));

/**
 * @param {(cell: Cell | null) => void} onPoint
 * @returns {{element: HTMLCanvasElement, mark: (cell: Cell | null) => void,
 *   show: (shown: Laid | null) => void}}
 */
export function createHeatmapCanvas(onPoint) {
  const element = document.createElement('canvas');
  element.className = 'heat-canvas';
  element.setAttribute('role', 'img');
  const context = contextOf(element);
  const small = document.createElement('canvas');
  /** @type {Laid | null} */
  let shown = null;
  /** @type {Cell | null} */
  let marked = null;
  let scale = 1;

  /** @param {Laid} laid */
  function paint({ heat: { rows, across, data, message }, ends, opacity }) {
    resize(rows, across);
    const image = new ImageData(across, rows);
    const table = TABLES[methodNamed(message.method).meaning];
    tint(new Uint32Array(image.data.buffer), data, ends, table, opacity);
    contextOf(small).putImageData(image, 0, 0);
    draw();
  }

  /**
   * @param {number} rows
   * @param {number} across
   */
  function resize(rows, across) {
    if (small.width === across && small.height === rows) return;
    [small.width, small.height] = [across, rows];
    scale = Math.max(1, Math.round(SHARP / Math.max(rows, across)));
    [element.width, element.height] = [across * scale, rows * scale];
  }

  function draw() {
    context.clearRect(0, 0, element.width, element.height);
    context.imageSmoothingEnabled = false; // pixels are pixels
    context.drawImage(small, 0, 0, element.width, element.height);
    const cell = marked;
    if (cell) [1, 0].forEach((share, i) => ring(cell, share, MARK * (2 - i)));
  }

  /**
   * Dark within light, so that it is seen on anything.
   * @param {Cell} cell
   * @param {number} share
   * @param {number} distance
   */
  function ring(cell, share, distance) {
    const [left, top] = [cell.column * scale, cell.row * scale];
    context.strokeStyle = cssColor(TABLES.picture, share);
    context.lineWidth = MARK;
    context.strokeRect(left - distance + MARK / 2, top - distance + MARK / 2,
      scale + 2 * distance - MARK, scale + 2 * distance - MARK);
  }

  /**
   * @param {MouseEvent} event
   * @param {import('./scale.js').Heat} heat
   */
  function cellUnder({ clientX, clientY }, { rows, across }) {
    const box = element.getBoundingClientRect();
    return {
      row: clamp(Math.floor(((clientY - box.top) / box.height) * rows), rows),
      column: clamp(Math.floor(((clientX - box.left) / box.width) * across), across),
    };
  }

  for (const type of /** @type {const} */ (['pointerdown', 'pointermove'])) {
    element.addEventListener(type, (event) => { if (shown) onPoint(cellUnder(event, shown.heat)); });
  }
  element.addEventListener('pointerleave', ({ pointerType }) => {
    if (pointerType !== 'touch') onPoint(null); // a finger that is lifted has pointed
  });
  element.addEventListener('focus', () => {
    if (shown && element.matches(':focus-visible')) onPoint(strongest(shown.heat));
  });
  element.addEventListener('blur', () => onPoint(null));
  element.addEventListener('keydown', (event) => {
    const { key, shiftKey, ctrlKey, altKey, metaKey } = event;
    if (!shown || ctrlKey || altKey || metaKey) return;
    const isAway = key === 'Escape' && marked;
    if (!MOVES[key] && !isAway) return;
    event.preventDefault();
    event.stopPropagation(); // what lies below has arrow keys of its own
    onPoint(isAway ? null : moved(shown.heat, MOVES[key], shiftKey ? FAR : 1));
  });

  /**
   * @param {import('./scale.js').Heat} heat
   * @param {[number, number]} way
   * @param {number} far
   */
  function moved(heat, [down, right], far) {
    const { rows, across } = heat;
    const from = marked ?? strongest(heat);
    return {
      row: clamp(from.row + down * far, rows),
      column: clamp(from.column + right * far, across),
    };
  }

  /** @param {Laid | null} next */
  function show(next) {
    shown = next;
    element.hidden = !shown;
    element.tabIndex = shown ? 0 : -1;
    if (!shown) return;
    element.setAttribute('aria-label', shown.label);
    element.classList.toggle('is-before', !shown.heat.isCurrent);
    element.style.setProperty('--grey', String(Math.min(1, GREY_AT_ONCE * shown.opacity)));
    paint(shown);
  }

  show(null);
  return {
    element,
    show,
    mark(cell) {
      marked = cell;
      if (shown) draw();
    },
  };
}
