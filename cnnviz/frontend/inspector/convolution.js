/** A convolution's value: for each channel window × kernel = products → sum; the sums and the bias. */

import { partName } from '../network/columns.js';
import { TABLES, cellColors } from '../ui/colors.js';
import { make } from '../ui/elements.js';
import { keep, morph } from '../ui/morph.js';
import { createNumberGrid } from '../ui/number_grid.js';
import { addition, commonDecimals, plusNamed, written } from '../ui/numbers.js';
import { makeRow, makeTotal } from './rows.js';

/** CSS pixels of a channel's three tables: of a cell, and of what is around them. */
const BLOCK = { cell: 39, signs: 62, gap: 28, line: 16, head: 26 };
const LIST = { row: 19, column: 166, gap: 24 };
const EQUATION = 54;
/** Of a transposed convolution whose stride is larger than its kernel. */
const NOTHING_READ = 'No stamp of the kernel reaches this value: it is the bias alone.';

/** @typedef {{window: number[][], kernel: number[][], products: number[][]}} Cells */

/**
 * The cells of one channel.
 * @param {Record<string, import('../live/frame.js').Tensor>} tensors "windows" and "kernels", (channels, rows, columns)
 * @param {number} channel
 * @returns {Cells}
 */
export function cellsOf({ windows, kernels }, channel) {
  const [, height, width] = kernels.shape;
  /** @param {import('../live/frame.js').Tensor} tensor */
  const read = ({ data }) => Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => data[(channel * height + y) * width + x]));
  const [window, kernel] = [read(windows), read(kernels)];
  const products = window.map((cells, y) => cells.map((value, x) => value * kernel[y][x] || 0)); // −0
  return { window, kernel, products };
}

/**
 * Channels in the order in which they are shown.
 * @param {ArrayLike<number>} sums
 * @param {number | null} first a channel that was asked for
 * @returns {number[]}
 */
export const ordered = (sums, first = null) => Array.from(sums, (_, c) => c).sort((a, b) =>
  Number(b === first) - Number(a === first) || Math.abs(sums[b]) - Math.abs(sums[a]));

/**
 * @param {object} options
 * @param {() => void} options.onChange when another channel is opened
 */
export function createConvolution({ onChange }) {
  /** @type {number | null} */
  let chosen = null;
  let layer = '';
  const blocks = keep(make('div', 'inspector-blocks'));
  /** @type {ReturnType<typeof createBlock>[]} */
  const pool = [];
  const main = keep(make('div', 'inspector-main', blocks)); // never around them anew: they'd be moved

  /**
   * @param {import('./ways.js').Inspected} inspected
   * @param {import('./kinds.js').Context} context
   * @returns {Node[]}
   */
  function show({ tensors, arithmetic, ...about }, { before, room }) {
    if (layer !== about.layer) [chosen, layer] = [null, about.layer];
    const { total, bias, value, first_channel: first } = arithmetic;
    if (!tensors.kernels.data.length) {
      const alone = written(value, commonDecimals([value]).decimals);
      return [make('p', '', NOTHING_READ), makeTotal('bias', alone)];
    }
    const sums = tensors.sums.data;
    const order = ordered(sums);
    const { decimals } = commonDecimals([...sums, total, bias, value]);
    const shown = addition(Array.from(sums), total, decimals);
    const open = ordered(sums, chosen).slice(0, countThatFit(tensors.kernels.shape, room));
    const end = addition([total, bias], value, decimals);
    const largest = Math.abs(sums[order[0]]) || 1;
    const list = make('div', 'inspector-list', ...order.map((c) => makeRow({
      name: `map ${first + c + 1}`, text: shown.terms[c], share: sums[c] / largest,
      isOpen: open.includes(c), onClick: () => { chosen = c; onChange(); },
    })));
    list.style.setProperty('--lines', String(listShape(order.length, room.height).lines));
    open.forEach((c, i) => {
      pool[i] ??= createBlock();
      pool[i].show(partName(before, first + c), cellsOf(tensors, c), sums[c], { arithmetic, before });
    });
    morph(blocks, open.map((_, i) => pool[i].element));
    const equation = makeTotal(
      `${shown.total} ${plusNamed('bias', end.terms[1])} ${end.sign}`, end.total);
    const all = make('p', '', `All ${order.length} sums together ${shown.sign} ${shown.total}`);
    const isAlone = order.length === 1;
    morph(main, isAlone ? [blocks, equation] : [blocks, all, equation]);
    return isAlone ? [main] : [list, main];
  }

  return { show };
}

/**
 * Columns of the list, and lines in each: even ones.
 * @param {number} channels
 * @param {number} height
 */
function listShape(channels, height) {
  const columns = Math.ceil(channels / Math.max(4, Math.floor(height / LIST.row)));
  return { columns, lines: Math.ceil(channels / columns) };
}

/**
 * @param {number} channels
 * @param {number} height
 */
const listWidth = (channels, height) => (channels === 1 ? 0
  : listShape(channels, height).columns * LIST.column + LIST.gap);

/** @param {number} columns */
const blockWidth = (columns) => 3 * columns * BLOCK.cell + BLOCK.signs;

/**
 * CSS pixels that the list and one open channel take. Pure.
 * @param {number[]} shape of the kernels: channels, rows, columns
 * @param {number} height there is
 * @returns {number}
 */
export const neededWidth = ([channels, , columns], height) =>
  listWidth(channels, height) + blockWidth(columns);

/**
 * How many channels can be open, side by side and below each other. Pure.
 * @param {number[]} shape of the kernels: channels, rows, columns
 * @param {{width: number, height: number}} room
 * @returns {number} at least 1
 */
export function countThatFit([channels, rows, columns], { width, height }) {
  const free = width - listWidth(channels, height) + BLOCK.gap;
  const across = Math.floor(free / (blockWidth(columns) + BLOCK.gap));
  const down = Math.floor((height - EQUATION) / (rows * BLOCK.line + BLOCK.head));
  return Math.max(1, across) * Math.max(1, down);
}

/** One opened channel; its tables stay while their numbers run. */
function createBlock() {
  const [name, sum, sign] = [new Text(), new Text(), new Text()];
  const [window, kernel, products] = ['window', 'kernel', 'products'].map((label) => createNumberGrid(label));
  const element = keep(make('figure', 'inspector-block',
    make('figcaption', '', name, ' · ', make('span', '', sum)),
    make('div', 'inspector-equation', window.element, make('span', 'inspector-sign', '×'),
      kernel.element, make('span', 'inspector-sign', sign), products.element)));

  /**
   * @param {string} channel
   * @param {Cells} cells
   * @param {number} total
   * @param {{arithmetic: import('./ways.js').Inspected['arithmetic'], before:
   *   import('../network/columns.js').Column}} about
   */
  function show(channel, cells, total, { arithmetic: { rows, columns }, before }) {
    /**
     * @param {number} y
     * @param {number} x
     */
    const isMarked = (y, x) => rows[y] < 0 || columns[x] < 0
      || rows[y] >= before.rows || columns[x] >= before.across;
    const decimals = columns.length > 3 ? 2 : 3;
    const all = addition(cells.products.flat(), total, decimals);
    name.data = channel;
    sum.data = `products ${all.sign} ${all.total}`;
    sign.data = isExact(cells, decimals) ? '=' : '≈';
    const colors = before.meaning === 'picture'
      ? greys(cells.window) : colored(cells.window, TABLES.signed);
    window.show(cells.window, { decimals, isMarked, colors });
    kernel.show(cells.kernel, { decimals, colors: colored(cells.kernel, TABLES.weights) });
    products.show(cells.products, { decimals, colors: colored(cells.products, TABLES.signed) });
  }
  return { element, show };
}

/**
 * Whether the numbers, as they are written, multiply to the products as they are written.
 * @param {Cells} cells
 * @param {number} decimals
 */
const isExact = ({ window, kernel, products }, decimals) => {
  /** @param {number} number */
  const shown = (number) => Number(number.toFixed(decimals));
  return products.every((line, y) => line.every((product, x) =>
    Math.abs(shown(window[y][x]) * shown(kernel[y][x]) - shown(product)) < 1e-9));
};

/**
 * @param {number[][]} values
 * @param {Uint32Array} table
 */
function colored(values, table) {
  const largest = Math.max(...values.flat().map(Math.abs), 1e-12);
  return (/** @type {number} */ y, /** @type {number} */ x) =>
    cellColors(values[y][x], largest, table);
}

/**
 * A picture's cells keep the picture's greys.
 * @param {number[][]} values
 */
const greys = (values) => (/** @type {number} */ y, /** @type {number} */ x) =>
  cellColors(values[y][x], 1, TABLES.picture, 0);
