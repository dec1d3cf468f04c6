/** A convolution's value: for each channel window × kernel = products → sum; the sums and the bias. */

import { TABLES } from '../colors.js';
import { addition, written } from '../decimals.js';
import { cellColors } from '../cell_color.js';
import { partName } from '../network/columns.js';
import { numberGrid } from '../number_grid.js';
import { make, makeRow, makeTotal, plus } from './elements.js';

/** CSS pixels: what a channel's three tables take, less their cells; and a cell. */
const BLOCK = { around: 130, cell: 40, line: 17, head: 24 };
const LIST_WIDTH = 330;

/**
 * The cells of one channel.
 * @param {object} tensors "windows" and "kernels", (channels, rows, columns)
 * @param {number} channel
 * @returns {{window: number[][], kernel: number[][], products: number[][]}}
 */
export function cellsOf({ windows, kernels }, channel) {
  const [, height, width] = kernels.shape;
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
  (b === first) - (a === first) || Math.abs(sums[b]) - Math.abs(sums[a]));

/**
 * @param {object} options
 * @param {() => void} options.onChange when another channel is opened
 */
export function createConvolution({ onChange }) {
  let [chosen, layer] = [null, ''];

  /** @returns {Node[]} */
  function show({ unit, tensors, arithmetic, ...about }, { column, before, room }) {
    if (layer !== about.layer) [chosen, layer] = [null, about.layer];
    const { total, bias, value } = arithmetic;
    const sums = tensors.sums.data;
    const order = ordered(sums);
    const shown = addition(Array.from(sums), total);
    const open = ordered(sums, chosen).slice(0, countThatFit(tensors.kernels.shape, room));
    const end = addition([total, bias], value, shown.decimals);
    const largest = Math.abs(sums[order[0]]) || 1;
    const list = make('div', 'inspector-list', ...order.map((c) => makeRow({
      name: partName(before, c), text: shown.terms[c], share: sums[c] / largest,
      isOpen: open.includes(c), onClick: () => { chosen = c; onChange(); },
    })));
    list.style.setProperty('--lines', Math.min(8, Math.ceil(order.length / 2)));
    const blocks = make('div', 'inspector-blocks', ...open.map((c) =>
      channelBlock(partName(before, c), cellsOf(tensors, c), sums[c], { arithmetic, before })));
    const sum = order.length > 1 ? `${order.length} sums ${shown.sign} ${shown.total}` : shown.total;
    const equation = makeTotal(`${sum} ${plus(end.terms[1], 'bias ')} ${end.sign}`, end.total);
    return [order.length > 1 ? list : '', make('div', 'inspector-main', blocks, equation)];
  }

  return { show };
}

/** How many channels can be open side by side and below each other. */
function countThatFit([channels, height, width], room) {
  const across = (room.width - (channels > 1 ? LIST_WIDTH : 0))
    / (3 * width * BLOCK.cell + BLOCK.around);
  const down = room.height / (height * BLOCK.line + BLOCK.head);
  return Math.max(1, Math.floor(across)) * Math.max(1, Math.floor(down));
}

function channelBlock(name, { window, kernel, products }, sum, { arithmetic, before }) {
  const { rows, columns } = arithmetic;
  const isBorder = (y, x) => rows[y] < 0 || columns[x] < 0
    || rows[y] >= before.rows || columns[x] >= before.across;
  const decimals = kernel[0].length > 3 ? 2 : 3;
  const products2 = products.flat();
  const { sign, total } = addition(products2, sum, decimals);
  const colored = (values, table) => {
    const largest = Math.max(...values.flat().map(Math.abs), 1e-12);
    return (y, x) => cellColors(values[y][x], largest, table);
  };
  const isExact = products2.every((product, i) => {
    const factor = (cells) => Number(cells.flat()[i].toFixed(decimals));
    return Math.abs(factor(window) * factor(kernel) - Number(product.toFixed(decimals))) < 1e-9;
  });
  const picture = before.meaning === 'picture';
  return make('figure', 'inspector-block',
    make('figcaption', '', name, ' · ', make('span', '', `products ${sign} ${total}`)),
    make('div', 'inspector-equation',
      numberGrid(window, { label: 'window', decimals, isMarked: isBorder,
        colors: picture ? greys(window) : colored(window, TABLES.signed) }),
      make('span', 'inspector-sign', '×'),
      numberGrid(kernel, { label: 'kernel', decimals, colors: colored(kernel, TABLES.weights) }),
      make('span', 'inspector-sign', isExact ? '=' : '≈'),
      numberGrid(products, { label: 'products', decimals, colors: colored(products, TABLES.signed) })));
}

/** A picture's cells keep the picture's greys. */
const greys = (values) => (y, x) => cellColors(values[y][x], 1, TABLES.picture, 0);
