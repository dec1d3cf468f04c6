/**
 * Which color scale a set of maps is painted with, and between which ends. Pure.
 *
 * @typedef {'signed'|'absolute'|'clipped'|'activated'} Showing  of a feature map
 * @typedef {{meaning: 'signed'|'positive'|'picture', ends: [number, number],
 *   transform: 'none'|'absolute'}} Scale
 */

import { extent, scaleEnds } from '../../network/ranges.js';

/** Activations that leave large values as large as they were: one scale serves before and after. */
const KEEPS_SIZE = new Set(['none', 'relu', 'leaky_relu', 'elu', 'absolute']);
const NEVER_NEGATIVE = new Set(['relu', 'sigmoid', 'absolute']);
const FULL = 255;
const found = [0, 0];

/** @returns {[number, number]} the answer's range of a tensor, or else the tensor's own */
export function rangeOf(key, ranges, tensor) {
  if (ranges?.[key]) return ranges[key];
  extent(tensor.data, 0, tensor.data.length, found);
  return [...found];
}

/**
 * @param {object} options
 * @param {{kind: string, stage: number}} options.link
 * @param {object[]} options.stages  of the state
 * @param {(kind: string) => [number, number]|null} options.range  of the stage's maps of a kind
 * @param {Showing} options.showing
 * @returns {Scale}
 */
export function scaleFor({ link, stages, range, showing }) {
  if (link.kind === 'picture') return { meaning: 'picture', ends: [0, FULL], transform: 'none' };
  const stage = stages[link.stage];
  if (link.kind === 'feature' && showing === 'clipped') {
    return { meaning: 'picture', ends: [0, FULL], transform: 'none' };
  }
  const reach = scaleEnds('signed', ...range('feature'));
  if (link.kind === 'feature' && showing === 'absolute') {
    return { meaning: 'positive', ends: [0, reach[1]], transform: 'absolute' };
  }
  if (link.kind === 'feature' && showing === 'signed') {
    return { meaning: 'signed', ends: reach, transform: 'none' };
  }
  return afterFeature(link.kind === 'pooled' ? 'pooled' : 'activation', stage, range, reach);
}

function afterFeature(kind, stage, range, reach) {
  const own = range(kind) ?? range('feature');
  const isPooledAnew = kind === 'pooled' && ['sum', 'l2'].includes(stage.pooling);
  const isPositive = NEVER_NEGATIVE.has(stage.activation)
    || (kind === 'pooled' && stage.pooling === 'l2');
  const keeps = KEEPS_SIZE.has(stage.activation) && !isPooledAnew;
  const meaning = isPositive ? 'positive' : 'signed';
  const ends = keeps ? reach : scaleEnds('signed', ...own);
  return { meaning, ends: isPositive ? [0, ends[1]] : ends, transform: 'none' };
}
