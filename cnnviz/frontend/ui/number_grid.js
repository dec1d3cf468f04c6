/** A small table of numbers, as they stand in a window or a kernel. */

import { commonDecimals, written } from './numbers.js';

/**
 * @typedef {object} Looks
 * @property {number} [decimals]  of all; where not given, each has as many as it needs
 * @property {(row: number, column: number) => boolean} [isMarked]  a padding cell
 * @property {(row: number, column: number) => boolean} [isWinner]
 * @property {(row: number, column: number) => {paper: string, ink: string}} [colors]  CSS colors
 *
 * @typedef {{cell: HTMLTableCellElement, text: Text, looks: string, paper: string}} Shown
 */

/**
 * A table whose numbers may run: what hasn't changed isn't touched.
 * @param {string} label  for assistive technology
 * @returns {{element: HTMLTableElement, show: (rows: number[][], looks: Looks) => void}}
 */
export function createNumberGrid(label) {
  const table = document.createElement('table');
  table.className = 'number-grid';
  table.setAttribute('aria-label', label);
  /** @type {Shown[][]} */
  let cells = [];

  /** @param {number[][]} rows */
  function build(rows) {
    table.replaceChildren();
    cells = rows.map((numbers) => {
      const row = table.insertRow();
      return numbers.map(() => {
        const text = new Text();
        const cell = row.insertCell();
        cell.append(text);
        return { cell, text, looks: '', paper: '' };
      });
    });
  }

  return {
    element: table,
    show(rows, { decimals, isMarked, isWinner, colors }) {
      if (cells.length !== rows.length || cells[0].length !== rows[0].length) build(rows);
      rows.forEach((numbers, y) => numbers.forEach((number, x) => {
        const shown = cells[y][x];
        const text = written(number, decimals ?? commonDecimals([number]).decimals);
        if (shown.text.data !== text) shown.text.data = text;
        dress(shown, isWinner?.(y, x) ? 'is-winner' : isMarked?.(y, x) ? 'is-border' : '');
        if (colors) paint(shown, colors(y, x));
      }));
    },
  };
}

/**
 * @param {Shown} shown
 * @param {string} looks
 */
function dress(shown, looks) {
  if (shown.looks === looks) return;
  shown.looks = looks;
  shown.cell.className = looks;
  shown.cell.title = looks === 'is-border' ? 'border' : '';
}

/**
 * @param {Shown} shown
 * @param {{paper: string, ink: string}} colors
 */
function paint(shown, { paper, ink }) {
  if (shown.paper === paper) return;
  shown.paper = paper;
  shown.cell.style.cssText = `background: ${paper}; color: ${ink}`;
}

/**
 * A table of numbers that stay.
 * @param {number[][]} rows
 * @param {Looks & {label: string}} options
 * @returns {HTMLTableElement}
 */
export function numberGrid(rows, { label, ...looks }) {
  const grid = createNumberGrid(label);
  grid.show(rows, looks);
  return grid.element;
}
