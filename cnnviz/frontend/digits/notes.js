/** Two lines at the pad: that the server is away, and what went wrong. */

import { asSentence } from '../ui/sentence.js';

/**
 * A line of text that is not there while it is empty.
 * @param {string} name
 */
function createLine(name) {
  const line = document.createElement('p');
  line.className = `digits-${name}`;
  return line;
}

/**
 * @returns {{elements: HTMLElement[], notice: (words: string) => void,
 *   say: (sentence: string) => void,
 *   refuse: (refused: {name: string, sentence: string}|null) => void}}  `say` such as the server's
 *   "the file is empty"; `refuse` what the page could not take, each once
 */
export function createNotes() {
  const [notice, problem] = ['notice', 'problem'].map(createLine);
  problem.setAttribute('role', 'alert');
  /** @type {string | null} */
  let refused = null; // name of what the page's sentence is about
  /** @param {string} sentence */
  const say = (sentence) => { problem.textContent = asSentence(sentence); };
  return {
    elements: [notice, problem],
    notice(words) {
      notice.textContent = words;
    },
    say,
    refuse(next) {
      if ((next?.name ?? null) === refused) return;
      refused = next?.name ?? null;
      say(next?.sentence ?? '');
    },
  };
}
