/** How far a heatmap is that comes place by place, with a way to stop it and to go on. */

import { make, makeButton } from '../ui/elements.js';
import { progressText } from './words.js';

/**
 * @param {object} options
 * @param {() => void} options.onStop
 * @param {() => void} options.onGoOn
 * @returns {{element: HTMLElement, show: (now: {done: number, total: number, random: boolean,
 *   isStopped: boolean} | null) => void}}  null: nothing is under way
 */
export function createProgress({ onStop, onGoOn }) {
  const bar = make('div', 'heat-progress-bar', make('span', ''));
  bar.setAttribute('role', 'progressbar');
  bar.setAttribute('aria-label', 'Heatmap');
  bar.setAttribute('aria-valuemin', '0');
  const text = make('span', 'heat-progress-text');
  let isStopped = false;
  const button = makeButton('Stop', () => (isStopped ? onGoOn() : onStop()), 'heat-button');
  const element = make('div', 'heat-progress', bar, text, button);
  element.hidden = true;

  return {
    element,
    show(now) {
      element.hidden = !now;
      if (!now) return;
      ({ isStopped } = now);
      const places = progressText(now.done, now.total);
      bar.setAttribute('aria-valuemax', String(now.total));
      bar.setAttribute('aria-valuenow', String(now.done));
      bar.setAttribute('aria-valuetext', places);
      bar.style.setProperty('--share', String(now.done / now.total));
      const what = now.random ? 'random weights: ' : '';
      text.textContent = `${what}${places}${isStopped ? ', stopped' : ''}`;
      button.textContent = isStopped ? 'Go on' : 'Stop';
    },
  };
}
