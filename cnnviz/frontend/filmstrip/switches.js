/** The three steps that can be switched off, and why they are there. */

import { find } from '../ui/find.js';

/** What the strip says while no step is pointed at. */
export const INTRODUCTION =
  'The network learned from digits made this way. Switch a step off to see what it is for.';

/**
 * @typedef {object} Step
 * @property {'crop' | 'fit' | 'center'} name
 * @property {string} label
 * @property {string} on what it is for, while it is done
 * @property {string} off and while it isn't
 */

/** @type {Step[]} */
export const STEPS = [
  {
    name: 'crop',
    label: 'Crop to the ink',
    on: 'Only the ink counts, wherever on the pad it is.',
    off: 'The whole pad counts: a digit in a corner stays in the corner.',
  },
  {
    name: 'fit',
    label: 'Fit into <span class="film-size">20 × 20</span>',
    on: 'Every digit gets the size of those the network learned from.',
    off: 'The pad shrinks to 28 × 28 and the digit with it: drawn small, it stays small.',
  },
  {
    name: 'center',
    label: 'Center by mass',
    on: 'The point where the ink balances goes to the middle.',
    off: 'The middle of the box goes to the middle, however lopsided the digit is.',
  },
];

/**
 * @param {Step} step
 * @param {(isOn: boolean) => void} onToggle
 * @param {() => void} onPoint  the pointer or the focus is on it
 * @returns {{element: HTMLElement, set: (isOn: boolean) => void}}
 */
export function createSwitch({ name, label, on, off }, onToggle, onPoint) {
  const element = document.createElement('label');
  element.className = 'film-switch';
  element.dataset.screenOnly = '';
  element.innerHTML = `<input type="checkbox" role="switch" name="${name}"><span>${label}</span>`;
  const input = find(element, 'input', HTMLInputElement);

  /** @param {boolean} isOn */
  function set(isOn) {
    input.checked = isOn;
    input.setAttribute('aria-description', isOn ? on : off);
    element.title = isOn ? on : off;
  }

  input.addEventListener('change', () => {
    set(input.checked);
    onToggle(input.checked);
  });
  element.addEventListener('pointerenter', onPoint);
  input.addEventListener('focus', onPoint);
  return { element, set };
}
