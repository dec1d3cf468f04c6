/** A frame around one value of an enlarged map. */

import { coverSteadily } from '../ui/repaint_guard.js';

const SVG = 'http://www.w3.org/2000/svg';
/** CSS pixels from the value to the middle of each line. */
const LINES = { 'lens-mark-halo': 3, 'lens-mark-line': 1 };

/**
 * @returns {{element: SVGElement, show: (place: [number, number] | null, cell: number) => void}}
 *   `place`: row and column, `cell`: how large a value is drawn, CSS pixels
 */
export function createLensMark() {
  const element = coverSteadily();
  element.setAttribute('class', 'lens-mark');
  element.setAttribute('aria-hidden', 'true');
  const frames = Object.entries(LINES).map(([name, around]) => {
    const frame = document.createElementNS(SVG, 'rect');
    frame.setAttribute('class', name);
    element.append(frame);
    return { frame, around };
  });
  return {
    element,
    show(place, cell) {
      for (const { frame, around } of frames) {
        frame.style.display = place ? '' : 'none';
        if (!place) continue;
        const side = cell + 2 * around;
        const [y, x] = place.map((at) => at * cell - around);
        for (const [name, value] of Object.entries({ x, y, width: side, height: side })) {
          frame.setAttribute(name, String(value));
        }
      }
    },
  };
}
