/** Which cells of a kernel belong to its neighborhood. Pure. */

/**
 * @typedef {'square' | 'cross' | 'disk'} Mask
 */

/**
 * Cross: the middle row and column (two of each on an even side); disk: cells with their middle in
 * the ellipse that fills the square (at 3×3 that is all of it).
 *
 * @param {Mask} mask
 * @param {{height: number, width: number}} size
 * @param {number} row
 * @param {number} column
 * @returns {boolean}
 */
export function isInside(mask, { height, width }, row, column) {
  if (mask === 'square') return true;
  const y = row - (height - 1) / 2;
  const x = column - (width - 1) / 2;
  if (mask === 'cross') return Math.abs(y) < 1 || Math.abs(x) < 1;
  return ((2 * y) / height) ** 2 + ((2 * x) / width) ** 2 <= 1;
}
