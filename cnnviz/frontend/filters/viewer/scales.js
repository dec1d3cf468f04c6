/**
 * Which color scale a set of maps is painted with, and between which ends. Pure.
 *
 * @typedef {'signed'|'absolute'|'clipped'|'activated'} Showing  of a feature map
 * @typedef {{meaning: 'signed'|'positive'|'picture', ends: [number, number],
 *   transform: 'none'|'absolute'}} Scale
 */

import { extent, scaleEnds, writtenEnd } from '../../ui/ranges.js';

/** Activations that leave large values as large as they were: one scale serves before and after. */
const KEEPS_SIZE = new Set(['none', 'relu', 'leaky_relu', 'elu', 'absolute']);
const NEVER_NEGATIVE = new Set(['relu', 'sigmoid', 'absolute']);
const FULL = 255;
/** A picture of at most so many pixels a side is a grid of numbers, such as 0 and 10. */
const LARGEST_GRID = 16;
const found = [0, 0];

/** @typedef {(kind: string) => [number, number] | null} Range  of the stage's maps of a kind */

/**
 * Zeros alone are true on any scale: on one whose ends can be told apart.
 * @param {[number, number] | null} range
 * @returns {[number, number]}
 */
function signedEnds(range) {
  const ends = scaleEnds('signed', range?.[0] ?? 0, range?.[1] ?? 0);
  return writtenEnd(ends[1]) ? ends : [-1, 1];
}

/**
 * @param {string} key
 * @param {Record<string, [number, number]> | undefined} ranges
 * @param {{data: ArrayLike<number>}} tensor
 * @returns {[number, number]} the answer's range of a tensor, or else the tensor's own
 */
export function rangeOf(key, ranges, tensor) {
  if (ranges?.[key]) return ranges[key];
  extent(tensor.data, 0, tensor.data.length, found);
  return [found[0], found[1]];
}

/**
 * @param {object} options
 * @param {{kind: string, stage: number, shape: number[]}} options.link
 * @param {import('../state.js').Stage[]} options.stages  of the state
 * @param {Range} options.range  or of the picture
 * @param {Showing} options.showing
 * @returns {Scale}
 */
export function scaleFor({ link, stages, range, showing }) {
  if (link.kind === 'picture') {
    const isGrid = link.shape[0] === 1 && Math.max(...link.shape) <= LARGEST_GRID;
    const high = isGrid ? Math.max(1, range('picture')?.[1] ?? 1) : FULL;
    return { meaning: 'picture', ends: [0, high], transform: 'none' };
  }
  const stage = stages[link.stage];
  if (link.kind === 'feature' && showing === 'clipped') {
    return { meaning: 'picture', ends: [0, FULL], transform: 'none' };
  }
  const signedRange = signedEnds(range('feature'));
  if (link.kind === 'feature' && showing === 'absolute') {
    return { meaning: 'positive', ends: [0, signedRange[1]], transform: 'absolute' };
  }
  if (link.kind === 'feature' && showing === 'signed') {
    return { meaning: 'signed', ends: signedRange, transform: 'none' };
  }
  return afterFeature(link.kind === 'pooled' ? 'pooled' : 'activation', stage, range, signedRange);
}

/**
 * @param {string} kind
 * @param {import('../state.js').Stage} stage
 * @param {Range} range
 * @param {[number, number]} signedRange
 * @returns {Scale}
 */
function afterFeature(kind, stage, range, signedRange) {
  const own = range(kind) ?? range('feature');
  const isPooledAnew = kind === 'pooled' && ['sum', 'l2'].includes(stage.pooling);
  const isPositive = NEVER_NEGATIVE.has(stage.activation)
    || (kind === 'pooled' && stage.pooling === 'l2');
  const keeps = KEEPS_SIZE.has(stage.activation) && !isPooledAnew;
  const meaning = isPositive ? 'positive' : 'signed';
  const ends = keeps ? signedRange : signedEnds(own);
  return { meaning, ends: isPositive ? [0, ends[1]] : ends, transform: 'none' };
}
