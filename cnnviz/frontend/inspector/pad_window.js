/** The part of the drawing that a unit sees, outlined on the pad. */

import { spansOf } from '../ui/spans.js';
import { guardRepaints } from '../ui/repaint_guard.js';

const SVG = 'http://www.w3.org/2000/svg';

/**
 * Where pixels of the network's input lie on the pad. Pure.
 * @param {(number[] | null)[]} region [channels, rows, columns] of the input
 * @param {Pick<import('../live/messages.js').Reading, 'ink_box' | 'offset'>} reading top, left, bottom
 *   and right of what was cut out, in pixels of the drawing; row and column of it in the input, once
 *   it was fitted
 * @param {number[]} fitted rows and columns that it has there
 * @param {number} side pixels of the drawing
 * @returns {{left: number, top: number, right: number, bottom: number}[]} in pixels of the drawing
 */
export function onPad([, rows, columns], { ink_box: box, offset }, fitted, side) {
  if (!box || !offset || !rows || !columns) return [];
  /** @param {number} place */
  const within = (place) => Math.min(Math.max(place, 0), side);
  /**
   * @param {number[]} indices
   * @param {number} axis
   */
  const spans = (indices, axis) => spansOf(indices).map(([first, last]) => {
    const pitch = (box[axis + 2] - box[axis]) / fitted[axis];
    return [first, last + 1].map((edge) => within(box[axis] + (edge - offset[axis]) * pitch));
  });
  return spans(rows, 0).flatMap(([top, bottom]) =>
    spans(columns, 1).map(([left, right]) => ({ left, top, right, bottom })));
}

/**
 * @param {HTMLElement} stage of the pad
 * @param {number} side pixels of the drawing
 */
export function createPadWindow(stage, side) {
  const element = document.createElementNS(SVG, 'svg');
  element.setAttribute('class', 'pad-window');
  element.setAttribute('viewBox', `0 0 ${side} ${side}`);
  element.setAttribute('aria-hidden', 'true');
  const paths = ['halo', 'line'].map((name) => {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('class', `pad-window-${name}`);
    path.setAttribute('vector-effect', 'non-scaling-stroke');
    element.append(path);
    return path;
  });
  stage.append(guardRepaints(element));
  return {
    /**
     * @param {(number[] | null)[] | null} region of the input
     * @param {import('../live/messages.js').Reading} [reading] the newest "reading" message
     * @param {number[]} [fitted]
     */
    show(region, reading, fitted) {
      const boxes = region && reading && fitted ? onPad(region, reading, fitted, side) : [];
      const data = boxes.map(({ left, top, right, bottom }) =>
        `M${left} ${top}H${right}V${bottom}H${left}Z`).join('');
      for (const path of paths) path.setAttribute('d', data);
    },
    destroy: () => element.remove(),
  };
}
