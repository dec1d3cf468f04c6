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
