/** "Why 7?" as a chain: which layers tell most, and who in them. Pure. */

/** @typedef {import('../network/columns.js').Column} Column */

const WEIGHTED = new Set(['convolution', 'depthwise_convolution', 'dense']);

/**
 * The layers that say something new, from the class back to the picture: what each layer with weights
 * was given. Between two of them the contributions are the same numbers in other places.
 * @param {Column[]} columns
 * @returns {Column[]}
 */
export function linksOf(columns) {
  const given = columns.map((column, i) => {
    if (!columns[i + 1] || !WEIGHTED.has(columns[i + 1].kind)) return null;
    return column.kind === 'flatten' ? columns[i - 1] : column;
  });
  return given.filter((column) => column !== null).reverse();
}

/**
 * The question in words: "Why 7?", "Why 7 and not 1?"
 * @param {string[]} labels
 * @param {number} label
 * @param {number | null} against
 * @returns {string}
 */
export const questionText = (labels, label, against) =>
  `Why ${labels[label]}${against === null ? '' : ` and not ${labels[against]}`}?`;

/**
 * What a layer's units that are not named contribute.
 * @param {ArrayLike<number>} contributions of all units
 * @param {number[]} named contributions of those that are
 * @param {number} total of all
 * @returns {{count: number, sum: number}} of those that contribute anything
 */
export function othersOf(contributions, named, total) {
  const count = Array.from(contributions).filter((value) => value !== 0).length - named.length;
  return { count, sum: named.reduce((rest, value) => rest - value, total) };
}
