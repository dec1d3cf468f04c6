/** How far an output is filled in while the kernel slides, and what later maps show of it. Pure. */

import { windowOf } from './geometry.js';

/**
 * @param {import('./chain.js').Link[]} chain
 * @param {number} start  index of the link that is being filled
 * @param {number} done  its pixels that are, row by row
 * @returns {(index: number) => ((row: number) => number)|null}  by link: how many pixels of a row
 *   are there; null for the links before, which are there already
 */
export function progress(chain, start, done) {
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
  return (index) => counts.get(index) ?? null;
}

/**
 * A pixel is there once the last row and column under its window are.
 * @param {import('./chain.js').Link} link
 * @param {(row: number) => number} before
 * @param {number[]} shape
 * @returns {(row: number) => number}
 */
function through({ axes: [rows, columns], shape }, before, [, height, width]) {
  const ends = Array.from({ length: shape[2] }, (_, x) =>
    Math.min(Math.max(...windowOf(columns, x)), width - 1));
  return (row) => {
    const last = Math.max(...windowOf(rows, row));
    const there = before(Math.min(Math.max(last, 0), height - 1));
    const missing = ends.findIndex((end) => end >= there);
    return missing < 0 ? shape[2] : missing;
  };
}
