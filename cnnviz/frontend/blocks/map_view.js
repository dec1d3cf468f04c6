/** One map in full, enlarged: its value under the pointer is read out, a click pins it. */

import { createLensMark } from '../inspector/lens.js';
import { partName } from '../network/columns.js';
import { unitName } from '../network/units.js';
import { TABLES } from '../ui/colors.js';
import { make, makeButton } from '../ui/elements.js';
import { formatNumber } from '../ui/numbers.js';
import { scaleOf } from '../ui/ranges.js';
import { createPicture } from '../ui/picture.js';

/** @type {Record<string, [number, number]>} */
const MOVES = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
/** @type {Record<string, [string, [number, number]]>} */
const BUTTONS = {
  '←': ['Left', [0, -1]], '↑': ['Up', [-1, 0]], '↓': ['Down', [1, 0]], '→': ['Right', [0, 1]],
};
const HINT = matchMedia('(pointer: coarse)').matches
  ? 'Tap a value.' : 'Point at a value; a click pins it.';

/**
 * Where a map is strongest.
 * @param {ArrayLike<number>} values
 * @param {number} across values in a row
 * @returns {[number, number]} row, column
 */
export function strongestPlace(values, across) {
  let best = 0;
  for (let i = 1; i < values.length; i += 1) if (values[i] > values[best]) best = i;
  return [Math.floor(best / across), best % across];
}

/**
 * @param {object} options
 * @param {(place: [number, number] | null) => void} options.onPoint row, column
 * @param {(place: [number, number]) => void} options.onPin
 */
export function createMapView({ onPoint, onPin }) {
  const canvas = document.createElement('canvas');
  canvas.setAttribute('role', 'img');
  canvas.tabIndex = 0;
  const mark = createLensMark();
  const [caption, readout] = [make('figcaption', ''), make('p', 'map-readout')];
  const arrows = make('div', 'map-arrows', ...Object.entries(BUTTONS).map(([sign, [word, way]]) => {
    const arrow = makeButton(sign, () => { if (values) step(way); });
    arrow.setAttribute('aria-label', word);
    return arrow;
  }));
  const element = make('figure', 'block-map-view', caption, make('div', 'lens-map', canvas, mark.element),
    readout, arrows);
  /** @type {import('../network/columns.js').Column | null} */
  let column = null;
  let map = 0;
  /** @type {ArrayLike<number> | null} */
  let values = null;
  let cell = 1;
  /** @type {[number, number] | null} */
  let marked = null;
  /** @type {ReturnType<typeof createPicture> | null} */
  let picture = null;

  /**
   * @param {MouseEvent} event
   * @returns {[number, number]}
   */
  const placeUnder = ({ offsetX, offsetY }) => [
    Math.min((column?.rows ?? 1) - 1, Math.max(0, Math.floor(offsetY / cell))),
    Math.min((column?.across ?? 1) - 1, Math.max(0, Math.floor(offsetX / cell)))];
  canvas.addEventListener('pointermove', (event) => {
    if (event.pointerType !== 'touch' && values) onPoint(placeUnder(event));
  });
  canvas.addEventListener('pointerleave', () => onPoint(null));
  canvas.addEventListener('click', (event) => { if (values) onPin(placeUnder(event)); });
  canvas.addEventListener('keydown', (event) => {
    if (!values || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key in MOVES) step(MOVES[event.key]);
    else if (event.key === 'Enter' || event.key === ' ') onPin(startingPlace());
    else return;
    event.preventDefault();
  });

  /** @returns {[number, number]} */
  const startingPlace = () =>
    marked ?? (values && column ? strongestPlace(values, column.across) : [0, 0]);

  /** A value is as large as whole CSS pixels allow. */
  function size() {
    if (!column || !element.clientWidth) return;
    cell = Math.max(1, Math.floor(element.clientWidth / Math.max(column.rows, column.across)));
    Object.assign(canvas.style, { width: `${column.across * cell}px`, height: `${column.rows * cell}px` });
    mark.show(marked, cell);
  }
  const resizing = new ResizeObserver(size);
  resizing.observe(element);

  /** @param {[number, number]} way */
  function step([down, right]) {
    const [row, across] = startingPlace();
    /**
     * @param {number} at
     * @param {number} count
     */
    const within = (at, count) => Math.min(count - 1, Math.max(0, at));
    if (!column) return;
    /** @type {[number, number]} */
    const next = [within(row + down, column.rows), within(across + right, column.across)];
    if (next[0] !== row || next[1] !== across) onPin(next); // the same again would let go
  }

  function say() {
    if (!marked || !values || !column) {
      readout.textContent = HINT;
      return;
    }
    const value = values[marked[0] * column.across + marked[1]];
    readout.textContent = `${unitName(column, [map, ...marked])}: ${formatNumber(value)}`;
  }

  return {
    element,
    /** @returns {ArrayLike<number> | null} the map's numbers */
    get values() { return values; },
    /**
     * Another map is looked at; its numbers come later.
     * @param {import('../network/columns.js').Column} nextColumn
     * @param {number} nextMap
     */
    show(nextColumn, nextMap) {
      if (column === nextColumn && map === nextMap) return;
      [column, map, values] = [nextColumn, nextMap, null];
      const name = partName(nextColumn, nextMap);
      caption.textContent = name;
      canvas.setAttribute('aria-label', `${name}, enlarged`);
      size();
    },
    /** @param {ArrayLike<number>} next the map's numbers */
    take(next) {
      values = next;
      say();
    },
    /** @param {[number, number]} ends of the color scale */
    paint(ends) {
      if (!column || !values) return;
      if (!picture || canvas.width !== column.across || canvas.height !== column.rows) {
        picture = createPicture(column.across, column.rows, canvas);
      }
      picture.paint(values, ...ends, TABLES[scaleOf(column.meaning)]);
    },
    /** @param {[number, number] | null} place */
    mark(place) {
      marked = place;
      mark.show(place, cell);
      say();
    },
    focus: () => canvas.focus(),
    destroy: () => resizing.disconnect(),
  };
}
