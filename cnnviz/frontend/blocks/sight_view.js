/** What a value sees of the photo, on a small copy beside its map: the photo itself may be far up. */

import { make } from '../ui/elements.js';
import { boxedPhoto } from './boxed_photo.js';

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
  let [input, shown] = [null, null];

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
    /** @param {import('./sight.js').Outline[] | null} boxes */
    show(boxes) {
      shown = boxes;
      paint();
    },
    /** The photo is another. */
    refresh: paint,
  };
}
