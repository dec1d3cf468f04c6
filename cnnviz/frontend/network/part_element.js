/** The element that stands for a map, a strip or a kernel; its pixels are on the column's sheet. */

/** @typedef {import('./sheet.js').Cells} Cells */

/**
 * @param {string} name
 * @param {string} className
 * @param {Cells} cells
 * @returns {HTMLElement}
 */
export function createPartElement(name, className, cells) {
  const element = document.createElement('div');
  element.className = className;
  element.setAttribute('role', 'img');
  element.setAttribute('aria-label', name);
  setCells(element, cells);
  return element;
}

/**
 * @param {HTMLElement} element
 * @param {Cells} cells
 */
export function setCells(element, { rows, across }) {
  Object.assign(element.dataset, { rows, columns: across });
}

/**
 * @param {HTMLElement} element
 * @returns {Cells | null} null for a bar, which is one value
 */
export function cellsOf({ dataset: { rows, columns } }) {
  return rows ? { rows: Number(rows), across: Number(columns) } : null;
}
