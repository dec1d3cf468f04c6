/** What the network says, in large: "7" and "97.3 %", "4 or 9?" when unsure, or what to do. */

import { formatPercent } from '../ui/numbers.js';

/** A guess below this, or a rival above the other, is no verdict. */
const SURE_FROM = 0.6;
const RIVAL_FROM = 0.2;

/** Screen readers hear the verdict at most this often, not with every frame. */
const ANNOUNCE_MS = 1000;

/**
 * Which classes to name: one when it is clear, else the two or three that it may be.
 * @param {ArrayLike<number>} probabilities at least two
 * @returns {number[]} class indices, the likeliest first
 */
function judge(probabilities) {
  const order = Array.from(probabilities, (_, i) => i)
    .sort((a, b) => probabilities[b] - probabilities[a]);
  const [first, second, third] = order;
  if (probabilities[first] >= SURE_FROM && probabilities[second] <= RIVAL_FROM) return [first];
  return third !== undefined && probabilities[third] > RIVAL_FROM
    ? [first, second, third]
    : [first, second];
}

/**
 * The verdict in words.
 * @param {ArrayLike<number> | null} probabilities null when nothing was drawn
 * @param {string[]} labels
 * @param {string} empty what to say then
 * @returns {{guess: string, percent: string}}
 */
export function verdictText(probabilities, labels, empty = 'Draw a digit') {
  if (!probabilities) return { guess: empty, percent: '' };
  const named = judge(probabilities);
  const names = named.map((i) => labels[i]);
  if (names.length === 1) return { guess: names[0], percent: formatPercent(probabilities[named[0]]) };
  return { guess: `${names.slice(0, -1).join(', ')} or ${names.at(-1)}?`, percent: '' };
}

/**
 * The verdict, shown large and announced politely.
 * @param {object} options
 * @param {string[]} options.labels
 * @param {string} [options.empty] what to say while nothing is drawn
 * @returns {{element: HTMLElement, update: (probabilities: ArrayLike<number> | null) => void,
 *   destroy: () => void}}
 */
export function createVerdict({ labels, empty = 'Draw a digit' }) {
  const element = document.createElement('div');
  element.className = 'verdict';
  const [guess, percent, spoken] = ['guess', 'percent', 'spoken'].map((name) => {
    const part = document.createElement('span');
    part.className = `verdict-${name}`;
    return part;
  });
  for (const seen of [guess, percent]) seen.setAttribute('aria-hidden', 'true');
  spoken.dataset.screenOnly = '';
  spoken.setAttribute('role', 'status');
  spoken.setAttribute('aria-live', 'polite');
  element.append(guess, percent, spoken);
  let timer = 0;

  function announce() {
    timer = 0;
    const text = [guess.textContent, percent.textContent].filter(Boolean).join(', ');
    if (spoken.textContent !== text) spoken.textContent = text;
  }

  /** @param {ArrayLike<number> | null} probabilities */
  function update(probabilities) {
    const text = verdictText(probabilities, labels, empty);
    element.classList.toggle('blank', !probabilities);
    if (guess.textContent !== text.guess) guess.textContent = text.guess;
    if (percent.textContent !== text.percent) percent.textContent = text.percent;
    timer ||= setTimeout(announce, ANNOUNCE_MS);
  }

  update(null);
  return {
    element,
    update,
    destroy() {
      clearTimeout(timer);
      element.remove();
    },
  };
}
