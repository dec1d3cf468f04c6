/** Positions that follow each other, taken together. Pure. */

/**
 * @param {number[]} rising  positions
 * @returns {[number, number][]} spans of neighbors: first and last of each
 */
export function spansOf(rising) {
  /** @type {[number, number][]} */
  const found = [];
  for (const position of rising) {
    const last = found.at(-1);
    if (last && position === last[1] + 1) last[1] = position;
    else if (!last || position > last[1]) found.push([position, position]);
  }
  return found;
}
