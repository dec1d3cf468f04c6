/** "Show the code": the stages on the page as a program that gives the same numbers. */

import { createButton, createSegments } from '../ui/controls.js';

/** @typedef {'pytorch' | 'opencv' | 'numpy'} Language */

/** @type {Record<Language, string>} */
const LANGUAGES = { pytorch: 'PyTorch', opencv: 'OpenCV', numpy: 'NumPy and SciPy' };
const COPIED_MS = 2000;

/**
 * @param {object} options
 * @param {(language: Language) => Promise<string>} options.ask  gives the text; rejected with a
 *   sentence
 * @returns {{element: HTMLElement, renew: () => void}} `renew` when the stages have changed
 */
export function createCodePanel({ ask }) {
  const element = document.createElement('details');
  element.className = 'code-panel';
  element.dataset.screenOnly = '';
  const summary = document.createElement('summary');
  summary.textContent = 'Show the code';
  const text = document.createElement('pre');
  text.tabIndex = 0; // long lines are scrolled by key as well
  text.setAttribute('aria-label', 'The code');
  /** @type {Language} */
  let language = 'pytorch';
  const languages = createSegments({
    label: 'Library',
    choices: LANGUAGES,
    onInput(choice) {
      language = choice;
      renew();
    },
  });
  languages.set(language);
  const copy = createButton('Copy', async () => {
    await navigator.clipboard.writeText(text.textContent);
    copy.textContent = 'Copied';
    setTimeout(() => { copy.textContent = 'Copy'; }, COPIED_MS);
  });
  copy.hidden = !navigator.clipboard; // browsers have it on localhost and over HTTPS only
  const row = document.createElement('div');
  row.className = 'code-tools';
  row.append(languages.element, copy);
  element.append(summary, row, text);
  element.ontoggle = renew;

  async function renew() {
    if (!element.open) return;
    const asked = language;
    const answer = await ask(asked).catch(({ message }) => message);
    if (asked === language) text.textContent = answer;
  }

  return { element, renew };
}
