/** Where the parts of one column stand within its body. Pure; whole CSS pixels throughout. */

/**
 * @typedef {import('./columns.js').Column} Column
 * @typedef {import('./layout.js').Grid} Grid
 */

const GAP = 4;
const SMALLEST_MAP = 40;
const SMALLEST_CELL = 4;
const STRIP_LINE = 12;

/**
 * A column's parts in a view too narrow for columns side by side.
 * @param {Column} column
 * @param {number} width CSS pixels there are
 * @returns {Grid}
 */
export function stackedGrid(column, width) {
  if (column.form === 'maps') return stackedMaps(column, width);
  return column.form === 'strip' ? stackedStrip(column, width) : { ...EMPTY, width };
}

/** @type {Omit<Grid, 'width'>} */
const EMPTY = { height: 0, cells: [], perLine: 0, kernel: null };

/**
 * As many maps in a row as leave each large enough; rather full rows than one map alone.
 * @param {Column} column
 * @param {number} width
 */
function stackedMaps(column, width) {
  const side = Math.max(column.rows, column.across);
  const wanted = column.kind === 'input' ? 84 : SMALLEST_MAP;
  const most = Math.max(1, Math.floor((width + GAP) / (Math.max(wanted, side) + GAP)));
  const lines = Math.ceil(column.parts / most);
  const perRow = Math.ceil(column.parts / lines);
  const room = Math.floor((width - (perRow - 1) * GAP) / perRow);
  const scale = Math.max(1, Math.floor(Math.min(room, column.kind === 'input' ? 84 : 72) / side));
  return { width, ...mapGrid(column, scale, perRow, GAP, side * scale + GAP) };
}

/**
 * Maps in rows: where each one stands.
 * @param {Column} column
 * @param {number} scale CSS pixels per value
 * @param {number} perRow maps beside each other
 * @param {number} gap between neighbours in a row
 * @param {number} pitch from the top of a row to the top of the next
 * @param {number} [inset] room left of each map, for its kernel
 * @returns {Pick<Grid, 'height' | 'cells' | 'perLine' | 'kernel'>}
 */
export function mapGrid(column, scale, perRow, gap, pitch, inset = 0) {
  const [width, height] = [column.across * scale, column.rows * scale];
  const cells = Array.from({ length: column.parts }, (_, i) => ({
    x: inset + (i % perRow) * (width + gap + inset),
    y: Math.floor(i / perRow) * pitch,
    width,
    height,
  }));
  return { height: (cells.at(-1)?.y ?? 0) + height, cells, perLine: 0, kernel: null };
}

/**
 * A strip lying down: whole lines of equal length, cells as wide as fit.
 * @param {Column} column
 * @param {number} width
 */
function stackedStrip(column, width) {
  const most = Math.floor(width / SMALLEST_CELL);
  const perLine = wholeLines(column.parts, most);
  const cell = Math.min(24, Math.floor(width / perLine));
  const lines = Math.ceil(column.parts / perLine);
  const height = lines * STRIP_LINE;
  return { ...EMPTY, width, height, perLine,
    cells: [{ x: 0, y: 0, width: perLine * cell, height }] };
}

/**
 * How a strip stands in a height: one value a line, or a few where one would be too flat.
 * @param {Column} column
 * @param {number} height CSS pixels there are
 * @returns {{perLine: number, lines: number, cell: number, width: number}} `cell`: height of a line
 */
export function stripSize(column, height) {
  const lines = wholeLines(column.parts, Math.floor(height / SMALLEST_CELL));
  const perLine = Math.ceil(column.parts / lines);
  const cell = Math.floor(height / lines);
  return { perLine, lines, cell, width: perLine === 1 ? 14 : perLine * Math.max(5, Math.min(8, cell)) };
}

/**
 * A strip standing up, filling a height.
 * @param {Column} column
 * @param {number} height CSS pixels there are
 * @param {number} [width] of the strip; as wide as looks well when left out
 * @returns {import('./layout.js').Grid}
 */
export function standingStrip(column, height, width = stripSize(column, height).width) {
  const { perLine, lines, cell } = stripSize(column, height);
  const top = Math.floor((height - cell * lines) / 2);
  return { ...EMPTY, width, height, perLine, cells: [{ x: 0, y: top, width, height: cell * lines }] };
}

/**
 * The largest divisor of `count` not above `most`, if it isn't tiny; else `most` itself.
 * @param {number} count
 * @param {number} most
 */
function wholeLines(count, most) {
  if (count <= most) return count;
  for (let lines = most; lines > most / 3; lines -= 1) if (count % lines === 0) return lines;
  return most;
}
