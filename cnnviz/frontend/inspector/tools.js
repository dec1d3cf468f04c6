/** The buttons in the dock's head: along the data's way, to a neighbor, to the kernel's editor. */

import { make, makeButton } from '../ui/elements.js';

/** @type {Record<string, [string, [number, number]]>} */
const ARROWS = { '←': ['Left', [-1, 0]], '↑': ['Up', [0, -1]], '↓': ['Down', [0, 1]], '→': ['Right', [1, 0]] };

/**
 * @param {object} options
 * @param {{step: (direction: [number, number]) => void}} options.network
 * @param {HTMLElement} options.slide the player
 * @param {(back: boolean) => void} options.onWay
 * @param {() => void} options.onBack to what lies below what is shown
 * @param {(() => void) | null} options.onEdit
 */
export function createTools({ network, slide, onWay, onBack, onEdit }) {
  const back = makeButton('◂ Came from', () => onWay(true));
  back.title = 'Shift+Tab';
  const on = makeButton('Feeds ▸', () => onWay(false));
  on.title = 'Tab';
  const below = makeButton('', onBack);
  below.title = 'Escape';
  const edit = makeButton('', onEdit ?? (() => {}));
  const arrows = make('div', 'inspector-arrows', ...Object.entries(ARROWS).map(([sign, [word, way]]) => {
    const arrow = makeButton(sign, () => network.step(way));
    arrow.setAttribute('aria-label', word);
    return arrow;
  }));
  const element = make('div', 'inspector-buttons', below, slide, edit, arrows, back, on);
  /** @type {Record<string, string>} */
  const edited = { convolution: 'Change this kernel', dense: 'Change its bias' };
  let shown = '';

  return {
    element,
    /**
     * @param {{pinned: boolean, kind?: string, under: string | null}} shown `under`: what it took the
     *   place of
     */
    show({ pinned, kind = '', under }) {
      const next = [pinned, kind, under].join();
      if (next === shown) return;
      shown = next;
      for (const part of [arrows, back, on]) part.hidden = !pinned;
      back.disabled = kind === 'input';
      on.disabled = kind === 'softmax';
      edit.hidden = !(onEdit && pinned && kind in edited);
      edit.textContent = edited[kind] ?? '';
      below.hidden = !under;
      below.textContent = under ? `Back to ${under}` : '';
    },
  };
}
