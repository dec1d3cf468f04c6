/**
 * Where the arithmetic is shown: a panel of constant height that sticks to the window's foot; on a
 * phone a sheet that opens over it.
 */

import { TABLES, cssColor } from '../ui/colors.js';
import { make, makeButton } from '../ui/elements.js';
import { morph } from '../ui/morph.js';

const PHONE = '(max-width: 639.98px)';
const SPEAK_MS = 400;
const HINT = matchMedia('(pointer: coarse)').matches
  ? 'Tap any value of any map to see how it came to be.'
  : 'Point at any value to see how it came to be. A click pins it; then the arrow keys move, Tab '
    + 'goes on to what it feeds, Shift+Tab back to what it came from, Escape lets go.';

/**
 * @typedef {object} Shown
 * @property {string} title
 * @property {string} kind of what is shown, for its looks
 * @property {(Node | string)[]} content
 * @property {boolean} stays until it is closed
 *
 * @param {object} options
 * @param {() => void} options.onClose
 * @param {() => void} options.onResize the room for what is shown is another
 * @param {() => void} options.onCover the sheet has opened over the page's foot
 */
export function createDock({ onClose, onResize, onCover }) {
  const title = make('h3', 'inspector-title');
  const tools = make('div', 'inspector-tools');
  const close = makeButton('×', onClose, 'inspector-close');
  close.setAttribute('aria-label', 'Close');
  close.title = 'Let go (Escape)';
  const body = make('div', 'inspector-body');
  const spoken = make('p', 'inspector-spoken');
  spoken.setAttribute('role', 'status');
  const element = make('section', 'inspector',
    make('header', 'inspector-head', title, tools, close), body, spoken);
  element.setAttribute('aria-label', 'Arithmetic');
  element.dataset.screenOnly = '';
  element.style.setProperty('--row-above', cssColor(TABLES.signed, 0.8));
  element.style.setProperty('--row-below', cssColor(TABLES.signed, 0.2));
  const phone = matchMedia(PHONE);
  let room = { width: 0, height: 0 };
  let isHeld = false;
  /** @type {Shown | null} */
  let waiting = null;
  const listening = new AbortController();
  let speaking = 0; // timer
  let isOpen = false; // stays until it is closed, not only while something is pointed at

  const resizing = new ResizeObserver(([{ contentRect: { width, height } }]) => {
    if (width === room.width && height === room.height) return;
    room = { width, height };
    onResize();
  });
  resizing.observe(body);

  /** A sheet lies above all else, wherever its place in the page is. */
  function showSheet() {
    if (phone.matches) {
      element.popover = 'manual';
      if (element.isConnected) element.togglePopover(isOpen);
      if (isOpen) onCover();
    } else element.removeAttribute('popover');
  }
  phone.addEventListener('change', showSheet, { signal: listening.signal });

  /** @param {boolean} next */
  function open(next) {
    element.dataset.open = String(next);
    close.hidden = !next;
    if (next === isOpen && element.hasAttribute('popover') === phone.matches) return;
    isOpen = next;
    showSheet();
  }

  /** @param {string} text */
  function say(text) {
    if (title.textContent !== text) title.textContent = text;
  }

  /** @param {Shown} shown */
  function show(shown) {
    if (isHeld) {
      waiting = shown;
      return;
    }
    const { title: text, kind, content, stays } = shown;
    if (element.dataset.kind !== kind) body.replaceChildren(); // begins at its top
    element.dataset.kind = kind;
    say(text);
    morph(body, content);
    open(stays);
    clearTimeout(speaking);
    speaking = setTimeout(speak, SPEAK_MS);
  }

  /** For screen readers: what is stayed with, once it rests; not all that the pointer passes over. */
  function speak() {
    const result = body.querySelector('.inspector-result')?.textContent;
    const text = isOpen ? [title.textContent, result].filter(Boolean).join(': ') : '';
    if (spoken.textContent !== text) spoken.textContent = text;
  }

  // What is pressed must not go before it is let go, or a click would get lost.
  body.addEventListener('pointerdown', () => { isHeld = true; });
  for (const type of ['pointerup', 'pointercancel']) {
    window.addEventListener(type, () => setTimeout(letGo), { signal: listening.signal });
  }

  function letGo() {
    isHeld = false;
    if (waiting) show(waiting);
    waiting = null;
  }

  open(false);
  return {
    element,
    /** Where buttons go that belong to what is shown. */
    tools,
    /** CSS pixels for what is shown. */
    get room() { return room; },
    show,
    clear: () => show({ title: HINT, kind: 'hint', content: [], stays: false }),
    destroy() {
      resizing.disconnect();
      listening.abort();
      clearTimeout(speaking);
      element.remove();
    },
  };
}
