/** Probabilities as bars: a row per class with its label, a bar and the percentage. */

import { formatPercent, formatWholePercent } from './numbers.js';

/** Address of the style sheet these bars want. */
export const stylesheet = new URL('./bars.css', import.meta.url).href;

/**
 * Bars for the classes of a network.
 * @param {object} options
 * @param {string[]} options.labels one per class
 * @returns {{element: HTMLElement, update: (probabilities: ArrayLike<number> | null) => void,
 *   setStanding: (standing: boolean) => void, destroy: () => void}}
 *   `update(null)` empties the bars: nothing was drawn; standing bars take little room
 */
export function createBars({ labels }) {
  const element = document.createElement('div');
  element.className = 'bars';
  const rows = labels.map(createRow);
  element.append(...rows.map((row) => row.element));
  let top = -1;
  let shown = null;
  let format = formatPercent;

  function update(probabilities) {
    shown = probabilities;
    const newTop = probabilities ? indexOfLargest(probabilities) : -1;
    if (newTop !== top) {
      rows[top]?.element.classList.remove('top');
      rows[newTop]?.element.classList.add('top');
      top = newTop;
    }
    rows.forEach((row, i) => row.show(probabilities ? probabilities[i] : null, format));
  }

  update(null);
  return {
    element,
    update,
    setStanding(standing) {
      element.classList.toggle('standing', standing);
      format = standing ? formatWholePercent : formatPercent;
      update(shown);
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

function createRow(label) {
  const element = document.createElement('div');
  element.className = 'bar';
  element.setAttribute('role', 'meter');
  element.setAttribute('aria-label', label);
  element.setAttribute('aria-valuemin', '0');
  element.setAttribute('aria-valuemax', '1');
  const [name, track, percent] = ['bar-label', 'bar-track', 'bar-percent'].map((className) => {
    const part = document.createElement('span');
    part.className = className;
    return part;
  });
  const fill = document.createElement('span');
  fill.className = 'bar-fill';
  track.append(fill);
  name.textContent = label;
  element.append(name, track, percent);

  function show(probability, format) {
    const text = probability === null ? '' : format(probability);
    fill.style.setProperty('--share', probability ?? 0);
    element.setAttribute('aria-valuenow', String(probability ?? 0));
    if (percent.textContent === text) return;
    percent.textContent = text;
    element.setAttribute('aria-valuetext', text || 'none yet');
  }
  return { element, show };
}
