/** The box for a file of the visitor's own, in the page's row of choices. */

import { createBringer } from '../ui/brought_file.js';
import { createRoot, mountable } from '../ui/mounting.js';

const SHEET = new URL('./picture_box.css', import.meta.url).href;

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} className
 * @param {Partial<HTMLElementTagNameMap[Tag]>} [properties]
 * @returns {HTMLElementTagNameMap[Tag]}
 */
function make(tag, className, properties = {}) {
  return Object.assign(document.createElement(tag), { className, ...properties });
}

/**
 * @param {ShadowRoot|HTMLElement} parent
 * @param {{word: string}} picks  what the page calls a picture: "picture", "photo"
 */
function createFileBox(parent, { word }) {
  const { element, remove } = createRoot(parent, SHEET, 'picture-box');
  delete element.dataset.frame; // nothing of it comes from the engine
  const bringer = createBringer();
  const input = make('input', '', { type: 'file', accept: 'image/*', ariaLabel: `A ${word}` });
  const choose = make('label', 'picture-box-choose');
  const hint = make('span', 'picture-box-hint', { textContent: 'or drop it here, at most 8 MB' });
  choose.append(input, make('span', '', { textContent: `Choose a ${word}` }), hint);
  const name = make('span', 'picture-box-name');
  const away = make('button', '', { type: 'button', textContent: '×', onclick: () => hold(null) });
  const held = make('div', 'picture-box-held', { hidden: true });
  held.append(name, away);
  element.append(choose, held);

  /** @param {File|null} file */
  function hold(file) {
    held.hidden = file === null;
    if (file) {
      name.textContent = file.name;
      away.ariaLabel = `Remove ${file.name}`;
    } else {
      input.focus();
    }
    bringer.bring({ file });
  }

  input.onchange = () => {
    if (input.files?.length) hold(input.files[0]);
    input.value = ''; // the same file may be chosen again
  };
  element.ondragover = (event) => {
    event.preventDefault(); // else the browser opens the file in the place of the page
    element.classList.add('is-drop');
  };
  element.ondragleave = ({ relatedTarget }) => {
    if (!element.contains(/** @type {Node|null} */ (relatedTarget))) element.classList.remove('is-drop');
  };
  element.ondrop = (event) => {
    event.preventDefault();
    element.classList.remove('is-drop');
    if (event.dataTransfer?.files.length) hold(event.dataTransfer.files[0]);
  };

  return {
    take() {}, // the page changes nothing of it
    destroy() {
      bringer.destroy();
      remove();
    },
  };
}

export const { mount, unmount } = mountable(createFileBox);
