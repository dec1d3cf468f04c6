/**
 * On a phone, where kernel and maps aren't seen together: the map that the chosen kernel makes, once
 * more, above all that changes it.
 */

import { contextOf } from '../ui/canvas.js';

/** @returns {{element: HTMLElement, show: (map: HTMLCanvasElement|null) => void, destroy: () => void}} */
export function createResultMirror() {
  const element = document.createElement('div');
  element.className = 'kernel-result';
  element.setAttribute('aria-hidden', 'true'); // the map itself is there, too
  const canvas = document.createElement('canvas');
  element.append(canvas);
  /** @type {HTMLCanvasElement | null} */
  let shown = null; // a map
  let room = 0; // CSS pixels of width, none where it isn't wanted
  const resizing = new ResizeObserver(([{ contentRect }]) => {
    room = contentRect.width;
    paint();
  });
  resizing.observe(element);

  function paint() {
    if (!room || !shown) return;
    const { width, height } = shown;
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    canvas.style.imageRendering = width > room ? 'auto' : 'pixelated';
    contextOf(canvas).drawImage(shown, 0, 0);
  }

  return {
    element,
    /** Whenever it was painted, or is another. */
    show(map) {
      shown = map;
      paint();
    },
    destroy: () => resizing.disconnect(),
  };
}
