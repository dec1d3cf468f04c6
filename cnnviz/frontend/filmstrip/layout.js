/**
 * Where things lie in the four frames of the filmstrip, and what is written beside them. Pure: no
 * DOM. Every frame is a stage of 28 × 28 cells, so that sizes can be compared between frames.
 *
 * @typedef {{top: number, left: number, height: number, width: number}} Box  in cells
 * @typedef {{top: number, left: number}} Place  in cells
 * @typedef {{crop: boolean, fit: boolean, center: boolean}} Steps
 * @typedef {Pick<import('../live/messages.js').Reading, 'ink_box' | 'center_of_mass' | 'offset'>} Marks
 */

import { formatShape } from '../ui/numbers.js';

/** Cells along the side of a stage. */
export const SIDE = 28;
const FITTED_SIDE = 20;
const NOTHING = '–';

/**
 * @param {number} room  CSS pixels for a stage
 * @param {number} ratio  device pixels in a CSS pixel
 * @returns {number} device pixels along the side of a cell, a whole number
 */
export function cellSize(room, ratio) {
  return Math.max(1, Math.floor((room * ratio) / SIDE));
}

/**
 * @param {number[]} shape  height and width of a picture, in cells
 * @param {number} cell  device pixels along the side of a cell
 * @returns {Box} the picture in the middle of the stage, on whole device pixels
 */
export function centered([height, width], cell) {
  /** @param {number} length */
  const start = (length) => Math.round(((SIDE - length) / 2) * cell) / cell;
  return { top: start(height), left: start(width), height, width };
}

/**
 * @param {number[] | null} inkBox  top, left, bottom, right in pixels of the drawing
 * @param {number[]} shape  of the drawing
 * @returns {Box | null}
 */
function inkBoxInCells(inkBox, [height, width]) {
  if (!inkBox) return null;
  const perPixel = SIDE / Math.max(height, width);
  const [top, left, bottom, right] = inkBox.map((edge) => edge * perPixel);
  return { top, left, height: bottom - top, width: right - left };
}

/**
 * Everything that the frames show besides the pictures themselves.
 *
 * @param {object} reading
 * @param {number[]} reading.drawing  height and width
 * @param {number[]} reading.fitted  height and width
 * @param {Marks} reading.message  with ink_box, center_of_mass and offset, null when blank
 * @param {Steps} steps
 * @param {number} cell  device pixels along the side of a cell
 * @returns {{inkBox: Box | null, target: Box | null, fitted: Box, middle: Place | null,
 *   mass: Place | null, result: Box | null}}
 */
export function layOut({ drawing, fitted, message }, steps, cell) {
  const box = centered(fitted, cell);
  const { ink_box: inkBox, center_of_mass: mass, offset } = message;
  const [height, width] = fitted;
  return {
    inkBox: inkBoxInCells(inkBox, drawing),
    target: steps.fit && mass ? centered([FITTED_SIDE, FITTED_SIDE], cell) : null,
    fitted: box,
    middle: mass && { top: box.top + height / 2, left: box.left + width / 2 },
    mass: mass && { top: box.top + mass[0], left: box.left + mass[1] },
    result: offset && { top: offset[0], left: offset[1], height, width },
  };
}

/**
 * @param {number[]} fitted  height and width
 * @param {Marks} message  with ink_box, center_of_mass and offset, null when blank
 * @returns {[string, string, string, string]} what is written under the four frames
 */
export function readOuts(fitted, { ink_box: inkBox, center_of_mass: mass, offset }) {
  if (!inkBox || !mass || !offset) return [NOTHING, NOTHING, NOTHING, NOTHING];
  const [top, left, bottom, right] = inkBox;
  return [
    formatShape([bottom - top, right - left]),
    formatShape(fitted),
    mass.map((place) => place.toFixed(1)).join(', '),
    `at ${offset.join(', ')}`,
  ];
}

/** @type {[string, string, string, string]} */
const NAMES_OF_NOTHING = [
  'Ink box: nothing drawn yet', 'Fitted: nothing drawn yet',
  'Center of mass: nothing drawn yet', 'Result: nothing drawn yet',
];

/**
 * @param {string[]} texts  those of `readOuts`
 * @returns {[string, string, string, string]} the names of the four pictures
 */
export function pictureNames([ink, fitted, mass, offset]) {
  if (ink === NOTHING) return NAMES_OF_NOTHING;
  return [
    `The ink on the pad, ${ink} pixels`,
    `Fitted picture, ${fitted} pixels`,
    `Center of mass of the fitted picture, row and column ${mass}`,
    `What the network reads, 28 × 28, the fitted picture ${offset}`,
  ];
}
