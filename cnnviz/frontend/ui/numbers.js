/** How numbers are written: tabular, a true minus sign, no decimals lost or invented. */

const MINUS = '\u2212';
const NARROW_SPACE = '\u202f'; // thin, and never broken at the end of a line

/**
 * A value with two or three significant digits: "0.60", "−12.3", "0.0042", "0".
 * @param {number} value any number
 * @returns {string}
 */
export function formatNumber(value) {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'not a number' : signOf(value) + '∞';
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size < 0.000995) return signOf(value) + scientific(size);
  return signOf(value) + (size < 999.5 ? size.toFixed(decimalsFor(size)) : formatCount(size));
}

/** @param {number} value */
const signOf = (value) => (value < 0 ? MINUS : '');

/**
 * Two decimals between 0.1 and 10; fewer above, more below.
 * @param {number} size
 */
function decimalsFor(size) {
  if (size >= 99.95) return 0;
  if (size >= 9.995) return 1;
  if (size >= 0.0995) return 2;
  return size >= 0.00995 ? 3 : 4;
}

/** @param {number} size */
function scientific(size) {
  const [digits, exponent] = size.toExponential(1).split('e');
  const raised = [...String(-exponent)].map((d) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(d)]).join('');
  return `${digits}×10⁻${raised}`;
}

/**
 * A probability as percent: "97.3 %"; "100.0 %" and "0.0 %" only when it is exactly that.
 * @param {number} probability 0–1
 * @returns {string}
 */
export function formatPercent(probability) {
  if (probability > 0 && probability < 0.001) return `<0.1${NARROW_SPACE}%`;
  if (probability > 0.999 && probability < 1) return `>99.9${NARROW_SPACE}%`;
  return `${(100 * probability).toFixed(1)}${NARROW_SPACE}%`;
}

/**
 * A probability as whole percent, for a narrow place: "97%", "<1%", "100%" only when it is.
 * @param {number} probability 0–1
 * @returns {string}
 */
export function formatWholePercent(probability) {
  if (probability > 0 && probability < 0.005) return '<1%';
  if (probability >= 0.995 && probability < 1) return '>99%';
  return `${Math.round(100 * probability)}%`;
}

/**
 * A whole number with thin spaces between thousands: "41 306".
 * @param {number} count rounded to a whole number
 * @returns {string}
 */
export function formatCount(count) {
  const digits = String(Math.abs(Math.round(count)));
  return signOf(count) + digits.replace(/\B(?=(\d{3})+$)/g, NARROW_SPACE);
}

/**
 * The sides of an array: "12 × 24 × 24".
 * @param {number[]} shape
 * @returns {string}
 */
export function formatShape(shape) {
  return shape.map(formatCount).join(' × ');
}

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

/**
 * @param {number[]} values of the window, row by row
 * @param {number} decimals they are written with
 * @returns {string} which of the largest ones torch takes; empty when one alone is the largest
 */
export function tieSentence(values, decimals) {
  const largest = Math.max(...values);
  const count = values.filter((value) => value === largest).length; // 0 and −0 are equal for torch, too
  return count > 1 ? `${count} values tie at ${written(largest, decimals)}; torch takes the first.` : '';
}

/**
 * A term after another in a sum: "+ 0.50", "− 0.50".
 * @param {string} text a number as `written` gives it
 */
export const plus = (text) =>
  (text.startsWith(MINUS) ? `${MINUS} ${text.slice(1)}` : `+ ${text}`);

/**
 * The same with its name; a negative one keeps its sign: "+ bias 0.50", "+ bias (−0.50)".
 * @param {string} word
 * @param {string} text
 */
export const plusNamed = (word, text) =>
  `+ ${word} ${text.startsWith(MINUS) ? `(${text})` : text}`;
