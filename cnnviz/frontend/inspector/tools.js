/** The buttons in the dock's head: along the data's way, to a neighbor, to the kernel's editor. */

import { make, makeButton } from './elements.js';

const ARROWS = { '←': ['Left', [-1, 0]], '↑': ['Up', [0, -1]], '↓': ['Down', [0, 1]], '→': ['Right', [1, 0]] };

/**
 * @param {object} options
 * @param {{step: (direction: [number, number]) => void}} options.network
 * @param {HTMLElement} options.slide the player
 * @param {(back: boolean) => void} options.onWay
 * @param {() => void} options.onWhy back to the open question
 * @param {(() => void) | null} options.onEdit
 */
export function createTools({ network, slide, onWay, onWhy, onEdit }) {
  const back = makeButton('◂ Came from', () => onWay(true));
  back.title = 'Shift+Tab';
  const on = makeButton('Feeds ▸', () => onWay(false));
  on.title = 'Tab';
  const question = makeButton('', onWhy);
  const edit = makeButton('', onEdit ?? (() => {}));
  const arrows = make('div', 'inspector-arrows', ...Object.entries(ARROWS).map(([sign, [word, way]]) => {
    const arrow = makeButton(sign, () => network.step(way));
    arrow.setAttribute('aria-label', word);
    return arrow;
  }));
  const element = make('div', 'inspector-buttons', question, slide, edit, arrows, back, on);
  const edited = { convolution: 'Change this kernel', dense: 'Change its bias' };

  return {
    element,
    /** @param {{pinned: boolean, kind: string, why: string | null}} shown */
    show({ pinned, kind, why }) {
      for (const part of [arrows, back, on]) part.hidden = !pinned;
      back.disabled = kind === 'input';
      on.disabled = kind === 'softmax';
      edit.hidden = !(onEdit && pinned && kind in edited);
      edit.textContent = edited[kind] ?? '';
      question.hidden = !(pinned && why);
      question.textContent = why ? `Back to “${why}”` : '';
    },
  };
}
