const FIRST_DELAY_MS = 250;
const LAST_DELAY_MS = 4000;

/**
 * How long to wait before trying to connect again: doubling, and never the same for a whole class,
 * which would otherwise come back in one moment.
 *
 * @param {number} attempt 0 for the first
 * @param {number} random in [0, 1)
 * @returns {number} milliseconds, between a half and the whole of 250, 500, … 4000
 */
export function backoffDelay(attempt, random) {
  const whole = Math.min(LAST_DELAY_MS, FIRST_DELAY_MS * 2 ** attempt);
  return whole * (0.5 + random / 2);
}
