/**
 * Which maps are asked for: at rest the most active ones; while a hand moves the photo the same as
 * before, so that they don't jump. Knows nothing of the page.
 */

/** Probabilities that differ by more belong to another picture. */
const SAME = 1e-6;

/**
 * @param {Float32Array} a
 * @param {ArrayLike<number>} b
 */
const isAlike = (a, b) => a.length === b.length
  && a.every((number, i) => Math.abs(number - b[i]) <= SAME);
/**
 * @param {number[]} a
 * @param {number[]} b
 */
const isSameList = (a, b) => a.length === b.length && a.every((number, i) => number === b[i]);

/**
 * @param {(layers: Record<string, number[] | null>) => void} onWant `null`: the most active ones
 */
export function createChoice(onWant) {
  /** @type {string[]} */
  let inSight = []; // layers
  /** @type {Record<string, number[]>} */
  const shown = {}; // maps by layer
  /** @type {Record<string, number[] | null>} */
  let wanted = {}; // what was asked for
  /** @type {Float32Array | null} */
  let resting = null; // probabilities of the last picture that rested
  let isMoving = false;

  function want() {
    wanted = Object.fromEntries(inSight.map((name) => [name, isMoving ? shown[name] ?? null : null]));
    onWant(wanted);
  }

  /** A layer that came into sight while the hand moves keeps its first maps, too. */
  const isUnsettled = () => inSight.some((name) => wanted[name] === null && shown[name]);

  return {
    /** @param {string[]} names of the layers that are in sight */
    see(names) {
      inSight = names;
      want();
    },
    /**
     * An answer came.
     * @param {Record<string, number[]>} maps by layer
     * @param {ArrayLike<number>} probabilities
     * @param {boolean} isExact whether the hand rests
     * @returns {string[]} layers that may be painted
     */
    take(maps, probabilities, isExact) {
      const begins = !isExact && !isMoving && resting !== null && !isAlike(resting, probabilities);
      const ends = isExact && isMoving;
      if (begins) isMoving = true;
      const painted = Object.keys(maps).filter((name) =>
        !isMoving || !shown[name] || isSameList(shown[name], maps[name]));
      for (const name of painted) shown[name] = maps[name];
      if (isExact) [resting, isMoving] = [Float32Array.from(probabilities), false];
      if (begins || ends || (isMoving && isUnsettled())) want();
      return painted;
    },
  };
}
