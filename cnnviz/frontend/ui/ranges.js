/**
 * Which values the ends of a color scale stand for. Pure.
 *
 * @typedef {'picture' | 'signed' | 'positive' | 'probability'} Meaning of values
 * @typedef {'map' | 'layer' | 'network'} RangeChoice
 */

/** Stands in for an empty range, so that nothing divides by zero and zero stays neutral. */
const HARDLY_ANYTHING = 1e-12;

/**
 * The ends of the scale for the given lowest and highest value: signed values keep zero in the
 * middle, others begin at zero.
 * @param {Meaning} meaning
 * @param {number} lowest
 * @param {number} highest
 * @returns {[number, number]}
 */
export function scaleEnds(meaning, lowest, highest) {
  if (meaning === 'picture' || meaning === 'probability') return [0, 1];
  if (meaning === 'positive') return [0, Math.max(highest, HARDLY_ANYTHING)];
  const largest = Math.max(-lowest, highest, HARDLY_ANYTHING);
  return [-largest, largest];
}

/**
 * The number to write at an end of a scale.
 * @param {number} end from `scaleEnds`
 * @returns {number}
 */
export function writtenEnd(end) {
  return Math.abs(end) <= HARDLY_ANYTHING ? 0 : end;
}

/**
 * Lowest and highest value in part of an array.
 * @param {ArrayLike<number>} values
 * @param {number} start
 * @param {number} count at least 1
 * @param {number[]} into takes the two results, so that nothing is allocated
 */
export function extent(values, start, count, into) {
  let [low, high] = [values[start], values[start]];
  for (let i = start + 1; i < start + count; i += 1) {
    const value = values[i];
    if (value < low) low = value;
    else if (value > high) high = value;
  }
  into[0] = low;
  into[1] = high;
}

/**
 * The colors of values: probabilities, where they are no bars, have those of other positive ones.
 * @param {Meaning} meaning
 * @returns {import('./legend.js').Scale}
 */
export const scaleOf = (meaning) => (meaning === 'probability' ? 'positive' : meaning);
