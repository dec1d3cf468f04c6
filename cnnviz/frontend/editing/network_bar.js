/** The line that says what is changed, with what can be done to the whole network. */

import { make, makeButton } from '../ui/elements.js';

import { find } from '../ui/find.js';

/**
 * Nothing is touched that stays as it was: this runs with every step of a drag.
 * @param {HTMLElement} element
 * @param {string} text
 */
function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * @typedef {object} Action
 * @property {string} name
 * @property {string} label
 * @property {(event: MouseEvent) => void | Promise<void>} onClick
 * @property {string} [title]
 *
 * @param {object} options
 * @param {Action[]} options.actions
 * @param {(file: File) => void} options.onFile  one was chosen to be opened
 */
export function createNetworkBar({ actions, onFile }) {
  const element = document.createElement('div');
  element.className = 'edit-bar';
  element.setAttribute('role', 'group');
  element.setAttribute('aria-label', 'The network');
  element.dataset.screenOnly = '';
  element.innerHTML = `
    <p class="edit-said"></p>
    <div class="edit-actions"></div>
    <p class="edit-answer" id="edit-answer" role="status"></p>
    <input class="edit-link" readonly aria-label="Link" hidden>
    <input class="edit-file" type="file" accept=".safetensors,.json" aria-label="Network file"
      hidden>`;
  const [said, room, answer] = ['said', 'actions', 'answer']
    .map((name) => find(element, `.edit-${name}`));
  const [link, file] = ['link', 'file']
    .map((name) => find(element, `.edit-${name}`, HTMLInputElement));
  const buttons = new Map(actions.map(({ name, label, title = '', onClick }) => {
    const button = document.createElement('button');
    Object.assign(button, { type: 'button', textContent: label, title, onclick: onClick });
    return /** @type {[string, HTMLButtonElement]} */ ([name, button]);
  }));
  room.append(...buttons.values());
  file.addEventListener('change', () => {
    const [chosen] = file.files ?? [];
    file.value = ''; // the same one can be chosen again
    if (chosen) onFile(chosen);
  });
  link.addEventListener('focus', () => link.select());

  return {
    element,
    /** @param {string} text  what is changed */
    say(text) {
      write(said, text);
    },
    /**
     * @param {string} text  what came of an action; empty once it is no longer true
     * @param {string|null} [name]  of the action that it describes: why it could not be done
     */
    tell(text, name = null) {
      write(answer, text);
      link.hidden = true;
      for (const [key, button] of buttons) {
        if (text && key === name) button.setAttribute('aria-describedby', answer.id);
        else button.removeAttribute('aria-describedby');
      }
    },
    /** @param {string} text @param {string} address  to be copied by hand, if need be */
    tellLink(text, address) {
      answer.textContent = text;
      link.value = address;
      link.hidden = false;
      link.select();
    },
    chooseFile: () => file.click(),
    /** @param {string} name @param {{label?: string, hidden?: boolean, busy?: boolean}} now */
    set(name, { label, hidden = false, busy = false }) {
      const button = buttons.get(name);
      if (!button) return;
      if (label) write(button, label);
      button.hidden = hidden;
      button.disabled = busy;
    },
  };
}

/**
 * @param {() => void} onBack
 * @returns {{element: HTMLElement, show: (title: string | null) => void}}  null where it is the page's
 */
export function createOwnNetwork(onBack) {
  const said = make('p', 'edit-said');
  const element = make('div', 'edit-bar own-network', said,
    makeButton('Back to the digits network', onBack));
  element.hidden = true;
  return {
    element,
    show(title) {
      said.textContent = title === null ? '' : `Own network “${title}”`;
      element.hidden = title === null;
    },
  };
}
