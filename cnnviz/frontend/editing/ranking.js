/** What each map of a layer is worth: how much the likeliest class loses without it. */

import { closest } from '../ui/find.js';
import { formatPercent } from '../ui/numbers.js';

/**
 * @typedef {object} Ranked  the engine's answer
 * @property {string} layer
 * @property {number} label  the likeliest class
 * @property {number} before  its probability
 * @property {number[]} without  by map, its probability when the map is off
 * @property {number[]} order  the maps, the greatest loss first
 */

/**
 * @param {(unit: number) => void} onPick  a map was chosen
 * @returns {{element: HTMLElement, show: (ranked: Ranked, labels: string[]) => void,
 *   say: (sentence: string) => void, readonly isEmpty: boolean}}
 */
export function createRanking(onPick) {
  const element = document.createElement('div');
  element.className = 'edit-ranking';
  element.innerHTML = '<p role="status"></p><ol></ol>';
  const [said, list] = element.children;
  list.addEventListener('click', ({ target }) => {
    const row = closest(target, 'button');
    if (row) onPick(Number(row.dataset.unit));
  });

  /** The bar is what is left, as the number beside it. */
  function createRow({ without }, unit) {
    const row = document.createElement('li');
    row.innerHTML = '<button type="button"><span></span><i><b></b></i><span></span></button>';
    const [button] = row.children;
    const [name, track, left] = button.children;
    button.dataset.unit = unit;
    name.textContent = `map ${unit + 1}`;
    track.firstChild.style.setProperty('--share', without[unit]);
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
