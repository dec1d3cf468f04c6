/** How many decimals numbers that are added up are written with. Pure. */

/** As few as say them all, at most three. */
const MOST_DECIMALS = 3;

/**
 * @param {number[]} numbers
 * @returns {{decimals: number, isRounded: boolean}} isRounded: some lose digits
 */
export function commonDecimals(numbers) {
  /** @param {number} decimals */
  const loses = (decimals) => numbers.some((number) =>
    Math.abs(number - Number(number.toFixed(decimals))) > 1e-6 * Math.max(1, Math.abs(number)));
  for (let decimals = 0; decimals <= MOST_DECIMALS; decimals += 1) {
    if (!loses(decimals)) return { decimals, isRounded: false };
  }
  const largest = Math.max(...numbers.map(Math.abs));
  return { decimals: largest >= 100 ? 1 : largest >= 10 ? 2 : MOST_DECIMALS, isRounded: true };
}

/**
 * @param {number} number
 * @param {number} decimals
 * @returns {string} with a true minus sign
 */
export function written(number, decimals) {
  const text = Math.abs(number).toFixed(decimals);
  return number < 0 && Number(text) !== 0 ? `\u2212${text}` : text;
}

/**
 * A sum as it is written: every number with the same decimals, and whether the written ones add up.
 * @param {number[]} terms
 * @param {number} total  what they add up to, but for rounding
 * @param {number} [decimals]  as few as say all of them, at most three, when left out
 * @returns {{terms: string[], total: string, sign: '=' | '≈', decimals: number}}
 */
export function addition(terms, total, decimals = commonDecimals([...terms, total]).decimals) {
  /** @param {number} number */
  const units = (number) => Math.round(Number(number.toFixed(decimals)) * 10 ** decimals);
  const sum = terms.reduce((before, term) => before + units(term), 0);
  return {
    terms: terms.map((term) => written(term, decimals)),
    total: written(total, decimals),
    sign: sum === units(total) ? '=' : '≈',
    decimals,
  };
}
