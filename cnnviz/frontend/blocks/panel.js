/** The block that is opened: its layers in order. */

import { make, makeButton } from '../inspector/elements.js';
import { shapeText } from '../network/columns.js';

/** @param {{onClose: () => void}} options */
export function createPanel({ onClose }) {
  const title = make('h3', 'block-title');
  const close = makeButton('×', onClose, 'block-close');
  close.setAttribute('aria-label', 'Close');
  const list = make('ol', 'block-layers');
  const element = make('section', 'block-panel', make('header', '', title, close), list);
  element.hidden = true;

  return {
    element,
    /** @param {import('./grouping.js').Block | null} block */
    open(block) {
      element.hidden = !block;
      if (!block) return;
      title.textContent = block.name;
      list.replaceChildren(...block.layers.map(({ word, column, sentence }) =>
        make('li', '', make('b', '', word), ` ${shapeText(column)}. ${sentence}`)));
    },
  };
}
