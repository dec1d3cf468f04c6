/** Latest wins, for questions: one is on its way, and only the newest waits. */

/**
 * @template Question, Answer
 * @param {object} options
 * @param {(question: Question) => Promise<Answer>} options.ask
 * @param {(answer: Answer, question: Question) => void} options.onAnswer  not called for an answer
 *   that `forget` has made stale
 * @param {(sentence: string, question: Question) => void} options.onProblem
 * @returns {{put: (question: Question) => void, forget: () => void}}
 */
export function createLatest({ ask, onAnswer, onProblem }) {
  /** @type {Question[]} */
  let waiting = []; // one at most
  let isUnderWay = false;
  let round = 0; // answers to questions of an earlier one are stale

  async function next() {
    const [question] = waiting;
    const asked = round;
    [waiting, isUnderWay] = [[], true];
    /** @type {() => void} */
    let tell;
    try {
      const answer = await ask(question);
      tell = () => onAnswer(answer, question);
    } catch (error) {
      tell = () => onProblem(/** @type {Error} */ (error).message, question);
    }
    isUnderWay = false;
    if (waiting.length) next(); // before painting, so that the server works meanwhile
    if (asked === round) tell();
  }

  return {
    put(question) {
      waiting = [question];
      if (!isUnderWay) next();
    },
    /** Nobody waits any more for what has been asked so far. */
    forget() {
      waiting = [];
      round += 1;
    },
  };
}
