/** Two lines at the pad: that the server is away, and what went wrong. */

import { asSentence } from '../sentence.js';

/** A line of text that is not there while it is empty. */
function createLine(name) {
  const line = document.createElement('p');
  line.className = `digits-${name}`;
  return line;
}

/**
 * @returns {{elements: HTMLElement[], notice: (words: string) => void,
 *   say: (sentence: string) => void}}  `say` such as the server's "the file is empty"
 */
export function createNotes() {
  const [notice, problem] = ['notice', 'problem'].map(createLine);
  problem.setAttribute('role', 'alert');
  return {
    elements: [notice, problem],
    notice(words) {
      notice.textContent = words;
    },
    say(sentence) {
      problem.textContent = asSentence(sentence);
    },
  };
}
