/**
 * Kernels as text: from a spreadsheet (tabs), Python (lists, np.array, torch.tensor), MATLAB, or
 * typed with spaces, commas or semicolons. Read by hand, never run. Pure.
 *
 * @typedef {import('./kernel_operations.js').Values} Values
 */

import { parseNumber, formatExact } from './cell_number.js';
import { KernelProblem, MAX_SIDE, withinLimit } from './kernel_operations.js';

const MAX_LENGTH = 20000; // 3 × 11 × 11 numbers at their longest are well below
const CHANNELS = 3;
/** As in "kernel = 1/9 * np.array([" and "], dtype=np.float32) / 9". */
const BEFORE_LIST =
  /^(?:[a-z_]\w*\s*=\s*)?(?:(?<factor>[\d./]+)\s*\*\s*)?(?:[a-z_][\w.]*\s*\(\s*)?(?=\[)/i;
const AFTER_LIST =
  /\]\s*(?:,\s*(?:dtype\s*=\s*)?['"]?[a-z][\w.]*['"]?\s*)?,?\s*\)?\s*;?\s*(?:(?<sign>[*/])\s*(?<factor>[\d.]+))?$/i;

/**
 * @param {string} text
 * @returns {Values} depth 1, or 3 if the text has three matrices
 * @throws {KernelProblem} with a sentence that says what is wrong, and where
 */
export function parseKernel(text) {
  const written = text.replace(/\r\n?/g, '\n').replace(/[\u00a0\u202f]/g, ' ');
  if (!written.trim()) throw new KernelProblem('The text is empty: paste rows of numbers.');
  if (written.length > MAX_LENGTH) throw tooLarge('a text that long');
  const { slices, factor } = /[[({]/.test(written)
    ? fromLists(written)
    : { slices: fromLines(written), factor: (/** @type {number} */ value) => value };
  check(slices);
  const values = slices.map((rows) => rows.map((cells, r) =>
    cells.map((cell) => factor(parseNumber(cell, ` in row ${r + 1}`)))));
  return withinLimit(values);
}

/**
 * @param {string} text
 * @returns {boolean} whether it is no matrix, but one number or one word
 */
export function isOneNumber(text) {
  const words = text.trim().replace(/\s*\/\s*/g, '/');
  return words !== '' && !/[\s;[({]|,.*,/.test(words);
}

/** @param {string} size */
function tooLarge(size) {
  return new KernelProblem(`A kernel is at most ${MAX_SIDE} × ${MAX_SIDE}, got ${size}.`);
}

/** @param {string[][][]} slices */
function check(slices) {
  for (const rows of slices) {
    const width = rows[0].length;
    const odd = rows.findIndex((row) => row.length !== width);
    if (odd > 0) {
      throw new KernelProblem(
        `Rows must be equally long: row 1 has ${width}, row ${odd + 1} has ${rows[odd].length}.`,
      );
    }
    if (rows.length > MAX_SIDE || width > MAX_SIDE) throw tooLarge(`${rows.length} × ${width}`);
  }
  if (![1, CHANNELS].includes(slices.length)) {
    throw new KernelProblem(`A kernel has 1 matrix, or 3 for R, G and B, got ${slices.length}.`);
  }
  const shapes = slices.map((rows) => `${rows.length} × ${rows[0].length}`);
  const odd = shapes.findIndex((shape) => shape !== shapes[0]);
  if (odd > 0) {
    throw new KernelProblem(`R, G and B must be equally large: ${shapes[0]} and ${shapes[odd]}.`);
  }
}

/**
 * Lines of a spreadsheet or of a person; blank lines stand between R, G and B.
 * @param {string} text
 * @returns {string[][][]}
 */
function fromLines(text) {
  const filled = text.replace(/^([ \t]*\n)+|(\n[ \t]*)+$/g, '');
  const separator = separatorOf(filled);
  const blocks = filled.split(/\n(?:[ \t]*\n)+/);
  return blocks.map((block) => block.split('\n')
    .flatMap((line) => rowsOf(line.replace(/[;, ]+$/, '')))
    .map((row) => cellsOf(row, separator)));
}

/**
 * Semicolons end rows where there is more than one number before each.
 * @param {string} line
 */
function rowsOf(line) {
  const rows = line.split(';').map((row) => row.trim());
  /** @param {string} row */
  const several = (row) => /[^\s,]\s+[^\s,]|,.*,|,\s/.test(row);
  return rows.length > 1 && rows.every(several) ? rows : [line];
}

/**
 * What separates cells; where it isn't the comma, the comma is a decimal one.
 * @param {string} text
 */
function separatorOf(text) {
  if (text.includes('\t')) return /\t/;
  const words = text.split(/[\s;]+/).filter(Boolean);
  const apart = text.split('\n').some((line) => /[^\s;][\s;]+[^\s;]/.test(line));
  const decimal = words.every((word) => !word.includes(',') || /^[^,]*,\d[^,]*$/.test(word));
  return apart && decimal ? /\s*;\s*|\s+/ : /\s*[,;]\s*|\s+/;
}

/**
 * @param {string} row
 * @param {RegExp} separator
 */
const cellsOf = (row, separator) =>
  row.replace(/^ +| +$/g, '').replace(/ *\/ */g, '/').split(separator);

/**
 * Nested lists of Python (or tuples, or braces), and matrices with rows ended by semicolons.
 * @param {string} text
 * @returns {{slices: string[][][], factor: (value: number) => number}}
 */
function fromLists(text) {
  /** @param {string} part */
  const brackets = (part) => part.replace(/[({]/g, '[').replace(/[)}]/g, ']');
  const list = text.includes('[') ? text.trim() : brackets(text.trim());
  const before = BEFORE_LIST.exec(list);
  const after = AFTER_LIST.exec(list);
  const slices = before && after
    && nest(brackets(list.slice(before[0].length, after.index + 1)));
  if (!slices) throw unreadable(text.trim());
  const { factor: given } = before.groups ?? {};
  const { sign, factor: last } = after.groups ?? {};
  let factor = given ? parseNumber(given) : 1;
  if (sign === '*') factor *= parseNumber(last);
  const divisor = sign === '/' ? parseNumber(last) : 1;
  if (divisor === 0) throw new KernelProblem('The text divides by zero.');
  return { slices, factor: (/** @type {number} */ value) => (value * factor) / divisor };
}

/**
 * Slices of rows of cells; null if the text has more than brackets and cells.
 * @param {string} text
 * @returns {string[][][] | null}
 */
function nest(text) {
  const depth = (/^[[\s]*/.exec(text)?.[0] ?? '').replace(/\s/g, '').length;
  const outside = text.replace(/\[[^[\]]*\]/g, '');
  if (/[^[\]\s,]/.test(outside) || depth > 3 || !balanced(text)) return null;
  // Within deeper lists a line break only means that the line was full.
  const breaks = depth === 1 ? /[;\n]/ : /;/;
  /** @param {string} part */
  const rows = (part) => [...part.matchAll(/\[([^[\]]*)\]/g)].flatMap(([, row]) =>
    row.trim().replace(/[,;\s]+$/, '').split(breaks));
  const parts = depth === 3 ? text.split(/\]\s*\]/).filter((part) => part.includes('[')) : [text];
  return parts.map((part) => rows(depth === 3 ? `${part}]` : part)
    .map((row) => row.trim().replace(/\s*\/\s*/g, '/').split(/\s*,\s*|\s+/)));
}

/** @param {string} text */
function balanced(text) {
  let open = 0;
  for (const letter of text) {
    if (letter === '[') open += 1;
    if (letter === ']') open -= 1;
    if (open < 0) return false;
  }
  return open === 0;
}

/** @param {string} text */
function unreadable(text) {
  const shown = text.length > 30 ? `${text.slice(0, 30)}…` : text;
  return new KernelProblem(`'${shown}' can't be read: paste rows of numbers, or a list of lists.`);
}

/**
 * As rows of numbers with tabs between, as spreadsheets have them; blank lines between R, G and B.
 * `parseKernel` reads back exactly the same.
 *
 * @param {Values} values
 * @returns {string}
 */
export function formatKernel(values) {
  return values
    .map((slice) => slice.map((row) => row.map(formatExact).join('\t')).join('\n'))
    .join('\n\n');
}
