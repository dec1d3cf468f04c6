/**
 * One slice of a kernel as a grid of cells: dragged, typed, moved through by arrow keys.
 *
 * @typedef {{row: number, column: number}} Place
 */

import { cellColors } from '../ui/colors.js';
import { closest } from '../ui/find.js';
import { FINE_STEP, STEP, followDrag } from './cell_drag.js';
import { formatCell, spokenNumber, stepped } from './cell_number.js';
import { editCell } from './cell_text.js';
import { isInside } from './mask.js';

/** @type {Record<string, [number, number]>} */
const MOVES = {
  ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
};
const BEGINS_NUMBER = /^[\d.,+\-\u2212]$/;

/**
 * @param {object} handlers
 * @param {(place: Place, value: number, timeStamp: number) => void} handlers.onDrag  goes on
 * @param {(keep: boolean) => void} handlers.onDragEnd  false: as it was before the drag
 * @param {(place: Place, value: number, timeStamp: number) => void} handlers.onValue  at once
 * @param {(sentence: string) => void} handlers.onProblem
 */
export function createKernelGrid({ onDrag, onDragEnd, onValue, onProblem }) {
  const listening = new AbortController();
  const { signal } = listening;
  const element = document.createElement('div');
  element.className = 'kernel-grid';
  element.setAttribute('role', 'grid');
  /** @type {{rows: number[][], mask: import('./mask.js').Mask}} */
  let shown = { rows: [], mask: 'square' };
  /** @type {HTMLElement[][]} */
  let cells = []; // rows of elements
  let current = { row: 0, column: 0 }; // the one tab stop

  /** @param {HTMLElement} cell */
  const placeOf = (cell) => ({ row: Number(cell.dataset.row), column: Number(cell.dataset.column) });
  /** @param {Place} place */
  const valueAt = ({ row, column }) => shown.rows[row][column];
  /** @param {Place} place */
  const isOpen = ({ row, column }) =>
    isInside(shown.mask, { height: cells.length, width: cells[0].length }, row, column);

  /**
   * @param {number} height
   * @param {number} width
   */
  function build(height, width) {
    element.style.setProperty('--kernel-width', String(width));
    cells = Array.from({ length: height }, (_, r) =>
      Array.from({ length: width }, (_, c) => createCell(r, c)));
    element.replaceChildren(...cells.map((row) => {
      const line = document.createElement('div');
      line.className = 'kernel-row';
      line.setAttribute('role', 'row');
      line.append(...row);
      return line;
    }));
    go({ row: Math.min(current.row, height - 1), column: Math.min(current.column, width - 1) });
  }

  /**
   * Move the tab stop, and the focus with it if it is here.
   * @param {Place} place
   * @param {boolean} [focus]
   */
  function go(place, focus = false) {
    cells[current.row]?.[current.column]?.setAttribute('tabindex', '-1');
    current = place;
    const cell = cells[place.row][place.column];
    cell.setAttribute('tabindex', '0');
    if (focus) cell.focus();
  }

  /** @param {[number, number]} way */
  function moveBy([down, right]) {
    const row = Math.min(cells.length - 1, Math.max(0, current.row + down));
    const column = Math.min(cells[0].length - 1, Math.max(0, current.column + right));
    go({ row, column }, true);
  }

  /**
   * @param {HTMLElement} cell
   * @param {string} [typed]
   */
  function edit(cell, typed) {
    const place = placeOf(cell);
    if (!isOpen(place) || cell.querySelector('input')) return;
    editCell(cell, {
      value: valueAt(place),
      typed,
      onProblem,
      onValue: (value, timeStamp) => onValue(place, value, timeStamp),
      onEnd: (move) => move && moveBy(move),
    });
  }

  const dragging = followDrag(element, {
    cellOf(target) {
      const cell = closest(target, '.kernel-cell');
      return cell && !closest(target, 'input') && isOpen(placeOf(cell)) ? cell : null;
    },
    valueOf: (cell) => valueAt(placeOf(cell)),
    press: (cell) => go(placeOf(cell), true),
    change: (cell, value, timeStamp) => onDrag(placeOf(cell), value, timeStamp),
    end: (_, keep) => onDragEnd(keep),
    click: (cell) => edit(cell),
  }, signal);

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    if (event.isComposing) return;
    const { key, ctrlKey, altKey, metaKey, shiftKey } = event;
    const move = MOVES[key];
    const held = ctrlKey || altKey || metaKey;
    /** @param {number} value */
    const set = (value) => isOpen(current) && value !== valueAt(current)
      && onValue(current, value, event.timeStamp);
    if (key === 'Escape' && dragging.cancel()) { /* taken back */ }
    else if (move?.[0] && (ctrlKey || altKey)) {
      set(stepped(valueAt(current), -move[0], shiftKey ? FINE_STEP : STEP));
    } else if (held) return;
    else if (move) moveBy(move);
    else if (key === 'Home' || key === 'End') moveBy([0, key === 'Home' ? -99 : 99]);
    else if (key === 'Delete' || key === 'Backspace') set(0);
    else if (key === 'Enter' || key === 'F2') edit(cells[current.row][current.column]);
    else if (BEGINS_NUMBER.test(key)) edit(cells[current.row][current.column], key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  element.addEventListener('keydown', onKey, { signal });
  // On Linux the middle button pastes, which nobody expects of a press on a number.
  for (const type of ['mousedown', 'mouseup', 'auxclick']) {
    element.addEventListener(type, (event) => {
      if (event instanceof MouseEvent && event.button === 1) event.preventDefault();
    }, {
      signal,
    });
  }
  element.addEventListener('focusin', ({ target }) => {
    const cell = closest(target, '.kernel-cell');
    if (cell && cell === target) go(placeOf(cell));
  }, { signal });

  return {
    element,

    /** @returns {Place | null} of the cell that has the focus */
    focused: () => (element.querySelector('.kernel-cell:focus') ? current : null),

    /** @returns {boolean} whether there was a drag to take back */
    cancelDrag: dragging.cancel,

    /**
     * @param {object} slice
     * @param {number[][]} slice.rows
     * @param {number} slice.largest  weight of the kernel
     * @param {import('./mask.js').Mask} slice.mask
     * @param {string} slice.label
     */
    update({ rows, largest, mask, label }) {
      shown = { rows, mask };
      if (element.ariaLabel !== label) element.setAttribute('aria-label', label);
      if (cells.length !== rows.length || cells[0].length !== rows[0].length) {
        build(rows.length, rows[0].length);
      }
      rows.forEach((row, r) => row.forEach((value, c) =>
        paint(cells[r][c], value, largest, isOpen({ row: r, column: c }))));
    },

    destroy() {
      listening.abort();
      element.remove();
    },
  };
}

/**
 * @param {number} row
 * @param {number} column
 */
function createCell(row, column) {
  const cell = document.createElement('div');
  cell.className = 'kernel-cell';
  cell.setAttribute('role', 'gridcell');
  cell.setAttribute('tabindex', '-1');
  Object.assign(cell.dataset, { row, column });
  const number = document.createElement('span');
  number.className = 'kernel-number';
  cell.append(number);
  return cell;
}

/**
 * What this cell shows; nothing is touched that stays as it was.
 * @param {HTMLElement} cell
 * @param {number} value
 * @param {number} largest
 * @param {boolean} open
 */
function paint(cell, value, largest, open) {
  const look = open ? cellColors(value, largest) : { paper: '', ink: '' };
  const key = open ? `${value} ${look.paper}` : 'outside';
  if (cell.dataset.shown === key) return;
  cell.dataset.shown = key;
  const { row, column } = cell.dataset;
  const name = `row ${Number(row) + 1}, column ${Number(column) + 1}`;
  cell.style.setProperty('--kernel-paper', look.paper);
  cell.style.setProperty('--kernel-ink', look.ink);
  if (cell.firstChild) cell.firstChild.textContent = open ? formatCell(value) : '';
  cell.classList.toggle('is-outside', !open);
  cell.setAttribute('aria-disabled', String(!open));
  cell.setAttribute('aria-label', `${name}: ${open ? spokenNumber(value) : 'outside the mask'}`);
  const exact = spokenNumber(value);
  cell.title = open && exact !== formatCell(value) ? exact : '';
}
