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
  const first = (row) => (row < whole ? width : row === whole ? rest : 0);
  const counts = new Map([[start, first]]);
  for (let i = start + 1; i < chain.length; i += 1) {
    counts.set(i, through(chain[i], counts.get(i - 1), chain[i - 1].shape));
  }
  return (index) => counts.get(index) ?? null;
}

/** A pixel is there once the last row and column under its window are. */
function through({ axes: [rows, columns], shape }, before, [, height, width]) {
  const ends = Array.from({ length: shape[2] }, (_, x) =>
    Math.min(windowOf(columns, x).at(-1), width - 1));
  return (row) => {
    const last = windowOf(rows, row).at(-1);
    const there = before(Math.min(Math.max(last, 0), height - 1));
    const missing = ends.findIndex((end) => end >= there);
    return missing < 0 ? shape[2] : missing;
  };
}
