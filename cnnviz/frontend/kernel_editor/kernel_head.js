/** The kernel's name, and undo, redo and reset, also by keys. */

import { closest, find } from '../ui/find.js';
import { commandFor, isTyping, keysFor } from '../ui/keyboard.js';
import { icon } from './icons.js';

/** @typedef {'undo' | 'redo' | 'reset'} Action */

/** @type {Record<string, string>} */
const KEYS = { undo: 'Ctrl+Z', redo: 'Ctrl+Shift+Z' };
/** @param {string} name */
const title = (name) => `${name} (${keysFor(KEYS[name.toLowerCase()], navigator.platform)})`;

/**
 * @param {object} options
 * @param {HTMLElement} options.keyTarget  where the keys work, unless someone types
 * @param {(name: Action, timeStamp: number) => void} options.onCommand
 */
export function createKernelHead({ keyTarget, onCommand }) {
  const element = document.createElement('div');
  element.className = 'kernel-head';
  element.innerHTML = `
    <span class="kernel-name"></span>
    <span class="kernel-buttons">
      <button type="button" data-action="undo" aria-label="Undo" title="${title('Undo')}">
        ${icon('undo')}</button>
      <button type="button" data-action="redo" aria-label="Redo" title="${title('Redo')}">
        ${icon('redo')}</button>
      <button type="button" data-action="reset" title="Back to what was picked">Reset</button>
    </span>`;
  const name = find(element, '.kernel-name');

  element.addEventListener('click', ({ target, timeStamp }) => {
    const button = closest(target, 'button');
    if (button) onCommand(/** @type {Action} */ (button.dataset.action), timeStamp);
  });
  /** @param {KeyboardEvent} event */
  function onKey(event) {
    const command = commandFor(event);
    if (event.defaultPrevented || isTyping(event) || !command || !KEYS[command]) return;
    event.preventDefault();
    event.stopPropagation();
    onCommand(/** @type {Action} */ (command), event.timeStamp);
  }
  // The head need not stand within what it is the head of.
  for (const target of [keyTarget, element]) target.addEventListener('keydown', onKey);

  return {
    element,

    /** @param {string} text */
    setName(text) {
      name.textContent = text;
      name.title = text;
    },

    /** @param {{undo: boolean, redo: boolean, reset: boolean}} able  what would have an effect */
    setAble(able) {
      for (const [action, isAble] of Object.entries(able)) {
        // Not `disabled`: that would take the focus away from under someone's finger.
        find(element, `[data-action='${action}']`).setAttribute('aria-disabled', String(!isAble));
      }
    },
  };
}
