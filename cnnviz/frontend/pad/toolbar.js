/** Brush size, eraser, undo, redo and clear. */

import { closest, find } from '../ui/find.js';
import { keysFor } from '../ui/keyboard.js';
import { BRUSH } from './strokes.js';

/**
 * @typedef {'eraser' | 'undo' | 'redo' | 'clear'} Name
 *
 * @type {{name: Name, label: string, keys: string, shortcut: string}[]}
 */
const TOOLS = [
  { name: 'eraser', label: 'Eraser', keys: 'E', shortcut: 'E' },
  { name: 'undo', label: 'Undo', keys: 'Ctrl+Z', shortcut: 'Control+Z Meta+Z' },
  { name: 'redo', label: 'Redo', keys: 'Ctrl+Shift+Z', shortcut: 'Control+Shift+Z Control+Y' },
  { name: 'clear', label: 'Clear', keys: 'Delete', shortcut: 'Delete Backspace' },
];

/** @param {typeof TOOLS[number]} tool */
function toolButton({ name, label, keys, shortcut }) {
  const title = `${label} (${keysFor(keys, navigator.platform)})`;
  return (
    `<button type="button" class="pad-tool" data-tool="${name}" aria-label="${label}" ` +
    `aria-keyshortcuts="${shortcut}" title="${title}">${icon(name)}</button>`
  );
}

/**
 * @param {object} handlers
 * @param {(tool: Name, timeStamp: number) => void} handlers.onTool  'eraser', 'undo', 'redo' or
 *   'clear' was pressed
 * @param {(size: number) => void} handlers.onSize
 */
export function createToolbar({ onTool, onSize }) {
  const element = document.createElement('div');
  element.className = 'pad-tools';
  element.dataset.screenOnly = '';
  element.setAttribute('role', 'group');
  element.setAttribute('aria-label', 'Drawing tools');
  element.innerHTML =
    `<label class="pad-brush" title="Brush size ([ and ])"><span class="pad-dot"></span>` +
    `<input type="range" aria-label="Brush size" min="${BRUSH.smallest}" max="${BRUSH.largest}" ` +
    `step="${BRUSH.step}"></label>` +
    `<div class="pad-buttons">${TOOLS.map(toolButton).join('')}</div>`;
  const range = find(element, 'input', HTMLInputElement);
  const buttons = Object.fromEntries(
    [...element.querySelectorAll('button')].map((button) => [button.dataset.tool, button]),
  );

  range.addEventListener('input', () => onSize(range.valueAsNumber));
  element.addEventListener('click', (event) => {
    const button = closest(event.target, 'button');
    if (button && button.ariaDisabled !== 'true') onTool(/** @type {Name} */ (button.dataset.tool), event.timeStamp);
  });

  return {
    element,

    /** @param {{size: number, erase: boolean, undo: boolean, redo: boolean, clear: boolean}} now */
    update({ size, erase, undo, redo, clear }) {
      range.value = String(size);
      element.style.setProperty('--pad-brush', String(size / BRUSH.largest));
      element.style.setProperty(
        '--pad-fill', String((size - BRUSH.smallest) / (BRUSH.largest - BRUSH.smallest)),
      );
      buttons.eraser.setAttribute('aria-pressed', erase);
      // Not `disabled`: that would take the focus away from under someone's finger.
      buttons.undo.setAttribute('aria-disabled', !undo);
      buttons.redo.setAttribute('aria-disabled', !redo);
      buttons.clear.setAttribute('aria-disabled', !clear);
    },
  };
}

const PATHS = {
  eraser: '<path d="M11.6 3.6l4.8 4.8-7.6 7.6H6.2L3.4 13.2a1 1 0 0 1 0-1.4z"/><path d="M7.4 7.8l4.8 4.8M8.8 16h7.8"/>',
  undo: '<path d="M7.2 4L3.6 7.6l3.6 3.6"/><path d="M4 7.6h7.6a4.4 4.4 0 0 1 0 8.8H8"/>',
  redo: '<path d="M12.8 4l3.6 3.6-3.6 3.6"/><path d="M16 7.6H8.4a4.4 4.4 0 0 0 0 8.8H12"/>',
  clear: '<path d="M3.8 5.8h12.4M8 5.6V3.6h4v2M5.4 5.8l.8 10.6h7.6l.8-10.6M8.6 8.8v4.6M11.4 8.8v4.6"/>',
};

/**
 * @param {'eraser' | 'undo' | 'redo' | 'clear'} name
 * @returns {string} SVG, hidden from screen readers: the button has the name
 */
export function icon(name) {
  return `<svg class="pad-icon" viewBox="0 0 20 20" aria-hidden="true">${PATHS[name]}</svg>`;
}
