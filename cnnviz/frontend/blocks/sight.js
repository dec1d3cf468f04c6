/** What a value sees of the photo, as boxes to outline there. Pure. */

import { make } from '../ui/elements.js';
import { boxedPhoto } from './boxed_photo.js';

/** @typedef {{box: [number, number, number, number], kind: 'solid' | 'dashed'}} Outline */

/**
 * @param {number[] | null} indices
 * @param {number} side
 * @returns {[number, number]}
 */
const span = (indices, side) => (indices ? [indices[0], indices[indices.length - 1] + 1] : [0, side]);

/**
 * The box that a unit sees; where that is the whole photo, also the unit's own cell: the part of the
 * photo that lies at its place.
 * @param {[number, number, number, number]} box top, left, bottom, right in input pixels
 * @param {number[]} unit [map, row, column]
 * @param {import('../network/columns.js').Column} column the unit's
 * @param {import('../network/columns.js').Column} input
 * @returns {Outline[]}
 */
export function seenBoxes(box, unit, column, input) {
  const [top, left, bottom, right] = box;
  /** @type {Outline} */
  const sees = { box, kind: 'solid' };
  if (bottom - top < input.rows || right - left < input.across) return [sees];
  return [sees, { box: cellOf(unit, column, input), kind: 'dashed' }];
}

/**
 * What to outline for a unit of the network.
 * @param {object} inspected
 * @param {string} inspected.layer
 * @param {number[]} inspected.unit
 * @param {Record<string, (number[] | null)[]>} inspected.sources
 * @param {import('../network/columns.js').Column} column the unit's
 * @param {import('../network/columns.js').Column} input
 * @returns {Outline[] | null} null when there is nothing to outline
 */
export function boxesOf({ layer, unit, sources }, column, input) {
  const region = layer === 'input' ? unit.map((index) => [index]) : sources.input;
  if (!region || region.some((indices) => indices?.length === 0)) return null;
  const [[top, bottom], [left, right]] = [span(region[1], input.rows), span(region[2], input.across)];
  return column.form === 'maps' ? seenBoxes([top, left, bottom, right], unit, column, input) : null;
}

/**
 * The part of the photo that lies where a value lies in its map.
 * @param {number[]} unit [map, row, column]
 * @param {{rows: number, across: number}} map
 * @param {{rows: number, across: number}} input
 * @returns {[number, number, number, number]} top, left, bottom, right in input pixels
 */
export function cellOf([, row, column], { rows, across }, input) {
  const [height, width] = [input.rows / rows, input.across / across];
  return [row * height, column * width, (row + 1) * height, (column + 1) * width];
}

/**
 * The box in words: "27 × 27 pixels: rows 30 to 56, columns 12 to 38".
 * @param {number[]} box top, left, bottom, right
 * @param {{rows: number, across: number}} input
 */
function boxWords([top, left, bottom, right], { rows, across }) {
  const [height, width] = [bottom - top, right - left];
  if (height === rows && width === across) return 'the whole photo; dashed is its own place';
  if (height * width === 1) return `one pixel: row ${top + 1}, column ${left + 1}`;
  return `${height} × ${width} pixels: rows ${top + 1} to ${bottom}, columns ${left + 1} to ${right}`;
}

/** @param {{stagePicture: () => HTMLCanvasElement | null}} options */
export function createSightView({ stagePicture }) {
  const room = make('div', 'sight-photo');
  const words = make('p', '');
  const element = make('figure', 'block-sight', room,
    make('figcaption', '', make('b', '', 'What it sees of the photo'), words));
  /** @type {{rows: number, across: number} | null} */
  let input = null;
  /** @type {import('./sight.js').Outline[] | null} */
  let shown = null;

  function paint() {
    element.classList.toggle('is-empty', !shown);
    if (!input) return;
    words.textContent = shown ? boxWords(shown[0].box, input) : '';
    room.replaceChildren(boxedPhoto(stagePicture(), input, shown ?? [], words.textContent || 'The photo'));
  }

  return {
    element,
    /** @param {{rows: number, across: number}} next size of what the network reads */
    describe(next) { input = next; },
    /** @param {Outline[] | null} boxes */
    show(boxes) {
      shown = boxes;
      paint();
    },
    /** The photo is another. */
    refresh: paint,
  };
}
