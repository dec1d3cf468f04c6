/** Something that is done with something else, for one frame less, or else after a short while. */

/**
 * @param {() => void} action
 * @param {number} mostMs it waits at most
 * @returns {{soon: () => void, now: () => void, never: () => void}} `soon` puts it off, `now` does
 *   what was put off, `never` drops it
 */
export function putOff(action, mostMs) {
  let timer = 0;

  function never() {
    clearTimeout(timer);
    timer = 0;
  }

  function now() {
    if (!timer) return;
    never();
    action();
  }

  return {
    soon() {
      if (!timer) timer = setTimeout(now, mostMs);
    },
    now,
    never,
  };
}
