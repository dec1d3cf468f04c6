/** Marks on the maps: a dot where a kernel was changed, "off" where a map is switched off. */

import { partName } from '../network/columns.js';

/** @typedef {(layer: string, unit: number) => {changed: boolean, off: boolean}} StateOf */

/** @param {import('../network/columns.js').Column} column */
const hasKernels = ({ form, parameters }) => form === 'maps' && parameters > 0;

/**
 * @param {{readonly scene: import('../network/focus.js').Scene, picture: HTMLElement}} network
 * @returns {{show: (stateOf: StateOf) => void, place: () => void, destroy: () => void}}  `place`
 *   after the maps may have moved
 */
export function createMarks(network) {
  /** @type {StateOf} */
  let stateOf = () => ({ changed: false, off: false });
  /** @type {{element: HTMLElement, canvas: HTMLElement}[]} */
  let marks = []; // {element, canvas}
  let shown = '';
  /** @type {import('../network/layout.js').Layout | null} */
  let laidOut = null;

  const resizing = new ResizeObserver(() => place());
  resizing.observe(network.picture);

  /**
   * @param {HTMLElement} canvas
   * @param {string} className
   * @param {string} text
   */
  function mark(canvas, className, text) {
    const element = document.createElement('span');
    element.className = `unit-mark ${className}`;
    element.setAttribute('aria-hidden', 'true'); // the map's label says it
    element.textContent = text;
    canvas.parentElement?.append(element);
    marks.push({ element, canvas });
  }

  /** Only maps that a kernel makes: a strip's units are too thin for marks. */
  function build() {
    for (const { element } of marks) element.remove();
    marks = [];
    const { columns, parts } = network.scene;
    columns.forEach((column, i) => {
      if (!hasKernels(column)) return;
      parts[i].targets.forEach((canvas, unit) => {
        const { changed, off } = stateOf(column.name, unit);
        const words = [partName(column, unit), changed && 'changed', off && 'off'];
        canvas.setAttribute('aria-label', words.filter(Boolean).join(', '));
        canvas.classList.toggle('off', off);
        if (off) mark(canvas, 'word', 'off');
        if (changed) mark(canvas, 'dot', '');
      });
    });
    put();
  }

  function put() {
    laidOut = network.scene.layout;
    for (const { element, canvas } of marks) {
      element.style.left = `${canvas.offsetLeft}px`;
      element.style.top = `${canvas.offsetTop}px`;
    }
  }

  function place() {
    if (marks.some(({ canvas }) => !canvas.isConnected)) build();
    else if (network.scene.layout !== laidOut) put();
  }

  return {
    show(next) {
      stateOf = next;
      const { columns, parts } = network.scene;
      /**
       * @param {string} name
       * @param {import('../network/column.js').ColumnView} part
       */
      const statesOf = (name, { targets }) =>
        targets.map((_, unit) => Object.values(next(name, unit)).map(Number));
      const now = columns.map((column, i) =>
        (hasKernels(column) ? statesOf(column.name, parts[i]) : '')).join();
      if (now === shown && marks.every(({ canvas }) => canvas.isConnected)) return;
      shown = now;
      build();
    },
    place,
    destroy: () => resizing.disconnect(),
  };
}
