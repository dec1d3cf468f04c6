/** What is drawn over a map: numbers, outlines, padding cells, and the part not filled in yet. */

import { spansOf } from '../../ui/spans.js';

/** How much of the text's color is in what is not filled in, to tell it from a zero. */
const NOT_YET = 0.22;

/**
 * @typedef {import('./map_box.js').MapPlace & {shape: number[], isLegible: boolean}} Place
 *
 * @typedef {object} Marks
 * @property {import('./chain.js').Region | null} region  to outline
 * @property {(row: number, column: number) => number[]} numbersAt  written in each cell
 * @property {((row: number) => number) | null} revealed  how many of a row's pixels to show
 * @property {number[] | null} padding  border cells: top, right, bottom, left
 *
 * @typedef {Record<'accent' | 'text' | 'background' | 'font' | 'paper' | 'grey', string> &
 *   {ink: (row: number, column: number) => string}} Colors  `ink`: read best on that cell
 */

/**
 * @param {CanvasRenderingContext2D} context  in CSS pixels of the box
 * @param {Place} place
 * @param {Marks} marks
 * @param {Colors} colors
 * @param {(value: number) => string} format
 */
export function drawMarks(context, place, marks, colors, format) {
  if (marks.padding) drawPadding(context, place, marks.padding, colors);
  if (place.isLegible) drawNumbers(context, place, marks, colors, format);
  if (marks.revealed) hideRest(context, place, marks.revealed, colors);
  if (marks.region) outline(context, place, marks.region, colors);
}

/**
 * The cells of a map that the box shows, those of its padding among them.
 * @param {Place} place
 * @param {number[]} padding
 */
function visible({ top, left, cell, box, shape }, [before, right, after, start]) {
  /**
   * @param {number} offset
   * @param {number} size
   * @param {number} cells
   */
  const first = (offset, size, cells) => Math.max(-cells, Math.floor(-offset / size));
  /**
   * @param {number} offset
   * @param {number} size
   * @param {number} length
   * @param {number} count
   */
  const end = (offset, size, length, count) => Math.min(count, Math.ceil((length - offset) / size));
  return {
    rows: [first(top, cell[0], before), end(top, cell[0], box.height, shape[1] + after)],
    columns: [first(left, cell[1], start), end(left, cell[1], box.width, shape[2] + right)],
  };
}

/**
 * For the last row of a class where there is room; never below what can be read at a desk.
 * @param {number} cell
 * @param {number} lines
 */
const numberSize = (cell, lines) => Math.max(12, Math.min(20, cell * 0.32, (cell * 0.9) / lines));

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Place} place
 * @param {Marks} marks
 * @param {Colors} colors
 * @param {(value: number) => string} format
 */
function drawNumbers(context, place, { numbersAt, padding }, { font, ink, grey }, format) {
  const { top, left, cell: [down, across] } = place;
  const { rows, columns } = visible(place, padding ?? [0, 0, 0, 0]);
  const size = numberSize(Math.min(down, across), numbersAt(0, 0).length);
  context.strokeStyle = grey; // seen on black and on white
  context.lineWidth = 1;
  context.globalAlpha = 0.5;
  cellLines(context, [left + columns[0] * across, top + rows[0] * down,
    (columns[1] - columns[0]) * across, (rows[1] - rows[0]) * down], down, across);
  context.globalAlpha = 1;
  context.font = `${size}px ${font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (let row = rows[0]; row < rows[1]; row += 1) {
    for (let column = columns[0]; column < columns[1]; column += 1) {
      const numbers = numbersAt(row, column);
      context.fillStyle = ink(row, column);
      numbers.forEach((number, i) => {
        const y = top + (row + 0.5) * down + (i - (numbers.length - 1) / 2) * size;
        context.fillText(format(number), left + (column + 0.5) * across, y, across - 2);
      });
    }
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Place} place
 * @param {number[]} padding
 * @param {Colors} colors
 */
function drawPadding(context, { top, left, cell: [down, across], shape }, padding, colors) {
  const [before, right, after, start] = padding;
  const [height, width] = [shape[1] * down, shape[2] * across];
  /** @type {[number, number, number, number]} */
  const outer = [left - start * across, top - before * down,
    width + (start + right) * across, height + (before + after) * down];
  context.save();
  const around = new Path2D();
  around.rect(...outer);
  around.rect(left, top, width, height);
  context.clip(around, 'evenodd');
  context.globalAlpha = 0.1;
  context.fillStyle = colors.text;
  context.fillRect(...outer);
  context.globalAlpha = 0.35;
  context.strokeStyle = colors.text;
  context.lineWidth = 1;
  if (Math.min(down, across) >= 5) cellLines(context, outer, down, across);
  context.strokeRect(outer[0] + 0.5, outer[1] + 0.5, outer[2] - 1, outer[3] - 1);
  context.restore();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number[]} box
 * @param {number} down
 * @param {number} across
 */
function cellLines(context, [x, y, width, height], down, across) {
  context.beginPath();
  for (let at = x; at <= x + width; at += across) {
    context.moveTo(Math.round(at) + 0.5, y);
    context.lineTo(Math.round(at) + 0.5, y + height);
  }
  for (let at = y; at <= y + height; at += down) {
    context.moveTo(x, Math.round(at) + 0.5);
    context.lineTo(x + width, Math.round(at) + 0.5);
  }
  context.stroke();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Place} place
 * @param {(row: number) => number} revealed
 * @param {Colors} colors
 */
function hideRest(context, { top, left, cell: [down, across], shape }, revealed, { background, text }) {
  for (let row = 0; row < shape[1]; row += 1) {
    const from = revealed(row);
    if (from >= shape[2]) continue;
    const [y, next] = [Math.floor(top + row * down), Math.floor(top + (row + 1) * down)];
    /** @type {[number, number, number, number]} */
    const rest = [left + from * across, y, (shape[2] - from) * across, next - y];
    for (const { color, alpha } of [{ color: background, alpha: 1 }, { color: text, alpha: NOT_YET }]) {
      context.globalAlpha = alpha;
      context.fillStyle = color;
      context.fillRect(...rest);
    }
    context.globalAlpha = 1;
  }
}

/**
 * Outlines in two lines, light and dark, so that they are seen on any picture.
 * @param {CanvasRenderingContext2D} context
 * @param {Place} place
 * @param {import('./chain.js').Region} region
 * @param {Colors} colors
 */
function outline(context, { top, left, cell: [down, across] }, { rows, columns }, colors) {
  for (const { width, color } of [{ width: 4, color: colors.paper },
    { width: 2, color: colors.accent }]) {
    context.lineWidth = width;
    context.strokeStyle = color;
    for (const [firstRow, lastRow] of spansOf(rows)) {
      for (const [firstColumn, lastColumn] of spansOf(columns)) {
        context.strokeRect(left + firstColumn * across - 1, top + firstRow * down - 1,
          (lastColumn - firstColumn + 1) * across + 2, (lastRow - firstRow + 1) * down + 2);
      }
    }
  }
}
