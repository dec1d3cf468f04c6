/** The line that says whose network reads, where it isn't the page's own, with the way back. */

import { make, makeButton } from '../ui/elements.js';

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
