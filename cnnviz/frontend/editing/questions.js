/** What is asked about the network as it is: does it still read, and what is each map worth? */

import { formatCount, formatPercent } from '../ui/numbers.js';
import { asSentence } from '../ui/sentence.js';

/**
 * @param {object} options
 * @param {import('../live/messages.js').Ask} options.ask
 * @param {() => unknown} options.state  another one each time the network is changed
 * @returns {{check: (tell: (text: string) => void) => Promise<void>,
 *   rank: (layer: string, ranking: ReturnType<typeof import('./ranking.js').createRanking>,
 *     labels: string[]) => Promise<void>}}
 */
export function createQuestions({ ask, state }) {
  let ranked = 0; // how often it was asked: only the newest answer counts

  /**
   * Why there is no answer is said where the answer would be.
   * @param {() => Promise<void>} work
   * @param {(text: string) => void} tell
   */
  async function trying(work, tell) {
    try {
      await work();
    } catch (error) {
      const { message } = /** @type {Error} */ (error);
      tell(asSentence(message));
    }
  }

  return {
    async check(tell) {
      const asked = state();
      tell('Reading test digits …');
      await trying(async () => {
        const { message } = await ask({ type: 'check' });
        if (asked === state()) tell(checkedText(message));
      }, tell);
    },

    async rank(layer, ranking, labels) {
      ranked += 1;
      const own = ranked;
      if (ranking.isEmpty) ranking.say('Leaving out one map after another …');
      await trying(async () => {
        const { message } = await ask({ type: 'rank', layer });
        if (own === ranked) ranking.show(message, labels);
      }, ranking.say);
    },
  };
}

/**
 * @param {{digits: number, right: number, original_right: number}} checked
 * @returns {string} "Of 1 000 test digits it reads 963 right (96.3 %), as trained 997 (99.7 %)."
 */
function checkedText({ digits, right, original_right: original }) {
  /** @param {number} count */
  const share = (count) => `(${formatPercent(count / digits)})`;
  return `Of ${formatCount(digits)} test digits it reads ${formatCount(right)} right ` +
    `${share(right)}, as trained ${formatCount(original)} ${share(original)}.`;
}
