/**
 * Columns side by side, as `search.js` planned them: every map, strip and bar in its place. Pure.
 *
 * @typedef {import('./columns.js').Column} Column
 */

import { mapGrid, standingStrip } from './grids.js';
import { BARS, GAP, linkOf } from './search.js';

/**
 * Share out the width left over: to the bars until they are long enough, then to the links.
 * @param {Column[]} columns
 * @param {import('./search.js').Plan} plan
 * @param {number} width CSS pixels there are
 * @returns {import('./layout.js').Layout}
 */
export function placeColumns(columns, plan, width) {
  const spare = Math.floor(width - plan.needed);
  const grown = Math.max(0, Math.min(Math.floor(spare / 4), BARS.widest - (plan.widths.at(-1) ?? 0)));
  const shares = columns.slice(1).map((column) => linkOf(column).share);
  const unit = (spare - grown) / shares.reduce((a, b) => a + b, 0);
  let left = 0;
  const placed = columns.map((column, i) => {
    const columnWidth = plan.widths[i] + (column.form === 'bars' ? grown : 0);
    const grid = gridOf(column, plan.maps[i], plan.bodyHeight, columnWidth);
    const x = Math.round(left);
    left += columnWidth + plan.gaps[i] + unit * shares[i];
    return { ...grid, x, columnWidth };
  });
  return { mode: 'columns', compact: plan.compact, bodyHeight: plan.bodyHeight, columns: placed };
}

/**
 * A column's parts spread over the common height: every column begins and ends on one line.
 * @param {Column} column
 * @param {import('./search.js').MapSize | null} size
 * @param {number} height
 * @param {number} columnWidth
 */
function gridOf(column, size, height, columnWidth) {
  if (column.form === 'strip') return standingStrip(column, height);
  if (column.form === 'bars') return standingStrip(column, height, columnWidth);
  if (!size) throw new TypeError(`the plan has no size for the maps of ${column.name}`);
  const lines = Math.ceil(column.parts / size.perRow);
  const tall = column.rows * size.scale;
  const pitch = lines > 1 ? (height - tall) / (lines - 1) : 0;
  const top = lines > 1 ? 0 : (height - tall) / 2;
  const { cells } = mapGrid(column, size.scale, size.perRow, GAP, pitch, size.inset);
  return { width: size.width, height, perLine: 0, kernel: size.kernel,
    cells: cells.map((cell) => ({ ...cell, y: Math.round(top + cell.y) })) };
}
