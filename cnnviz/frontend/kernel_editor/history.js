/**
 * Undo and redo of immutable states. Pure.
 *
 * @template T
 * @typedef {{past: T[], now: T, future: T[]}} History
 */

const LONGEST = 200;

/**
 * @template T
 * @param {T} now
 * @returns {History<T>} of a state with nothing before it
 */
export const begin = (now) => ({ past: [], now, future: [] });

/**
 * @template T
 * @param {History<T>} history
 * @param {T} next
 * @returns {History<T>} with a new state; what had been undone is gone
 */
export const advance = ({ past, now }, next) =>
  ({ past: [...past, now].slice(-LONGEST), now: next, future: [] });

/**
 * @template T
 * @param {History<T>} history
 * @returns {History<T>} one step back, or the same if there is none
 */
export function undo(history) {
  const { past, now, future } = history;
  if (!past.length) return history;
  return { past: past.slice(0, -1), now: past[past.length - 1], future: [now, ...future] };
}

/**
 * @template T
 * @param {History<T>} history
 * @returns {History<T>} one step forward, or the same if there is none
 */
export function redo(history) {
  const { past, now, future } = history;
  if (!future.length) return history;
  return { past: [...past, now], now: future[0], future: future.slice(1) };
}
