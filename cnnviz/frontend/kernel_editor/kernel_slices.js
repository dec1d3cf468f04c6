/** The kernel's slices side by side, each a grid: one for all channels, or one each for R, G, B. */

import { createKernelGrid } from './kernel_grid.js';
import { sizeOf } from './kernel_operations.js';

/** Columns of 44 pixels in the narrowest column of a page. */
const FITS_PHONE = 6;
const CHANNELS = ['Red', 'Green', 'Blue'];

/**
 * @typedef {{slice: number, row: number, column: number}} Place
 * @typedef {{part: HTMLElement, channel: HTMLElement,
 *   grid: ReturnType<typeof createKernelGrid>}} Slice
 *
 * @param {object} handlers  as those of `createKernelGrid`, with the slice in the place
 * @param {(place: Place, value: number, timeStamp: number) => void} handlers.onDrag
 * @param {(keep: boolean) => void} handlers.onDragEnd
 * @param {(place: Place, value: number, timeStamp: number) => void} handlers.onValue
 * @param {(sentence: string) => void} handlers.onProblem
 */
export function createKernelSlices({ onDrag, onValue, ...handlers }) {
  const element = document.createElement('div');
  element.className = 'kernel-slices';
  /** @type {Slice[]} */
  const slices = [];

  function createSlice() {
    const slice = slices.length;
    const part = document.createElement('div');
    part.className = 'kernel-slice';
    const channel = document.createElement('span');
    channel.className = 'kernel-channel';
    const grid = createKernelGrid({
      ...handlers,
      onDrag: (place, ...rest) => onDrag({ slice, ...place }, ...rest),
      onValue: (place, ...rest) => onValue({ slice, ...place }, ...rest),
    });
    part.append(channel, grid.element);
    element.append(part);
    return { part, channel, grid };
  }

  /** @param {Slice} slice */
  function remove({ part, grid }) {
    grid.destroy();
    part.remove();
  }

  return {
    element,

    /** @returns {Place | null} of the cell that has the focus */
    focused() {
      for (const [slice, { grid }] of slices.entries()) {
        const place = grid.focused();
        if (place) return { slice, ...place };
      }
      return null;
    },

    /**
     * @param {import('./kernel_operations.js').Values} values
     * @param {import('./mask.js').Mask} mask
     * @param {number} most  the size of the kernel's largest weight, in this slice or another
     */
    update(values, mask, most) {
      const { depth, height, width } = sizeOf(values);
      slices.splice(depth).forEach(remove);
      while (slices.length < depth) slices.push(createSlice());
      element.style.setProperty('--kernel-width', String(width));
      element.style.setProperty('--kernel-depth', String(depth));
      element.toggleAttribute('data-wide', width > FITS_PHONE);
      const largest = most || 1;
      slices.forEach(({ channel, grid }, i) => {
        const name = depth > 1 ? CHANNELS[i] : '';
        if (channel.textContent !== name) channel.textContent = name;
        const label = `${name ? `${name} slice of the kernel` : 'Kernel'}, ${height} × ${width}`;
        grid.update({ rows: values[i], largest, mask, label });
      });
    },

    destroy: () => slices.splice(0).forEach(remove),
  };
}
