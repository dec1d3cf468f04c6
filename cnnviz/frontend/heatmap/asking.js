/**
 * What is asked for a heatmap, and when: the network's first, then the one with random weights; place
 * by place where it comes in pieces; again for every other picture, for slow ones once it rests.
 *
 * @typedef {object} Wish
 * @property {string} method
 * @property {number} label
 * @property {number} size  of the patch
 * @property {number} stride
 * @property {boolean} control  whether the one with random weights is wanted as well
 *
 * @typedef {import('./scale.js').Heat} Heat
 * @typedef {Heat & {picture: number}} Found  with the count of the picture that it is of
 * @typedef {{method: string, label: number, random: boolean, size?: number, stride?: number}} Question
 * @typedef {{question: Question, key: string, of: number, done: number}} Asked
 *
 * @typedef {object} Now
 * @property {Shown | null} trained
 * @property {Shown | null} control
 * @property {boolean} isAsking
 * @property {boolean} isStopped
 * @property {string} problem
 *
 * @typedef {import('./scale.js').Heat & {isCurrent: boolean}} Shown  not current: it belongs to the
 *   picture before
 */

import { createLatest } from '../live/latest.js';
import { methodNamed } from './methods.js';

/** @param {{data: ArrayLike<number>}} tensor */
const varies = ({ data }) => Array.from(data).some((value) => value !== data[0]);
/** @param {Heat | null} heat */
const isWhole = (heat) => heat !== null && heat.message.done === heat.message.total;

/**
 * @param {Wish} wish
 * @param {boolean} random
 * @returns {Question}
 */
function questionOf({ method, label, size, stride }, random) {
  const patch = method === 'occlusion' ? { size, stride } : {};
  return { method, label, random, ...patch };
}

/**
 * @param {import('../live/frame.js').Frame<import('../live/messages.js').Heated>} frame
 * @param {number} picture
 * @returns {Found}
 */
function heatOf({ message, tensors: { heat } }, picture) {
  const [rows, across] = heat.shape;
  return { message, rows, across, data: heat.data, picture };
}

/**
 * @param {object} options
 * @param {import('../live/messages.js').Ask} options.ask
 * @param {(now: Now) => void} options.onChange
 */
export function createAsking({ ask, onChange }) {
  /** @type {Wish | null} */
  let wish = null;
  let [picture, isAtRest] = [0, false]; // pictures are counted; 0: there is none
  let [isStopped, problem] = [false, ''];
  /** @type {Map<string, Found>} */
  let found = new Map(); // heats of the last picture that had one, by question
  let repeated = new Set(); // questions about it that were asked twice
  /** @type {Asked | null} */
  let asked = null; // what is on its way or waits

  /** @param {boolean} random */
  const keyOf = (random) => (wish ? JSON.stringify(questionOf(wish, random)) : '');
  const latest = createLatest({
    ask: (/** @type {Asked} */ { question, done }) => ask({ type: 'heat', ...question, done }),
    onAnswer(frame, question) {
      const { key, of } = question;
      settle(question);
      found.set(key, heatOf(frame, of));
      if (isForgotten(key)) again(key);
      go();
    },
    onProblem(sentence, question) {
      settle(question);
      if (question.of === picture) problem = sentence;
      tell();
    },
  });

  /** @param {string} key */
  const isWanted = (key) => wish && [false, true].some((random) => keyOf(random) === key);
  /**
   * @param {Asked | Wish | null} a
   * @param {Asked | Wish | null} b
   */
  const isSame = (a, b) => JSON.stringify(a) === JSON.stringify(b);

  /**
   * A server that was started anew can't compare with what another one has answered.
   * @param {string} key
   */
  function isForgotten(key) {
    const [trained, control] = [heatNow(false), heatNow(true)];
    if (!wish?.control || !trained || !control) return false;
    return keyOf(true) === key && !repeated.has(key) && isWhole(control)
      && control.message.likeness === null && isOf(trained) && varies(trained) && varies(control);
  }

  /** @param {string} key */
  function again(key) {
    repeated.add(key);
    for (const random of [false, true]) found.delete(keyOf(random));
  }

  /**
   * A newer one may be on its way already.
   * @param {Asked} question
   */
  function settle(question) {
    if (isSame(asked, question)) asked = null;
  }

  /** @param {boolean} random */
  const heatNow = (random) => (wish ? found.get(keyOf(random)) : null) ?? null;
  /** @param {Found | null} heat */
  const isOf = (heat) => heat?.picture === picture;

  /** The next question, if there is one to ask. */
  function next() {
    const mayAsk = picture && !isStopped && !problem;
    if (!wish || !mayAsk || !(isAtRest || methodNamed(wish.method).isQuick)) return null;
    for (const random of wish.control ? [false, true] : [false]) {
      const heat = isOf(heatNow(random)) ? heatNow(random) : null;
      if (!isWhole(heat)) {
        const done = heat?.message.done ?? 0;
        return { question: questionOf(wish, random), key: keyOf(random), of: picture, done };
      }
    }
    return null;
  }

  function go() {
    const question = next();
    if (question && !isSame(question, asked)) {
      asked = question;
      latest.put(question);
    }
    tell();
  }

  function drop() {
    latest.forget();
    asked = null;
  }

  function tell() {
    /** @param {boolean} random */
    const shown = (random) => {
      const heat = heatNow(random);
      return heat && { ...heat, isCurrent: isOf(heat) };
    };
    onChange({ trained: shown(false), control: wish?.control ? shown(true) : null,
      isAsking: Boolean(asked), isStopped, problem });
  }

  /** @param {Wish | null} next */
  function take(next) {
    if (isSame(next, wish)) return;
    wish = next;
    [isStopped, problem] = [false, ''];
    if (asked && !isWanted(asked.key)) drop();
    found = new Map([...found].filter(([, heat]) => isOf(heat)));
  }

  return {
    /** @param {Wish | null} next  null: none is wanted */
    want(next) {
      take(next);
      go();
    },
    /**
     * The network has looked at the picture again.
     * @param {boolean} isOther  whether it, or the network, is another one than before
     * @param {boolean} isExact  whether it is at rest
     * @param {Wish | null} next  what is wanted of it
     */
    see(isOther, isExact, next) {
      [isAtRest, problem] = [isExact, ''];
      if (isOther) {
        picture += 1;
        repeated = new Set();
        isStopped = false;
        if (next && !methodNamed(next.method).isQuick) drop();
      }
      take(next);
      go();
    },
    /** There is no picture. */
    clear() {
      [picture, isAtRest, problem] = [0, false, ''];
      found.clear();
      drop();
      tell();
    },
    /** Leave it at what is there so far; `goOn` takes it up again, as after a problem. */
    stop() {
      isStopped = true;
      drop();
      tell();
    },
    goOn() {
      [isStopped, problem] = [false, ''];
      go();
    },
  };
}
