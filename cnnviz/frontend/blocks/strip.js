/** The strip of blocks: a column each, in reading order; it scrolls sideways within itself. */

import { bringIntoSight, make } from '../ui/elements.js';
import { nearest } from '../ui/keyboard.js';
import { watchVisible } from '../ui/watch_visible.js';
import { createBlockColumn } from './block_column.js';

/** @type {Record<string, [number, number]>} */
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/**
 * @param {object} options
 * @param {(names: string[]) => void} options.onSight layers that are in sight
 * @param {(block: import('./grouping.js').Block, map: number | null) => void} options.onOpen
 */
export function createStrip({ onSight, onOpen }) {
  const row = make('div', 'block-row');
  const element = make('section', 'block-strip', row);
  element.setAttribute('aria-label', 'Blocks of the network');
  /** @type {import('./block_column.js').BlockColumn[]} */
  let columns = [];
  /** @type {ReturnType<typeof watchVisible> | null} */
  let watching = null;

  /**
   * The strip is one stop of the Tab key: there where one was last.
   * @param {EventTarget | null} target
   */
  function stopAt(target) {
    for (const { stops } of columns) for (const stop of stops) stop.tabIndex = stop === target ? 0 : -1;
  }

  function showMore() {
    const hidden = element.scrollWidth - element.clientWidth - element.scrollLeft;
    element.classList.toggle('has-more', hidden > 1);
  }

  element.addEventListener('scroll', showMore, { passive: true });
  const resizing = new ResizeObserver(showMore);
  for (const part of [element, row]) resizing.observe(part);
  element.addEventListener('focusin', ({ target }) => stopAt(target));
  element.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const all = columns.flatMap(({ stops }) => stops);
    const stop = all.find((one) => one === event.target);
    if (!stop) return;
    /** @type {HTMLElement | null} */
    let next = null;
    if (event.key in MOVES) next = nearest(stop, all, MOVES[event.key]);
    else if (event.key === 'Home') next = columns[0].button;
    else if (event.key === 'End') next = columns[columns.length - 1].button;
    else if (event.key === 'Enter' && stop.onclick) stop.click();
    else return;
    event.preventDefault();
    next?.focus();
  });

  return {
    element,
    /** @param {import('./grouping.js').Block[]} blocks */
    describe(blocks) {
      watching?.destroy();
      columns = blocks.map((block) => createBlockColumn(block, {
        onOpen: (map) => onOpen(block, map),
      }));
      row.replaceChildren(...columns.map((column) => column.element));
      if (columns.length) columns[0].button.tabIndex = 0;
      watching = watchVisible(new Map(columns.flatMap(({ element: column, wants }) =>
        (wants ? [/** @type {[Element, string]} */ ([column, wants])] : []))), onSight);
    },
    /**
     * @param {object} seen
     * @param {string[]} seen.painted layers whose maps are shown anew
     * @param {Record<string, number[]>} seen.maps
     * @param {Record<string, [number, number]>} seen.ends
     * @param {Record<string, import('../live/frame.js').Tensor>} seen.tensors
     *   "thumbs.<layer>" and "probabilities"
     * @param {HTMLCanvasElement | null} seen.picture
     */
    paint({ painted, maps, ends, tensors, picture }) {
      for (const column of columns) {
        const { wants: name } = column;
        if (name && painted.includes(name)) column.paint?.(maps[name], tensors[`thumbs.${name}`], ends[name]);
        column.paintPhoto?.(picture);
        column.paintClasses?.(tensors.probabilities.data);
      }
    },
    /** @param {import('./grouping.js').Block | null} block */
    setOpen(block) {
      for (const column of columns) column.setOpen(column.element.ariaLabel === block?.name);
    },
    /** @param {import('./grouping.js').Block} block */
    focus(block) {
      const column = columns.find(({ element: { ariaLabel } }) => ariaLabel === block.name);
      column?.button.focus({ preventScroll: true });
      if (column) bringIntoSight(column.element);
    },
    destroy() {
      watching?.destroy();
      resizing.disconnect();
      element.remove();
    },
  };
}
