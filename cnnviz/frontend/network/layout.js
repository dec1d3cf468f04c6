/**
 * Where every column and every map stands. Pure: sizes in, rectangles out, all whole CSS pixels,
 * so that each value of a map is a square of a whole number of pixels.
 *
 * @typedef {import('./columns.js').Column} Column
 *
 * @typedef {object} Grid rectangles of one column's parts
 * @property {number} width
 * @property {number} height
 * @property {number} [columnWidth] of the column, with what stands beside its parts
 * @property {{x: number, y: number, width: number, height: number}[]} cells one per map, or the
 *   one strip; relative to the column's body
 * @property {number} perLine how many values a line of a strip holds; 0 for maps
 * @property {{scale: number, width: number, height: number} | null} kernel drawn left of its map
 *
 * @typedef {object} Layout
 * @property {'columns' | 'rows'} mode side by side, or stacked for a narrow view
 * @property {boolean} compact whether the heads break their lines
 * @property {number} bodyHeight height of the tallest body (columns only)
 * @property {(Grid & {x: number})[]} columns
 */

/** From this width on the columns stand side by side, where they fit. */
const SIDE_BY_SIDE = 900;

/**
 * Lay out a network for a given width.
 * @param {Column[]} columns
 * @param {number} width CSS pixels there are
 * @param {{full: number, compact: number}[]} heads width each column's head takes
 * @param {number} [tallest] CSS pixels that bodies side by side may take, where that is possible
 * @returns {Layout}
 */
export function layoutNetwork(columns, width, heads, tallest) {
  const plan = width >= SIDE_BY_SIDE ? bestPlan(columns, width, heads, tallest) : null;
  if (plan) return placeColumns(columns, plan, width);
  return {
    mode: 'rows',
    compact: false,
    bodyHeight: 0,
    columns: columns.map((column) => ({ x: 0, ...stackedGrid(column, Math.floor(width)) })),
  };
}

/**
 * @typedef {object} Choice
 * @property {number} size wanted of the first maps, CSS pixels
 * @property {number} deep wanted of the maps after the first pooling
 * @property {1 | 2} perRow maps beside each other
 * @property {boolean} compact whether the heads break their lines
 * @property {boolean} kernels whether kernels stand beside their maps
 * @property {number} tallest CSS pixels that a column of maps may take
 *
 * @typedef {object} MapSize of one column of maps
 * @property {number} scale CSS pixels per value
 * @property {number} side of a map
 * @property {number} perRow
 * @property {boolean} isInput whether it is the picture itself
 * @property {boolean} pooled whether a pooling came before it, or is it
 * @property {number} width of the column
 * @property {number} height of the column, maps close together
 * @property {{scale: number, width: number, height: number} | null} kernel
 * @property {number} inset room left of each map for its kernel
 *
 * @typedef {Choice & {maps: (MapSize | null)[], widths: number[], gaps: number[], needed: number,
 *   bodyHeight: number, score: number}} Plan
 */

const GAP = 4;
const BARS = { compact: 140, full: 176, widest: 280 };

const SIZES = [144, 120, 96, 84, 78, 72, 64, 56, 52, 48, 40];
const TALLEST = 700; // what a projector shows below the page's head
const SHORTEST = 240;
const LEGEND = 56; // two numbers at the ends of a scale

/** Room that links need between two columns, and their share of what is left over. */
const LINKS = {
  crossing: { compact: 26, full: 40, share: 5 },
  band: { compact: 10, full: 14, share: 2 },
  level: { compact: 8, full: 10, share: 1 },
};

/** @param {Pick<Column, 'fedBy' | 'form'>} column */
const linkOf = ({ fedBy, form }) =>
  LINKS[fedBy === 'same' ? 'level' : fedBy === 'all' && form === 'maps' ? 'crossing' : 'band'];

/**
 * The best plan for a width: map sizes, one or two maps beside each other, kernels or none, short
 * heads or long ones are all tried; what fits and shows most wins. Only sizes are compared here;
 * `placeColumns` puts the winner's maps in their places.
 * @param {Column[]} columns
 * @param {number} width
 * @param {{full: number, compact: number}[]} heads width each column's head takes
 * @param {number} [tallest] CSS pixels from the top of the maps to their foot
 * @returns {Plan | null} null when nothing fits
 */
function bestPlan(columns, width, heads, tallest = TALLEST) {
  /** @type {Plan | null} */
  let best = null;
  for (const choice of choices()) {
    const plan = planOf(columns, heads, { ...choice, tallest: clamp(tallest) });
    if (plan.needed <= width && plan.score > (best?.score ?? -Infinity)) best = plan;
  }
  return best;
}

/** @param {number} height */
const clamp = (height) => Math.min(TALLEST, Math.max(SHORTEST, height));

/** @returns {Generator<Omit<Choice, 'tallest'>>} */
function* choices() {
  for (const size of SIZES) {
    for (const deep of SIZES.filter((smaller) => smaller <= size)) {
      for (const perRow of /** @type {const} */ ([2, 1])) {
        for (const compact of [false, true]) {
          for (const kernels of [true, false]) yield { size, deep, perRow, compact, kernels };
        }
      }
    }
  }
}

/**
 * @param {Column[]} columns
 * @param {{full: number, compact: number}[]} heads
 * @param {Choice} choice
 * @returns {Plan}
 */
function planOf(columns, heads, choice) {
  const room = choice.compact ? 'compact' : 'full';
  /** @type {(MapSize | null)[]} */
  const maps = [];
  for (const column of columns) maps.push(mapSize(column, maps.at(-1), choice));
  const sizes = maps.filter((size) => size !== null).slice(1);
  const bodyHeight = Math.max(SHORTEST, ...sizes.map(({ height }) => height));
  const widths = columns.map((column, i) => {
    const body = column.form === 'bars' ? BARS[room]
      : column.form === 'strip' ? stripSize(column, bodyHeight).width : maps[i]?.width ?? 0;
    return Math.max(body, LEGEND, heads[i][room]);
  });
  const gaps = columns.slice(1).map((column) => linkOf(column)[room]);
  return { ...choice, maps, widths, gaps, bodyHeight, needed: sum(widths) + sum(gaps),
    score: scoreOf(sizes, bodyHeight, choice) };
}

/** @param {number[]} numbers */
const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);

/**
 * Large maps first; then a short view, heads on whole lines, and kernels in sight.
 * @param {MapSize[]} sizes
 * @param {number} bodyHeight
 * @param {Choice} choice
 */
function scoreOf(sizes, bodyHeight, { compact, kernels }) {
  const mean = sum(sizes.map(({ side }) => side)) / sizes.length;
  return mean - 0.03 * bodyHeight + (compact ? 0 : 8) + (kernels ? 6 : 0);
}

/**
 * How large a column's maps are: never larger than the maps before them.
 * @param {Column} column
 * @param {MapSize | null | undefined} before
 * @param {Choice} choice
 * @returns {MapSize | null}
 */
function mapSize(column, before, choice) {
  if (column.form !== 'maps') return null;
  if (column.kind === 'input' || !before) return inputSize(column, choice);
  const { size, deep, perRow, kernels, tallest } = choice;
  const lines = Math.ceil(column.parts / perRow);
  const most = before.isInput ? size
    : column.fedBy === 'same' ? before.side
      : Math.min(before.side, before.pooled ? deep : size);
  const room = Math.min(most, (tallest - (lines - 1) * GAP) / lines);
  const scale = Math.max(1, Math.floor(room / Math.max(column.rows, column.across)));
  const kernel = kernels ? kernelOf(column, scale) : null;
  const inset = kernel ? kernel.width + 3 : 0;
  return {
    isInput: false, scale, perRow, kernel, inset,
    side: column.across * scale,
    pooled: before.pooled || column.kind.endsWith('pooling'),
    width: perRow * (column.across * scale + inset) + (perRow - 1) * GAP,
    height: lines * (column.rows * scale + GAP) - GAP,
  };
}

/**
 * @param {Column} column
 * @param {Choice} choice
 * @returns {MapSize}
 */
function inputSize(column, { size, compact, perRow }) {
  const longer = Math.max(column.rows, column.across);
  const scale = Math.max(1, compact && perRow === 1
    ? Math.floor(56 / longer)
    : Math.round(Math.min(1.6 * size, 112) / longer));
  return { isInput: true, scale, perRow: 1, kernel: null, inset: 0, side: column.across * scale,
    pooled: false, width: column.across * scale, height: column.rows * scale };
}

/**
 * @param {Column} column
 * @param {number} mapScale
 */
function kernelOf({ kernel, across }, mapScale) {
  if (!kernel) return null;
  const scale = Math.max(3, Math.floor(Math.min(0.45 * across * mapScale, 28) / Math.max(...kernel)));
  return { scale, height: kernel[0] * scale, width: kernel[1] * scale };
}

/**
 * Share out the width left over: to the bars until they are long enough, then to the links.
 * @param {Column[]} columns
 * @param {Plan} plan
 * @param {number} width CSS pixels there are
 * @returns {Layout}
 */
function placeColumns(columns, plan, width) {
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
 * @param {MapSize | null} size
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

const SMALLEST_MAP = 40;
const SMALLEST_CELL = 4;
const STRIP_LINE = 12;

/**
 * A column's parts in a view too narrow for columns side by side.
 * @param {Column} column
 * @param {number} width CSS pixels there are
 * @returns {Grid}
 */
function stackedGrid(column, width) {
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
function mapGrid(column, scale, perRow, gap, pitch, inset = 0) {
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
function stripSize(column, height) {
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
 * @returns {Grid}
 */
function standingStrip(column, height, width = stripSize(column, height).width) {
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
