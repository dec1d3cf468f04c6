/**
 * The best way to stand a network's columns side by side: every map size and one or two maps
 * beside each other are tried; what fits and shows most wins. Pure.
 *
 * @typedef {import('./columns.js').Column} Column
 * @typedef {import('./layout.js').Layout} Layout
 */

import { mapGrid, standingStrip } from './grids.js';

const SIZES = [144, 120, 96, 84, 78, 72, 64, 56, 52, 48, 40];
const TALLEST = 730; // what a projector shows below the page's head
const GAP = 6;
const BARS = { compact: 120, full: 164, widest: 260 };
const LEGEND = 54; // two numbers at the ends of a scale

/** Room that links need between two columns, and their share of what is left over. */
const LINKS = {
  crossing: { compact: 26, full: 40, share: 5 },
  band: { compact: 10, full: 14, share: 2 },
  level: { compact: 6, full: 10, share: 1 },
};

const linkOf = ({ fedBy, form }) =>
  LINKS[fedBy === 'same' ? 'level' : fedBy === 'all' && form === 'maps' ? 'crossing' : 'band'];

/**
 * Columns side by side in the given width.
 * @param {Column[]} columns
 * @param {number} width
 * @param {{full: number, compact: number}[]} heads
 * @returns {Layout | null} null when nothing fits
 */
export function searchColumns(columns, width, heads) {
  let best = null;
  for (const size of SIZES) {
    for (const perRow of [2, 1]) {
      for (const [compact, kernels] of [[false, true], [false, false], [true, true], [true, false]]) {
        const plan = planOf(columns, heads, { size, perRow, compact, kernels });
        if (plan.needed <= width && plan.score > (best?.score ?? -Infinity)) best = plan;
      }
    }
  }
  return best && spread(best, columns, width);
}

function planOf(columns, heads, choice) {
  const room = choice.compact ? 'compact' : 'full';
  const natural = [];
  for (const column of columns) natural.push(mapsOf(column, natural.at(-1), choice));
  const bodyHeight = Math.max(240, ...natural.map((grid) => grid?.height ?? 0));
  const grids = columns.map((column, i) => filled(column, natural[i], bodyHeight, choice));
  const widths = grids.map((grid, i) => Math.max(grid.width, LEGEND, heads[i][room]));
  const gaps = columns.slice(1).map((column) => linkOf(column)[room]);
  const needed = sum(widths) + sum(gaps);
  return { grids, widths, gaps, needed, bodyHeight, ...choice,
    score: scoreOf(natural, bodyHeight, choice) };
}

/** Large maps first; then a short view, heads on whole lines, and kernels in sight. */
function scoreOf(grids, bodyHeight, { compact, kernels }) {
  const sides = grids.filter(Boolean).map(({ cells }) => cells[0].width);
  return sum(sides) / sides.length - 0.03 * bodyHeight + (compact ? 0 : 8) + (kernels ? 6 : 0);
}

const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);

/** The maps of a column, close together; never larger than the maps they are made from one by one. */
function mapsOf(column, before, { size, perRow, kernels }) {
  if (column.form !== 'maps' || column.kind === 'input') return null;
  const lines = Math.ceil(column.parts / perRow);
  const most = column.fedBy === 'same' && before ? before.cells[0].width : size;
  const room = Math.min(most, (TALLEST - (lines - 1) * GAP) / lines);
  const scale = Math.max(1, Math.floor(room / Math.max(column.rows, column.across)));
  const kernel = kernels ? kernelOf(column, scale) : null;
  const inset = kernel ? kernel.width + 3 : 0;
  const grid = mapGrid(column, scale, perRow, GAP, column.rows * scale + GAP, inset);
  const width = perRow * (column.across * scale + inset) + (perRow - 1) * GAP;
  return { ...grid, kernel, width, scale, perRow, inset };
}

function kernelOf({ kernel, across }, mapScale) {
  if (!kernel) return null;
  const scale = Math.max(3, Math.floor(Math.min(0.45 * across * mapScale, 28) / Math.max(...kernel)));
  return { scale, height: kernel[0] * scale, width: kernel[1] * scale };
}

/** A column's parts spread over the common height: every column begins and ends on one line. */
function filled(column, grid, height, choice) {
  if (column.kind === 'input') return inputGrid(column, height, choice);
  if (column.form === 'strip') return standingStrip(column, height);
  if (column.form === 'bars') {
    return standingStrip(column, height, choice.compact ? BARS.compact : BARS.full);
  }
  const lines = Math.ceil(column.parts / grid.perRow);
  const side = column.rows * grid.scale;
  const pitch = lines > 1 ? (height - side) / (lines - 1) : 0;
  const { cells } = mapGrid(column, grid.scale, grid.perRow, GAP, pitch, grid.inset);
  return { ...grid, height, cells: cells.map((cell) => ({ ...cell, y: Math.round(cell.y) })) };
}

function inputGrid(column, height, { size, compact, perRow }) {
  const side = Math.max(column.rows, column.across);
  const scale = Math.max(1, compact && perRow === 1 ? Math.floor(56 / side) : Math.round(Math.min(1.6 * size, 112) / side));
  const grid = mapGrid(column, scale, 1, GAP, column.rows * scale + GAP);
  const top = Math.floor((height - grid.height) / 2);
  return { ...grid, width: column.across * scale, height,
    cells: grid.cells.map((cell) => ({ ...cell, y: cell.y + top })) };
}

/** Share out the width left over: to the bars until they are long enough, then to the links. */
function spread({ grids, widths, gaps, needed, bodyHeight, compact }, columns, width) {
  let spare = Math.floor(width - needed);
  const grown = Math.min(Math.floor(spare / 4), BARS.widest - widths.at(-1));
  spare -= grown;
  const shares = columns.slice(1).map((column) => linkOf(column).share);
  const unit = spare / sum(shares);
  let left = 0;
  const placed = grids.map((grid, i) => {
    const at = { ...grid, x: Math.round(left), columnWidth: widths[i] };
    left += widths[i] + gaps[i] + unit * shares[i];
    return at;
  });
  placed.push(withWidth(placed.pop(), widths.at(-1) + grown));
  return { mode: 'columns', compact, bodyHeight, columns: placed };
}

const withWidth = (bars, width) => ({ ...bars, width, columnWidth: width,
  cells: bars.cells.map((cell) => ({ ...cell, width })) });
