/** The kernel as text: copied with a button, pasted anywhere in the editor or typed in a box. */

import { find } from '../ui/find.js';
import { isTyping, keysFor } from '../ui/keyboard.js';
import { isOneNumber } from './kernel_text.js';

const TEMPLATE = `
  <div class="kernel-buttons">
    <button type="button" class="kernel-copy">Copy as text</button>
    <button type="button" class="kernel-open" aria-expanded="false">Paste text</button>
    <span class="kernel-status" role="status"></span>
  </div>
  <form class="kernel-paste" hidden>
    <textarea aria-label="Kernel as text" rows="4" spellcheck="false"
      placeholder="−1 0 1&#10;−2 0 2&#10;−1 0 1"></textarea>
    <p class="problem kernel-problem kernel-text-problem" role="alert"></p>
    <p>Rows from a spreadsheet, a Python list, or typed; 1/9 is a number too.</p>
    <button type="submit">Use this kernel</button>
  </form>`;

/**
 * @param {object} options
 * @param {HTMLElement} options.target  where a paste is a kernel, unless someone types
 * @param {() => string} options.write  the kernel as text
 * @param {(text: string, timeStamp: number, say?: (sentence: string) => void) => boolean}
 *   options.onText  false if it was refused; of what is typed here, what is wrong is said here
 * @param {AbortSignal} options.signal  ends the listening
 */
export function createTextPanel({ target, write, onText, signal }) {
  const element = document.createElement('div');
  element.className = 'kernel-text';
  element.innerHTML = TEMPLATE;
  const [copy, open, status, form, problem] =
    ['.kernel-copy', '.kernel-open', '.kernel-status', 'form', '.kernel-problem']
      .map((selector) => find(element, selector));
  const area = find(element, 'textarea', HTMLTextAreaElement);
  /** @param {string} sentence */
  const say = (sentence) => { status.textContent = sentence; };
  /** @param {string} sentence */
  const complain = (sentence) => { problem.textContent = sentence; };
  copy.addEventListener('blur', () => say(''), { signal });
  area.addEventListener('input', () => complain(''), { signal });

  /** @param {boolean} isOpen */
  function setOpen(isOpen) {
    form.hidden = !isOpen;
    open.setAttribute('aria-expanded', String(isOpen));
    if (isOpen) area.focus();
  }

  /** Browsers let only pages of HTTPS and localhost write to the clipboard by themselves. */
  async function copyText() {
    try {
      await navigator.clipboard.writeText(write());
      say('Copied.');
    } catch {
      setOpen(true);
      area.value = write();
      area.select();
      say(`Press ${keysFor('Ctrl+C', navigator.platform)} to copy.`);
    }
  }

  copy.addEventListener('click', copyText, { signal });
  open.addEventListener('click', () => setOpen(form.hidden !== false), { signal });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!onText(area.value, event.timeStamp, complain)) return;
    area.value = '';
    complain('');
    setOpen(false);
    open.focus();
  }, { signal });
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      setOpen(false);
      open.focus();
    }
    event.stopPropagation(); // undo here undoes typing
  }, { signal });

  target.addEventListener('paste', (event) => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (event.defaultPrevented || event.composedPath()[0] === area) return;
    if (isTyping(event) && (!text.trim() || isOneNumber(text))) return; // in an input, that is typing
    if (!text && event.clipboardData?.files.length) return; // a picture, for someone else
    event.preventDefault();
    event.stopPropagation();
    onText(text, event.timeStamp);
  }, { signal });

  return { element };
}
