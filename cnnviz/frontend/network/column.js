/** One column of the view: its head in words, its maps or its strip, its legend. */

import { TABLES } from '../colors.js';
import { partName, partStart } from './columns.js';
import { createHead } from './head.js';
import { createLegend } from './legend.js';
import { createPicture, placeAt } from './picture.js';
import { extent, scaleEnds } from './ranges.js';

/** @typedef {import('./columns.js').Column} Column */

/**
 * A column with its canvases; `bars` are handed in for the column of probabilities.
 * @param {Column} column
 * @param {HTMLElement | null} bars
 */
export function createColumn(column, bars) {
  const element = document.createElement('div');
  element.className = `column column-${column.form}`;
  element.setAttribute('role', 'group');
  element.setAttribute('aria-label', column.name);
  const head = createHead(column);
  const body = document.createElement('div');
  body.className = 'column-body';
  const legend = column.form === 'bars' ? null : createLegend(column.meaning);
  const pictures = column.form === 'maps' ? createMaps(column) : [];
  const kernels = column.kernel ? createKernels(column) : [];
  let strip = null;
  const labels = createLabels((column.form === 'strip' && column.labels) || []);
  body.append(...[...pictures, ...kernels].map(({ canvas }) => canvas), ...(bars ? [bars] : []), labels);
  element.append(head.element, body, ...(legend ? [legend.element] : []));

  /** Put everything where the layout says; a strip's canvas is made anew when its lines change. */
  function place(grid) {
    if (column.form === 'strip') {
      if (strip?.canvas.width !== grid.perLine) renewStrip(grid.perLine);
      placeAt(strip.canvas, grid.cells[0]);
      placeLabels(labels, grid.cells[0]);
    }
    if (bars && grid.cells.length) placeAt(bars, grid.cells[0]);
    pictures.forEach(({ canvas }, i) => placeAt(canvas, grid.cells[i]));
    kernels.forEach(({ canvas }, i) => {
      canvas.hidden = !grid.kernel;
      if (grid.kernel) placeAt(canvas, kernelBox(grid.cells[i], grid.kernel));
    });
  }

  function renewStrip(perLine) {
    const tabIndex = strip?.canvas.tabIndex ?? -1;
    strip = createStrip(column, perLine);
    strip.canvas.tabIndex = tabIndex;
    body.replaceChildren(strip.canvas, labels);
  }

  /** Color the values; `ends` are those of the whole column, or null for each map's own. */
  function paint(values, ends, meaning) {
    const table = TABLES[meaning];
    if (strip) strip.paint(values, ...(ends ?? ownEnds(meaning, column, values, 0)), table);
    for (let i = 0; i < pictures.length; i += 1) {
      const [low, high] = ends ?? ownEnds(meaning, column, values, i);
      pictures[i].paint(values, low, high, table, partStart(column, i));
    }
  }

  /** Color the kernels, on one scale for the whole layer. */
  function paintKernels({ data }) {
    extent(data, 0, data.length, found);
    const [low, high] = scaleEnds('signed', found[0], found[1]);
    const size = column.kernel ? column.kernel[0] * column.kernel[1] : 0;
    kernels.forEach(({ paint }, i) => paint(data, low, high, TABLES.weights, i * size));
  }

  /** Fade what isn't among the related parts; null fades nothing. */
  function fade(related) {
    pictures.forEach(({ canvas }, i) => {
      const faded = Boolean(related) && !related.has(i);
      canvas.classList.toggle('faded', faded);
      kernels[i]?.canvas.classList.toggle('faded', faded);
    });
  }

  return {
    element, head, body, legend, place, paint, paintKernels, fade,
    /** The kernels' pictures, where each map has one. */
    kernels: kernels.map(({ canvas }) => canvas),
    /** The elements that stand for parts: one per map, the one strip, or the bars. */
    get targets() {
      if (bars) return [...bars.children];
      return strip ? [strip.canvas] : pictures.map(({ canvas }) => canvas);
    },
  };
}

const found = [0, 0];

/**
 * Ends of the scale from one map's values alone (a strip counts as one).
 * @param {Column['meaning']} meaning
 * @param {Column} column
 * @param {ArrayLike<number>} values
 * @param {number} part
 * @returns {[number, number]}
 */
export function ownEnds(meaning, column, values, part) {
  const whole = column.form === 'strip';
  const count = whole ? column.parts : column.rows * column.across;
  extent(values, whole ? 0 : partStart(column, part), count, found);
  return scaleEnds(meaning, found[0], found[1]);
}

function named(canvas, name) {
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', name);
  return canvas;
}

function createMaps(column) {
  return Array.from({ length: column.parts }, (_, i) => {
    const picture = createPicture(column.across, column.rows);
    named(picture.canvas, partName(column, i)).className = 'map';
    picture.canvas.tabIndex = -1;
    return picture;
  });
}

function createStrip(column, perLine) {
  const picture = createPicture(perLine, Math.ceil(column.parts / perLine));
  named(picture.canvas, column.name).className = 'map strip';
  return picture;
}

function createKernels({ name, kernel: [height, width], parts }) {
  return Array.from({ length: parts }, (_, i) => {
    const picture = createPicture(width, height);
    named(picture.canvas, `${name} kernel ${i + 1}`).className = 'kernel';
    return picture;
  });
}

/** Left of its map, halfway up, where the links arrive. */
function kernelBox(cell, { width, height }) {
  const y = Math.round(cell.y + (cell.height - height) / 2);
  return { x: cell.x - width - 3, y, width, height };
}

/** The classes' names beside the units that stand for them. */
function createLabels(names) {
  const labels = document.createElement('div');
  labels.className = 'strip-labels';
  labels.setAttribute('aria-hidden', 'true'); // the bars say the classes
  labels.append(...names.map((name) => {
    const label = document.createElement('span');
    label.textContent = name;
    return label;
  }));
  return labels;
}

/** Right of a strip that stands, below one that lies. */
function placeLabels(labels, { x, y, width, height }) {
  const stands = height > width;
  labels.classList.toggle('standing', stands);
  placeAt(labels, stands
    ? { x: x + width + 5, y, width: 12, height }
    : { x, y: y + height, width, height: 18 });
}
