/**
 * Says that what this tab trained is no longer there.
 *
 * The server keeps trainings in its memory, and names a visitor's stay there: another one after it
 * was started again, or has forgotten the visitor. The tab remembers the stay that it trained in.
 */

import { createSessionStore } from '../ui/session_store.js';

const SHEET = new URL('./lost.css', import.meta.url).href;
const NAME = 'training-lost';
const store = createSessionStore('training stay');

/**
 * @param {HTMLElement | ShadowRoot} parent
 * @returns {HTMLElement} the paragraph, made when it isn't there yet
 */
function paragraph(parent) {
  /** @type {HTMLElement | null} */
  const known = parent.querySelector(`.${NAME}`);
  if (known) return known;
  const sheet = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: SHEET });
  const made = Object.assign(document.createElement('p'), { className: `problem ${NAME}` });
  made.setAttribute('role', 'status');
  parent.append(sheet, made);
  return made;
}

/**
 * @param {object} component
 * @param {ShadowRoot|HTMLElement} component.parentElement
 * @param {{stay: string, isThere: boolean, sentence: string}} component.data  whether there are
 *   trainings of this stay, and what to say when there were some of another
 */
export function mount({ parentElement, data: { stay, isThere, sentence } }) {
  if (isThere) store.save(stay);
  else if (store.load() === stay) store.save(null); // none is lost: it was stopped in the queue
  const isLost = !isThere && store.load() !== null;
  paragraph(parentElement).textContent = isLost ? sentence : '';
}

/** @param {ShadowRoot|HTMLElement} parentElement */
export function unmount(parentElement) {
  parentElement.replaceChildren();
}
