/** A row of things of one kind, one of them chosen; more can be added, the chosen one removed. */

import { createButton } from '../ui/controls.js';

/**
 * @param {object} options
 * @param {string} options.label
 * @param {string} options.word  for one of them: "stage"
 * @param {number} options.most
 * @param {(index: number) => void} options.onPick
 * @param {() => void} options.onAdd
 * @param {() => void} options.onRemove
 * @returns {{element: HTMLElement, set: (names: string[], chosen: number) => void}}
 */
export function createPicker({ label, word, most, onPick, onAdd, onRemove }) {
  const element = document.createElement('div');
  element.className = 'picker';
  element.setAttribute('role', 'group');
  element.setAttribute('aria-label', label);
  const add = createButton('+', onAdd, { title: `Add a ${word}` });
  add.setAttribute('aria-label', `Add a ${word}`);
  const remove = createButton('−', onRemove, { title: `Remove this ${word}` });
  remove.setAttribute('aria-label', `Remove this ${word}`);
  /** @type {HTMLButtonElement[]} */
  const buttons = [];
  element.append(add, remove);

  return {
    element,
    set(names, chosen) {
      for (const button of buttons.splice(names.length)) button.remove();
      while (buttons.length < names.length) {
        const index = buttons.length;
        buttons.push(createButton('', () => onPick(index), { className: 'picker-choice' }));
        add.before(buttons[index]);
      }
      buttons.forEach((button, i) => {
        if (button.textContent !== names[i]) button.textContent = names[i];
        button.setAttribute('aria-pressed', String(i === chosen));
      });
      add.hidden = names.length >= most;
      remove.hidden = names.length < 2;
    },
  };
}
