/** A small table of numbers, as they stand in a window or a kernel. */

import { commonDecimals, written } from './decimals.js';

/**
 * @param {number[][]} rows
 * @param {object} options
 * @param {string} options.label  for assistive technology
 * @param {number} [options.decimals]  of all; where not given, each has as many as it needs
 * @param {(row: number, column: number) => boolean} [options.isMarked]  a border cell
 * @param {(row: number, column: number) => boolean} [options.isWinner]
 * @param {(row: number, column: number) => {paper: string, ink: string}} [options.colors]  CSS colors
 * @returns {HTMLTableElement}
 */
export function numberGrid(rows, { label, decimals, isMarked, isWinner, colors }) {
  const write = (number) => written(number, decimals ?? commonDecimals([number]).decimals);
  const table = document.createElement('table');
  table.className = 'number-grid';
  table.setAttribute('aria-label', label);
  rows.forEach((numbers, y) => {
    const row = table.insertRow();
    numbers.forEach((number, x) => {
      const cell = row.insertCell();
      cell.textContent = write(number);
      if (colors) {
        const { paper, ink } = colors(y, x);
        cell.style.background = paper;
        cell.style.color = ink;
      }
      if (isMarked?.(y, x)) {
        cell.className = 'is-border';
        cell.title = 'border';
      }
      if (isWinner?.(y, x)) cell.className = 'is-winner';
    });
  });
  return table;
}
