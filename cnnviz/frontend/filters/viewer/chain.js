/**
 * The maps in the order in which they are made: picture → feature maps → activation → pooled maps →
 * feature maps …, with the way each is made from the one before. Pure.
 *
 * @typedef {import('./geometry.js').Axis} Axis
 * @typedef {import('./geometry.js').OutputSize} OutputSize
 * @typedef {import('../state.js').Stage} Stage
 *
 * @typedef {object} Link  one set of maps
 * @property {string} key  the answer's tensor, such as "stage1.feature"; "picture" for the first
 * @property {'picture'|'feature'|'activation'|'pooled'} kind
 * @property {number} stage  from 0; −1 for the picture
 * @property {string} name  such as "stage 1 feature map"
 * @property {number[]} shape  maps, rows, columns
 * @property {[Axis, Axis]} axes  rows and columns: what it reads of the link before
 * @property {import('./geometry.js').PaddingMode} paddingMode
 * @property {[import('./geometry.js').Span, import('./geometry.js').Span][] | null} own  of feature maps: which of the window's
 *   rows and columns each map's kernel reads
 * @property {[number, number]} jump  picture pixels from one of its pixels to the next
 * @property {[number, number]} center  of its first pixel, in picture pixels from the corner
 *
 * @typedef {{rows: number[], columns: number[], part: number|null}} Region  of one link; part null:
 *   of all its maps
 */

import { axisOf, outputsFed, ownCells, placesOf, sourceOf, tapsOf } from './geometry.js';

/** @type {Record<Link['kind'], string>} */
const NAMES = {
  picture: 'picture', feature: 'feature map', activation: 'activation map', pooled: 'pooled map',
};
/**
 * Of what changes every number by itself.
 * @param {number} output
 * @returns {Axis}
 */
const single = (output) => ({
  inputs: output, size: 1, stride: 1, dilation: 1, before: 0, after: 0, cut: null, output,
});

/**
 * @param {Stage[]} stages  of the state
 * @param {Record<string, {shape: number[]}>} tensors  of the answer, and the "picture"
 * @param {Record<string, [OutputSize, OutputSize]>} sizes  of the answer
 * @returns {Link[]}
 */
export function buildChain(stages, tensors, sizes) {
  const { shape } = tensors.picture;
  /** @type {Link[]} */
  const chain = [{
    key: 'picture', kind: 'picture', stage: -1, name: 'Picture', shape,
    axes: [single(shape[1]), single(shape[2])], paddingMode: 'zeros', own: null, jump: [1, 1], center: [0.5, 0.5],
  }];
  stages.forEach((stage, i) => {
    for (const kind of /** @type {const} */ (['feature', 'activation', 'pooled'])) {
      const tensor = tensors[`stage${i + 1}.${kind}`];
      if (tensor) chain.push(linkOf(chain[chain.length - 1], stage, i, kind, tensor.shape, sizes));
    }
  });
  return chain;
}

/**
 * @param {Link} before
 * @param {Stage} stage
 * @param {number} i
 * @param {Link['kind']} kind
 * @param {number[]} shape
 * @param {Record<string, [OutputSize, OutputSize]>} sizes
 * @returns {Link}
 */
function linkOf(before, stage, i, kind, shape, sizes) {
  const key = `stage${i + 1}.${kind}`;
  const told = sizes[key];
  /** @type {[Axis, Axis]} */
  const axes = told ? [axisOf(told[0]), axisOf(told[1])] : [single(shape[1]), single(shape[2])];
  const jump = (/** @type {0 | 1} */ which) => before.jump[which] * placesOf(axes[which]).step;
  const center = (/** @type {0 | 1} */ which) =>
    before.center[which] + before.jump[which] * placesOf(axes[which]).first;
  return {
    key,
    kind,
    stage: i,
    name: `stage ${i + 1} ${NAMES[kind]}`,
    shape,
    axes,
    paddingMode: kind === 'feature' ? stage.border : 'zeros',
    own: kind === 'feature' && stage.combine === 'none'
      ? stage.kernels.map((kernel) => ownCells(kernel, stage.flip)) : null,
    jump: [jump(0), jump(1)],
    center: [center(0), center(1)],
  };
}

/**
 * Where a link's maps lie over the picture.
 * @param {Link} link
 * @returns {{top: number, left: number, bottom: number, right: number}} in picture pixels
 */
export function extentOf({ shape, jump, center }) {
  const [top, left] = [0, 1].map((which) => center[which] - jump[which] / 2);
  return { top, left, bottom: top + shape[1] * jump[0], right: left + shape[2] * jump[1] };
}

/**
 * What a pixel is made of, through every link before it.
 * @param {Link[]} chain
 * @param {number} index  of its link
 * @param {{part: number, row: number, column: number}} place
 * @returns {(Region|null)[]} by link, up to its own; in the link just before with padding cells
 */
export function madeOf(chain, index, { part, row, column }) {
  /** @type {(Region | null)[]} */
  const regions = new Array(index + 1).fill(null);
  /** @type {Region} */
  let region = { rows: [row], columns: [column], part };
  regions[index] = region;
  for (let i = index; i > 0; i -= 1) {
    const { kind, axes, paddingMode, own } = chain[i];
    const [, height, width] = chain[i - 1].shape;
    const cells = region.part === null ? undefined : own?.[region.part];
    const rows = through(region.rows, axes[0], height, paddingMode, i < index, cells?.[0]);
    const columns = through(region.columns, axes[1], width, paddingMode, i < index, cells?.[1]);
    region = { rows, columns, part: kind === 'feature' ? null : region.part };
    regions[i - 1] = region;
  }
  return regions;
}

/**
 * The positions that some outputs read; beyond one link only pixels go on.
 * @param {number[]} outputs
 * @param {Axis} axis
 * @param {number} n pixels of the input
 * @param {import('./geometry.js').PaddingMode} paddingMode
 * @param {boolean} pixelsOnly
 * @param {number[]} [own] which of the kernel's cells count
 */
function through(outputs, axis, n, paddingMode, pixelsOnly, [first, end] = [0, axis.size]) {
  const positions = outputs.flatMap((output) => tapsOf(axis, output))
    .filter(({ cell }) => cell >= first && cell < end).map(({ input }) => input);
  const kept = pixelsOnly
    ? positions.map((p) => sourceOf(p, n, paddingMode)).filter((p) => p >= 0)
    : positions;
  return [...new Set(kept)].sort((a, b) => a - b);
}

/**
 * What a pixel feeds, through every link after it.
 * @param {Link[]} chain
 * @param {number} index  of its link
 * @param {{part: number, row: number, column: number}} place
 * @returns {(Region|null)[]} by link; null up to its own
 */
export function feeds(chain, index, { part, row, column }) {
  /** @type {(Region | null)[]} */
  const regions = new Array(chain.length).fill(null);
  /** @type {Region} */
  let region = { rows: [row], columns: [column], part };
  for (let i = index + 1; i < chain.length; i += 1) {
    const { kind, axes, paddingMode } = chain[i];
    const [, height, width] = chain[i - 1].shape;
    const fed = (/** @type {number[]} */ pixels, /** @type {0 | 1} */ which, /** @type {number} */ n) =>
      [...new Set(pixels.flatMap((pixel) => outputsFed(axes[which], pixel, n, paddingMode)))]
        .sort((a, b) => a - b);
    const [rows, columns] = [fed(region.rows, 0, height), fed(region.columns, 1, width)];
    region = { rows, columns, part: kind === 'feature' ? null : region.part };
    regions[i] = region;
  }
  return regions;
}
