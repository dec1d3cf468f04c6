/** One map in full, enlarged: its value under the pointer is read out, a click pins it. */

import { TABLES } from '../colors.js';
import { make } from '../inspector/elements.js';
import { createPicture } from '../network/picture.js';
import { partName } from '../network/columns.js';
import { unitName } from '../network/units.js';
import { formatNumber } from '../numbers.js';

const MOVES = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
/** CSS pixels: a whole multiple of 7, 14, 28, 56 and 112. */
const SIDE = 336;
const HINT = 'Point at a value; a click pins it.';

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
  const mark = make('div', 'lens-mark');
  const [caption, readout] = [make('figcaption', ''), make('p', 'map-readout')];
  const element = make('figure', 'block-map-view', caption, make('div', 'lens-map', canvas, mark), readout);
  let [column, map, values, cell, marked, picture] = [null, 0, null, 1, null, null];

  const placeUnder = ({ offsetX, offsetY }) => [
    Math.min(column.rows - 1, Math.max(0, Math.floor(offsetY / cell))),
    Math.min(column.across - 1, Math.max(0, Math.floor(offsetX / cell)))];
  canvas.addEventListener('pointermove', (event) => {
    if (event.pointerType !== 'touch' && values) onPoint(placeUnder(event));
  });
  canvas.addEventListener('pointerleave', () => onPoint(null));
  canvas.addEventListener('click', (event) => { if (values) onPin(placeUnder(event)); });
  canvas.addEventListener('keydown', (event) => {
    if (!values || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key in MOVES) {
      const [down, right] = MOVES[event.key];
      const [row, across] = marked ?? strongestPlace(values, column.across);
      const within = (at, count) => Math.min(count - 1, Math.max(0, at));
      onPin([within(row + down, column.rows), within(across + right, column.across)]);
    } else if (event.key === 'Enter' || event.key === ' ') {
      onPin(marked ?? strongestPlace(values, column.across));
    } else return;
    event.preventDefault();
  });

  function say() {
    if (!marked || !values) {
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
      caption.textContent = partName(column, map);
      canvas.setAttribute('aria-label', `${partName(column, map)}, enlarged`);
      cell = Math.max(1, Math.floor(SIDE / Math.max(column.rows, column.across)));
    },
    /** @param {ArrayLike<number>} next the map's numbers */
    take(next) {
      values = next;
      say();
    },
    /** @param {[number, number]} ends of the color scale */
    paint(ends) {
      if (!picture || canvas.width !== column.across || canvas.height !== column.rows) {
        picture = createPicture(column.across, column.rows, canvas);
        Object.assign(canvas.style, { width: `${column.across * cell}px`, height: `${column.rows * cell}px` });
      }
      picture.paint(values, ...ends, TABLES[column.meaning]);
    },
    /** @param {[number, number] | null} place @param {boolean} isPinned */
    mark(place, isPinned) {
      marked = place;
      mark.hidden = !place;
      mark.classList.toggle('is-pinned', isPinned);
      if (place) {
        Object.assign(mark.style, { left: `${place[1] * cell}px`, top: `${place[0] * cell}px`,
          width: `${cell}px`, height: `${cell}px` });
      }
      say();
    },
    focus: () => canvas.focus(),
  };
}
