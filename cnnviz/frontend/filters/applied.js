/**
 * The stages as they are applied: kernels of one stage equally large, as its maps are, and as deep as
 * the picture. Pure.
 *
 * @typedef {import('./state.js').Stage} Stage
 */

import {
  flipHorizontal, flipVertical, resize, sizeOf,
} from '../kernel_editor/kernel_operations.js';

/** @type {('depth' | 'height' | 'width')[]} */
const SIDES = ['depth', 'height', 'width'];
/** @param {import('../kernel_editor/kernel_operations.js').Values} values */
const turned = (values) => flipVertical(flipHorizontal(values));

/**
 * @param {Stage[]} stages  as the person has them
 * @param {number} channels  of the picture
 * @returns {Stage[]} each kernel that stands amid zeros with `own`, the place of its own cells
 */
export function asApplied(stages, channels) {
  return stages.map(stamped).map((stage, i) =>
    alike(i === 0 && channels === 1 ? flattened(stage) : stage));
}

/**
 * @param {Stage[]} stages  as they are applied
 * @returns {Stage[]} only what the server knows of
 */
export function asSent(stages) {
  return stages.map((stage) => ({ ...stage,
    kernels: stage.kernels.map(({ name, values, bias }) => ({ name, values, bias })) }));
}

/**
 * A transposed convolution has no border, and its kernel isn't turned.
 * @param {Stage} stage
 * @returns {Stage}
 */
function stamped(stage) {
  const isPlain = stage.operation !== 'transposed' || (!stage.flip && stage.border === 'zeros');
  return isPlain ? stage : { ...stage, flip: false, border: 'zeros' };
}

/**
 * Of three equal channels the slices' sum gives the same number as the three.
 * @param {Stage} stage
 */
function flattened(stage) {
  if (stage.kernels.every(({ values }) => values.length === 1)) return stage;
  const kernels = stage.kernels.map((kernel) => ({ ...kernel, values: [added(kernel.values)] }));
  return { ...stage, kernels };
}

/** @param {number[][][]} slices */
const added = ([first, ...others]) => first.map((row, y) => row.map((weight, x) =>
  others.reduce((sum, slice) => sum + slice[y][x], weight)));

/**
 * Smaller kernels stand amid zeros, which change no sum. Each stands where it would by itself under
 * "same" padding: the middles fall on one pixel, of an even side the cell before the middle.
 * @param {Stage} stage
 */
function alike(stage) {
  const sizes = stage.kernels.map(({ values }) => sizeOf(values));
  const largest = Object.fromEntries(SIDES.map((side) =>
    [side, Math.max(...sizes.map((size) => size[side]))]));
  if (sizes.every((size) => SIDES.every((side) => size[side] === largest[side]))) return stage;
  const kernels = stage.kernels.map((kernel, i) => {
    const { height, width } = largest;
    const deep = kernel.values.length === largest.depth ? kernel.values
      : Array.from({ length: largest.depth }, () => kernel.values[0]);
    // Convolution turns the kernel, zeros and all
    /** @param {number[][][]} values */
    const amid = (values) => (stage.flip
      ? turned(resize(turned(values), height, width)) : resize(values, height, width));
    const mark = amid([deep[0].map((row) => row.map(() => 1))])[0];
    const top = mark.findIndex((row) => row.includes(1));
    const own = { top, left: mark[top].indexOf(1), height: sizes[i].height, width: sizes[i].width };
    return { ...kernel, values: amid(deep), own };
  });
  return { ...stage, kernels };
}

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
