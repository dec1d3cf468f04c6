/** What is done with kernels that don't fit the picture or each other as they are. Pure. */

import { sizeOf } from '../kernel_editor/kernel_operations.js';

const ON_GREY = 'The picture is grey, so a kernel’s three slices are added up: on three equal '
  + 'channels that gives the same numbers. With a color picture they are back.';
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
  return [isDeep && readsGrey ? ON_GREY : '', differ ? OF_SIZES : ''].filter(Boolean).join(' ');
}
