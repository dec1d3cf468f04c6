/** What each map of a layer is worth: how much the likeliest class loses without it. */

import { closest, find } from '../ui/find.js';
import { formatPercent } from '../ui/numbers.js';

/** @typedef {import('../live/messages.js').Ranked} Ranked */

/**
 * @param {(unit: number) => void} onPick  a map was chosen
 * @returns {{element: HTMLElement, show: (ranked: Ranked, labels: string[]) => void,
 *   say: (sentence: string) => void, readonly isEmpty: boolean}}
 */
export function createRanking(onPick) {
  const element = document.createElement('div');
  element.className = 'edit-ranking';
  element.innerHTML = '<p role="status"></p><ol></ol>';
  const [said, list] = ['p', 'ol'].map((tag) => find(element, tag));
  list.addEventListener('click', ({ target }) => {
    const row = closest(target, 'button');
    if (row) onPick(Number(row.dataset.unit));
  });

  /**
   * The bar is what is left, as the number beside it.
   * @param {Ranked} ranked
   * @param {number} unit
   */
  function createRow({ without }, unit) {
    const row = document.createElement('li');
    row.innerHTML = '<button type="button"><span></span><i><b></b></i><span></span></button>';
    const button = find(row, 'button');
    const [name, bar, left] = ['span', 'b', 'span:last-child'].map((part) => find(button, part));
    button.dataset.unit = String(unit);
    name.textContent = `map ${unit + 1}`;
    bar.style.setProperty('--share', String(without[unit]));
    left.textContent = formatPercent(without[unit]);
    button.setAttribute('aria-label', `map ${unit + 1}: ${left.textContent} without it`);
    return row;
  }

  return {
    element,
    show(ranked, labels) {
      said.textContent = `“${labels[ranked.label]}” has ${formatPercent(ranked.before)}. ` +
        `Without a map of ${ranked.layer} it has:`;
      list.replaceChildren(...ranked.order.map((unit) => createRow(ranked, unit)));
    },
    say(sentence) {
      said.textContent = sentence;
      list.replaceChildren();
    },
    get isEmpty() { return !list.children.length; },
  };
}
