/** A block's layers as tabs, in order. */

import { make, makeButton } from '../ui/elements.js';
import { shapeText } from '../network/columns.js';

const MOVES = { ArrowLeft: -1, ArrowRight: 1 };

/** @param {{onPick: (index: number) => void}} options */
export function createTabs({ onPick }) {
  const element = make('div', 'block-tabs');
  element.setAttribute('role', 'tablist');
  element.setAttribute('aria-label', 'Layers of the block');
  let tabs = [];

  element.addEventListener('keydown', (event) => {
    const at = tabs.indexOf(event.target);
    if (at < 0 || !(event.key in MOVES)) return;
    event.preventDefault();
    const next = tabs[at + MOVES[event.key]];
    next?.click();
    next?.focus();
  });

  return {
    element,
    /** @param {import('./grouping.js').BlockLayer[]} layers */
    show(layers) {
      tabs = layers.map(({ word, column }, i) => {
        const tab = makeButton('', () => onPick(i), 'block-tab');
        tab.setAttribute('role', 'tab');
        tab.title = column.name;
        tab.append(make('span', 'tab-word', word), ' ', make('span', 'tab-shape', shapeText(column)));
        return tab;
      });
      element.replaceChildren(...tabs);
    },
    /** @param {number} index */
    select(index) {
      tabs.forEach((tab, i) => {
        tab.setAttribute('aria-selected', String(i === index));
        tab.tabIndex = i === index ? 0 : -1;
      });
    },
  };
}
