/** One column of the view: its head in words, its maps or its strip, its legend. */

import { contextOf } from '../ui/canvas.js';
import { TABLES } from '../ui/colors.js';
import { createLegend } from '../ui/legend.js';
import { formatCount } from '../ui/numbers.js';
import { placeAt } from '../ui/picture.js';
import { extent, scaleEnds, scaleOf } from '../ui/ranges.js';
import { partName, partStart, shapeText } from './columns.js';
import { createPartElement, setCells } from './part_element.js';
import { createSheet } from './sheet.js';

/**
 * @typedef {import('./columns.js').Column} Column
 * @typedef {ReturnType<typeof createColumn>} ColumnView
 */

/**
 * A column with its pictures; `bars` are handed in for the column of probabilities.
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
  const legend = column.form === 'bars' ? null : createLegend(scaleOf(column.meaning));
  const sheet = createSheet();
  const maps = column.form === 'maps' ? createMaps(column, sheet) : [];
  const kernels = column.kernel ? createKernels(column, sheet) : [];
  const strip = column.form === 'strip' ? createStrip(column, sheet) : null;
  const labels = createLabels((strip && column.labels) || []);
  const parts = [...maps, ...kernels, ...(strip ? [strip] : [])];
  body.append(...(bars ? [bars] : [sheet.canvas]), ...parts.map((part) => part.element), labels);
  element.append(head.element, body, ...(legend ? [legend.element] : []));

  /**
   * Put everything where the layout says, to be painted anew.
   * @param {import('./layout.js').Grid} grid
   */
  function place(grid) {
    if (!bars) sheet.clear(grid.cells);
    if (strip) {
      strip.setLine(grid.perLine);
      strip.place(grid.cells[0]);
      placeLabels(labels, grid.cells[0]);
    }
    if (bars && grid.cells.length) placeAt(bars, grid.cells[0]);
    maps.forEach((map, i) => map.place(grid.cells[i]));
    kernels.forEach((kernel, i) =>
      kernel.place(grid.kernel && kernelBox(grid.cells[i], grid.kernel)));
  }

  /**
   * Color the values; `ends` are those of the whole column, or null for each map's own.
   * @param {ArrayLike<number>} values
   * @param {[number, number] | null} ends
   * @param {import('../ui/ranges.js').Meaning} meaning
   */
  function paint(values, ends, meaning) {
    const table = TABLES[scaleOf(meaning)];
    if (strip) strip.paint(values, ...(ends ?? ownEnds(meaning, column, values, 0)), table);
    for (let i = 0; i < maps.length; i += 1) {
      const [low, high] = ends ?? ownEnds(meaning, column, values, i);
      maps[i].paint(values, low, high, table, partStart(column, i));
    }
  }

  /**
   * Color the kernels, on one scale for the whole layer.
   * @param {{data: ArrayLike<number>}} weights
   */
  function paintKernels({ data }) {
    extent(data, 0, data.length, found);
    const [low, high] = scaleEnds('signed', found[0], found[1]);
    const size = column.kernel ? column.kernel[0] * column.kernel[1] : 0;
    kernels.forEach(({ paint }, i) => paint(data, low, high, TABLES.weights, i * size));
  }

  /**
   * Fade what isn't among the related parts; null fades nothing.
   * @param {Set<number> | null} related
   */
  function fade(related) {
    maps.forEach((map, i) => {
      const faded = related !== null && !related.has(i);
      map.fade(faded);
      kernels[i]?.fade(faded);
    });
  }

  return {
    element, head, body, legend, place, paint, paintKernels, fade,
    /** The kernels' pictures, where each map has one. */
    kernels: kernels.map((kernel) => kernel.element),
    /**
     * @param {number} map
     * @returns {Uint32Array} a map's pixels, one for each value
     */
    pixelsOf: (map) => maps[map].pixels,
    /** The elements that stand for parts: one per map, the one strip, or the bars. */
    get targets() {
      if (bars) return /** @type {HTMLElement[]} */ ([...bars.children]);
      return strip ? [strip.element] : maps.map((map) => map.element);
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

/**
 * A map or kernel: its element and its picture, in the same place.
 * @param {import('./sheet.js').Sheet} sheet
 * @param {string} name
 * @param {string} className
 * @param {import('./sheet.js').Cells} cells
 */
function createPart(sheet, name, className, cells) {
  const element = createPartElement(name, className, cells);
  const picture = sheet.add(cells);
  return {
    element,
    pixels: picture.pixels,
    paint: picture.paint,
    /** @param {boolean} faded */
    fade(faded) {
      element.classList.toggle('faded', faded);
      picture.fade(faded);
    },
    /** @param {{x: number, y: number, width: number, height: number} | null} box */
    place(box) {
      element.hidden = !box;
      if (box) placeAt(element, box);
      picture.place(box);
    },
  };
}

/**
 * @param {Column} column
 * @param {import('./sheet.js').Sheet} sheet
 */
function createMaps(column, sheet) {
  return Array.from({ length: column.parts }, (_, i) => {
    const part = createPart(sheet, partName(column, i), 'map', column);
    part.element.tabIndex = -1;
    return part;
  });
}

/**
 * @param {Column} column
 * @param {import('./sheet.js').Sheet} sheet
 */
function createKernels({ name, kernel, parts }, sheet) {
  const [rows, across] = kernel ?? [0, 0];
  return Array.from({ length: parts }, (_, i) =>
    createPart(sheet, `${name} kernel ${i + 1}`, 'kernel', { rows, across }));
}

/**
 * All units in one picture, another one when its lines are.
 * @param {Column} column
 * @param {import('./sheet.js').Sheet} sheet
 */
function createStrip({ name, parts }, sheet) {
  const element = createPartElement(name, 'map strip', { rows: parts, across: 1 });
  element.tabIndex = -1;
  /** @type {import('./sheet.js').Picture | null} */
  let picture = null;
  let perLine = 0;
  return {
    element,
    /** @param {number} newPerLine */
    setLine(newPerLine) {
      if (newPerLine === perLine) return;
      perLine = newPerLine;
      const cells = { rows: Math.ceil(parts / perLine), across: perLine };
      setCells(element, cells);
      picture = sheet.add(cells);
    },
    /** @param {{x: number, y: number, width: number, height: number}} box */
    place(box) {
      placeAt(element, box);
      picture?.place(box);
    },
    /** @type {import('./sheet.js').Picture['paint']} */
    paint: (...colored) => picture?.paint(...colored),
  };
}

/**
 * Left of its map, halfway up, where the links arrive.
 * @param {{x: number, y: number, width: number, height: number}} cell
 * @param {{width: number, height: number}} size
 */
function kernelBox(cell, { width, height }) {
  const y = Math.round(cell.y + (cell.height - height) / 2);
  return { x: cell.x - width - 3, y, width, height };
}

/**
 * The classes' names beside the units that stand for them.
 * @param {string[]} names
 */
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

/**
 * Right of a strip that stands, below one that lies.
 * @param {HTMLElement} labels
 * @param {{x: number, y: number, width: number, height: number}} box
 */
function placeLabels(labels, { x, y, width, height }) {
  const stands = height > width;
  labels.classList.toggle('standing', stands);
  placeAt(labels, stands
    ? { x: x + width + 5, y, width: 12, height }
    : { x, y: y + height, width, height: 18 });
}

/**
 * @param {import('./columns.js').Column} column
 * @returns {{element: HTMLElement, widths: () => {full: number, compact: number},
 *   setCompact: (compact: boolean) => void}}
 */
export function createHead(column) {
  const element = document.createElement('header');
  element.className = 'column-head';
  const words = {
    name: column.name,
    kind: column.word,
    shape: shapeText(column),
    parameters: column.parameters ? `${formatCount(column.parameters)} parameters` : '',
  };
  const texts = Object.values(words);
  const lines = Object.entries(words).map(([name, text]) => {
    const line = document.createElement('span');
    line.className = `head-${name}`;
    line.textContent = text;
    return line;
  });
  element.append(...lines);
  const narrow = column.form === 'strip'; // a strip is thinner than any line of its head

  return {
    element,
    widths: () => headWidths(lines, texts, narrow),
    setCompact(compact) {
      element.classList.toggle('compact', compact || narrow);
      lines.forEach((line, i) => { line.textContent = compact ? tight(texts[i]) : texts[i]; });
    },
  };
}

/**
 * A line for a narrow column.
 * @param {string} text
 */
const tight = (text) => text.replaceAll(' × ', '×').replace('parameters', 'param.');

const ruler = contextOf(document.createElement('canvas'));

/**
 * Width of the longest line, or of the longest word where lines may break.
 * @param {HTMLElement[]} lines
 * @param {string[]} texts
 * @param {boolean} narrow
 */
function headWidths(lines, texts, narrow) {
  /**
   * @param {HTMLElement} line
   * @param {string} text
   */
  const width = (line, text) => {
    const { fontWeight, fontSize, fontFamily } = getComputedStyle(line);
    ruler.font = `${fontWeight} ${fontSize} ${fontFamily}`;
    return Math.ceil(ruler.measureText(text).width) + 1;
  };
  /** @param {(text: string) => string[]} pieces */
  const widest = (pieces) =>
    Math.max(...lines.flatMap((line, i) => pieces(texts[i]).map((text) => width(line, text))));
  return {
    full: widest((text) => (narrow ? text.split(' ') : [text])),
    compact: widest((text) => tight(text).split(' ')),
  };
}
