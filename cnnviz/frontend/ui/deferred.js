/** An action that waits for something else to be done with, or for a short while at most. */

/**
 * @param {() => void} action
 * @param {number} timeoutMs it waits at most
 * @returns {{schedule: () => void, flush: () => void, cancel: () => void}} `flush` does at once what
 *   is scheduled
 */
export function defer(action, timeoutMs) {
  let timer = 0;

  function cancel() {
    clearTimeout(timer);
    timer = 0;
  }

  function flush() {
    if (!timer) return;
    cancel();
    action();
  }

  return {
    schedule() {
      if (!timer) timer = setTimeout(flush, timeoutMs);
    },
    flush,
    cancel,
  };
}
