/** Rounded numbers while the hand moves, exact ones once it rests. */

/** So long must nothing change before the rounded numbers are replaced by exact ones. */
const REST_MS = 150;

/**
 * While the hand moves, float16 is what the eye can tell; at rest every number is torch's own.
 *
 * @param {() => void} askForExact  called when the last answer has stood for a while
 */
export function createResting(askForExact) {
  let isExact = false;
  let timer = 0;
  return {
    /** @returns {boolean} whether the numbers come in full precision */
    isExact: () => isExact,
    /** Something changes. */
    move() {
      clearTimeout(timer);
      isExact = false;
    },
    /** An answer came. */
    answer() {
      clearTimeout(timer);
      if (isExact) return;
      timer = setTimeout(() => {
        isExact = true;
        askForExact();
      }, REST_MS);
    },
    destroy: () => clearTimeout(timer),
  };
}
