/** Probabilities as bars: a row per class with its label, a bar and the percentage. */

import { formatPercent, formatWholePercent } from './numbers.js';

/**
 * Bars for the classes of a network.
 * @param {object} options
 * @param {string[]} options.labels one per class
 * @returns {{element: HTMLElement, update: (probabilities: ArrayLike<number> | null,
 *   original?: ArrayLike<number> | null) => void,
 *   setStanding: (standing: boolean) => void, destroy: () => void}}
 *   `update(null)` empties the bars: nothing was drawn; `original`: what stood there before the
 *   network was changed, as a mark in each bar. Standing bars take little room
 */
export function createBars({ labels }) {
  const element = document.createElement('div');
  element.className = 'bars';
  const rows = labels.map(createRow);
  element.append(...rows.map((row) => row.element));
  let top = -1;
  /** @type {[ArrayLike<number> | null, ArrayLike<number> | null]} */
  let shown = [null, null];
  let format = formatPercent;

  /**
   * @param {ArrayLike<number> | null} probabilities
   * @param {ArrayLike<number> | null} [original]
   */
  function update(probabilities, original = null) {
    shown = [probabilities, original];
    const newTop = probabilities ? indexOfLargest(probabilities) : -1;
    if (newTop !== top) {
      rows[top]?.element.classList.remove('top');
      rows[newTop]?.element.classList.add('top');
      top = newTop;
    }
    /**
     * @param {ArrayLike<number> | null} values
     * @param {number} i
     */
    const at = (values, i) => (probabilities && values ? values[i] : null);
    rows.forEach((row, i) => row.show(at(probabilities, i), at(original, i), format));
  }

  update(null);
  return {
    element,
    update,
    setStanding(standing) {
      element.classList.toggle('standing', standing);
      format = standing ? formatWholePercent : formatPercent;
      update(...shown);
    },
    destroy: () => element.remove(),
  };
}

/**
 * Index of the largest value; the first of equals.
 * @param {ArrayLike<number>} values
 * @returns {number}
 */
export function indexOfLargest(values) {
  let best = 0;
  for (let i = 1; i < values.length; i += 1) if (values[i] > values[best]) best = i;
  return best;
}

/** @param {string} label */
function createRow(label) {
  const element = document.createElement('div');
  element.className = 'bar';
  element.setAttribute('role', 'meter');
  element.setAttribute('aria-label', label);
  element.setAttribute('aria-valuemin', '0');
  element.setAttribute('aria-valuemax', '1');
  const [name, track, percent, fill, was] = ['label', 'track', 'percent', 'fill', 'was']
    .map((part) => Object.assign(document.createElement('span'), { className: `bar-${part}` }));
  was.hidden = true;
  track.append(fill, was);
  name.textContent = label;
  element.append(name, track, percent);

  /**
   * @param {number | null} probability
   * @param {number | null} original
   * @param {(probability: number) => string} format
   */
  function show(probability, original, format) {
    const text = probability === null ? '' : format(probability);
    fill.style.setProperty('--share', String(probability ?? 0));
    element.setAttribute('aria-valuenow', String(probability ?? 0));
    was.hidden = original === null;
    if (original !== null) was.style.setProperty('--share', String(original));
    const spoken = original === null ? text : `${text}, ${format(original)} before the change`;
    if (percent.textContent !== text) percent.textContent = text;
    if (element.ariaValueText !== spoken) element.ariaValueText = spoken || 'none yet';
  }
  return { element, show };
}
