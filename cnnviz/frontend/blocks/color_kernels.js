/** The first layer's kernels as small color pictures: their three channels are red, green, blue. */

import { TABLES, cellColors } from '../ui/colors.js';
import { make, makeButton } from '../ui/elements.js';
import { numberGrid } from '../ui/number_grid.js';
import { paintTensor } from '../ui/picture.js';

const CHANNELS = ['red', 'green', 'blue'];
const GREY = 127.5;

/** @typedef {{shape: number[], data: ArrayLike<number>}} Weights (kernels, 3, rows, columns) */

/**
 * A kernel's weights as a picture: grey is 0, its own largest weight the end of the scale.
 * @param {{shape: number[], data: ArrayLike<number>}} weights (kernels, 3, rows, columns)
 * @param {number} index of the kernel
 * @returns {{shape: number[], data: Uint8Array}} (3, rows, columns)
 */
export function kernelColors({ shape: [, ...shape], data }, index) {
  const size = shape.reduce((a, b) => a * b, 1);
  const own = Array.from({ length: size }, (_, i) => data[index * size + i]);
  const largest = Math.max(...own.map(Math.abs), 1e-12);
  /** @param {number} weight */
  const byteOf = (weight) => Math.round(GREY + (GREY * weight) / largest);
  return { shape, data: Uint8Array.from(own, byteOf) };
}

/**
 * One channel of a kernel as rows of numbers.
 * @param {{shape: number[], data: ArrayLike<number>}} weights (kernels, 3, rows, columns)
 * @param {number} index of the kernel
 * @param {number} channel
 * @returns {number[][]}
 */
const channelRows = ({ shape: [, channels, rows, columns], data }, index, channel) =>
  Array.from({ length: rows }, (_, y) => Array.from({ length: columns }, (__, x) =>
    data[((index * channels + channel) * rows + y) * columns + x]));

/** @param {{onPick: (map: number) => void}} options */
export function createColorKernels({ onPick }) {
  const [grid, numbers] = [make('div', 'kernel-pictures'), make('div', 'kernel-numbers')];
  const element = make('section', 'block-kernels',
    make('h4', '', 'Its kernels in color'),
    make('p', '', 'Each has a weight for red, green and blue at every place: grey is 0, brighter is '
      + 'above. Each is stretched to its own largest weight. A click looks at its map.'),
    make('div', 'kernel-room', grid, numbers));

  /**
   * @param {Weights} weights
   * @param {string} name
   * @param {number} index
   */
  function tell(weights, name, index) {
    const rows = CHANNELS.map((_, channel) => channelRows(weights, index, channel));
    const largest = Math.max(...rows.flat(2).map(Math.abs));
    numbers.replaceChildren(make('p', '', `${name} kernel ${index + 1}`),
      ...CHANNELS.map((channel, i) => make('figure', '', make('figcaption', '', channel),
        numberGrid(rows[i], { label: channel, decimals: 2,
          colors: (y, x) => cellColors(rows[i][y][x], largest, TABLES.weights) }))));
  }

  return {
    element,
    /**
     * @param {string | null} name of the layer; null when its kernels are no colors
     * @param {Weights} [weights]
     */
    show(name, weights) {
      element.hidden = !name;
      if (!name || !weights) return;
      grid.replaceChildren(...Array.from({ length: weights.shape[0] }, (_, i) => {
        const button = makeButton('', () => onPick(i), 'kernel-picture');
        button.setAttribute('aria-label', `${name} kernel ${i + 1}`);
        button.append(paintTensor(kernelColors(weights, i)));
        button.onpointerenter = () => tell(weights, name, i);
        button.onfocus = () => tell(weights, name, i);
        return button;
      }));
      tell(weights, name, 0);
    },
  };
}
