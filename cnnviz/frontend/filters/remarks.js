/** What is done with kernels that don't fit the picture or each other as they are. Pure. */

import { sizeOf } from '../kernel_editor/kernel_operations.js';

const ON_GREY = 'The picture is grey, so a kernel’s three slices are added up: on three equal '
  + 'channels that gives the same numbers. With a color picture they are back.';
/** Ends the name of what is left of a kernel with three slices. */
export const OF_RED = ', slice R';
const ON_MAPS = 'This stage reads maps, not colors: of the kernel’s three slices it has the one for '
  + 'R, which is laid on all maps alike.';
const OF_SIZES = 'Kernels of different sizes lie with their middles on the same pixel, of an even '
  + 'side with the cell before the middle; zeros fill up the smaller ones, so all maps are equally '
  + 'large.';

/**
 * @param {import('./state.js').Stage} stage
 * @param {boolean} readsGrey  whether its input has one channel
 * @returns {string} nothing where all fits
 */
export function remarkOn({ kernels }, readsGrey) {
  const sizes = kernels.map(({ values }) => sizeOf(values));
  const isDeep = sizes.some(({ depth }) => depth > 1);
  const differ = sizes.some(({ height, width }) =>
    height !== sizes[0].height || width !== sizes[0].width);
  const isRed = kernels.some(({ name }) => name.includes(OF_RED));
  return [isDeep && readsGrey ? ON_GREY : '', isRed ? ON_MAPS : '', differ ? OF_SIZES : '']
    .filter(Boolean).join(' ');
}
