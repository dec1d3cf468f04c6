/** What the network says to the photo: groups in large, the five most probable classes as bars. */

import { createBars, indexOfLargest } from '../ui/bars.js';
import { formatPercent } from '../ui/numbers.js';

const CLASSES = 5;
const GROUPS = 3;
const WORTH_SAYING = 0.05; // a group below this is named only when it is the first

/**
 * @param {string} name
 * @param {'p' | 'div' | 'span'} [tag]
 */
const line = (name, tag = 'p') => Object.assign(document.createElement(tag), { className: name });

/**
 * @param {ArrayLike<number>} values
 * @param {number} count
 * @returns {number[]} indices of the largest, the largest first. Pure.
 */
export function largest(values, count) {
  /** @type {number[]} */
  const found = [];
  for (let i = 0; i < values.length; i += 1) {
    if (found.length === count && values[i] <= values[found[found.length - 1]]) continue;
    if (found.length === count) found.pop();
    const at = found.findIndex((other) => values[i] > values[other]);
    found.splice(at < 0 ? found.length : at, 0, i);
  }
  return found;
}

/** @param {{empty: string}} options  what to say while there is no photo */
export function createAnswer({ empty }) {
  const element = document.createElement('section');
  element.className = 'photo-answer';
  element.setAttribute('aria-label', 'What the network says');
  const [groups, ahead, note] = ['photo-groups', 'photo-ahead', 'photo-note']
    .map((name) => line(name));
  const bars = line('photo-bars', 'div');
  const spoken = line('photo-spoken');
  spoken.setAttribute('role', 'status');
  spoken.dataset.screenOnly = '';
  groups.textContent = empty;
  groups.title = 'The probabilities of all classes of a group, added up';
  element.append(groups, bars, ahead, note, spoken);
  /** @type {string[]} */
  let labels = [];
  /** @type {{classes: number[], bars: ReturnType<typeof createBars>} | null} */
  let rows = null; // {classes, bars}

  /** @param {ArrayLike<number>} probabilities */
  function sort(probabilities) {
    const classes = largest(probabilities, CLASSES);
    if (String(classes) === String(rows?.classes)) return;
    rows?.bars.destroy();
    const made = createBars({ labels: classes.map((i) => labels[i]) });
    rows = { classes, bars: made };
    bars.append(made.element);
  }

  /** @param {[string, number][]} pairs */
  function showGroups(pairs) {
    const named = pairs.slice(0, GROUPS).filter(([, share], i) => !i || share >= WORTH_SAYING);
    groups.replaceChildren(...named.map(([group, share]) => {
      const one = line('photo-group', 'span');
      one.textContent = `${group}\u00a0${formatPercent(share)}`;
      return one;
    }));
    return named.map(([group, share]) => `${group} ${formatPercent(share)}`);
  }

  return {
    element,
    /** @param {string[]} classes  by index */
    describe(classes) {
      if (String(classes) === String(labels)) return;
      labels = classes;
      rows?.bars.destroy();
      rows = null;
    },
    /**
     * @param {ArrayLike<number>} probabilities
     * @param {[string, number][]} pairs  groups, the most probable first
     * @param {boolean} mayMove  whether the rows may become others
     */
    update(probabilities, pairs, mayMove) {
      if (mayMove || !rows) sort(probabilities);
      rows?.bars.update(rows.classes.map((i) => probabilities[i]));
      const top = indexOfLargest(probabilities);
      const isAhead = Boolean(rows?.classes.includes(top));
      bars.classList.toggle('is-behind', !isAhead);
      ahead.textContent = isAhead ? ''
        : `Now ahead: ${labels[top]}, ${formatPercent(probabilities[top])}`;
      const said = showGroups(pairs);
      if (mayMove) spoken.textContent = `${said.join(', ')}. ${labels[top]}, ${formatPercent(probabilities[top])}`;
    },
    /** A photo is on its way. @param {string} sentence  about it as it is; empty for none */
    expect(sentence) {
      if (!rows) groups.textContent = 'Reading …';
      note.textContent = sentence;
    },
    /** @param {boolean} isTrue  whether the photo is as it is */
    showNote(isTrue) {
      note.classList.toggle('is-past', !isTrue);
    },
  };
}
