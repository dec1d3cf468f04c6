/** How far an output is filled in while the kernel slides, and what later maps show of it. Pure. */

import { windowOf } from './geometry.js';

/**
 * @param {import('./chain.js').Link[]} chain
 * @param {number} start  index of the link that is being filled
 * @param {number} done  its pixels that are, row by row
 * @param {number} [shown]  the first link that fills in; a link before it is only gone through
 * @returns {(index: number) => ((row: number) => number)|null}  by link: how many pixels of a row
 *   are there; null for the links before, which are there already
 */
export function progress(chain, start, done, shown = start) {
  const width = chain[start].shape[2];
  const whole = Math.floor(done / width);
  const rest = done % width;
  /** @param {number} row */
  const first = (row) => (row < whole ? width : row === whole ? rest : 0);
  /** @type {(row: number) => number} */
  let count = first;
  const counts = new Map([[start, count]]);
  for (let i = start + 1; i < chain.length; i += 1) {
    count = through(chain[i], count, chain[i - 1].shape);
    counts.set(i, count);
  }
  return (index) => (index < shown ? null : counts.get(index) ?? null);
}

/**
 * A pixel is there once the last row and column that it reads are.
 * @param {import('./chain.js').Link} link
 * @param {(row: number) => number} before
 * @param {number[]} shape
 * @returns {(row: number) => number}
 */
function through({ axes: [rows, columns], shape }, before, [, height, width]) {
  const downTo = lastReads(rows, shape[1], height);
  const acrossTo = lastReads(columns, shape[2], width);
  return (row) => {
    const there = before(downTo[row]);
    const missing = acrossTo.findIndex((end) => end >= there);
    return missing < 0 ? shape[2] : missing;
  };
}

/**
 * @param {import('./geometry.js').Axis} axis
 * @param {number} outputs
 * @param {number} n pixels of the input
 * @returns {number[]} by output: the last pixel that it, or one before it, reads
 */
function lastReads(axis, outputs, n) {
  let last = 0;
  return Array.from({ length: outputs }, (_, output) => {
    last = Math.min(Math.max(windowOf(axis, output).at(-1) ?? 0, last), n - 1);
    return last;
  });
}
