/** One link of the chain on the screen: its name, shape and formula, its maps, their legend. */

import { createLegend } from '../../ui/legend.js';
import { formatShape } from '../../ui/numbers.js';
import { sourceOf } from './geometry.js';
import { createMapBox } from './map_box.js';
import { formatValue } from './words.js';

const GAP = 6;
const TALLEST = 1.15; // of the width

/**
 * Maps side by side, by how many there are.
 * @param {number} count
 */
const perRow = (count) => (count === 1 ? 1 : count <= 4 ? 2 : 3);

/**
 * @typedef {ReturnType<typeof createMapSet>} MapSet
 *
 * @param {string} key  of the link
 */
export function createMapSet(key) {
  const element = document.createElement('section');
  element.className = 'map-set';
  element.dataset.key = key;
  const head = document.createElement('header');
  const name = document.createElement('span');
  name.className = 'head-name';
  const shape = document.createElement('span');
  shape.className = 'head-shape';
  head.append(name, shape);
  const grid = document.createElement('div');
  grid.className = 'map-grid';
  const foot = document.createElement('div');
  foot.className = 'map-foot';
  const formula = document.createElement('p');
  formula.className = 'map-formula';
  element.append(head, grid, foot, formula);
  /** @type {Partial<Record<import('./scales.js').Scale['meaning'], ReturnType<typeof createLegend>>>} */
  const legends = {};
  /** @type {ReturnType<typeof createMapBox>[]} */
  let boxes = [];
  /** @type {import('./arithmetic.js').Tensor | null} */
  let painted = null;

  /**
   * @param {import('./chain.js').Link} link
   * @param {number} part
   */
  const label = (link, part) => (link.kind === 'picture' ? 'Picture' : `${link.name} ${part + 1}`);

  /** @param {import('./chain.js').Link} link */
  function setCount(link) {
    const count = link.kind === 'picture' ? 1 : link.shape[0];
    if (boxes.length === count) return;
    boxes = Array.from({ length: count }, (_, part) => boxes[part] ?? createMapBox(label(link, part)));
    grid.replaceChildren(...boxes.map((box) => box.element));
  }

  /** @param {import('./scales.js').Scale} scale */
  function legend({ meaning, ends }) {
    const own = (legends[meaning] ??= createLegend(meaning));
    if (foot.firstChild !== own.element) foot.replaceChildren(own.element);
    own.show(ends, meaning, ends, formatValue); // as in the cells
  }

  return {
    element,
    boxes: () => boxes,
    /**
     * @param {import('./chain.js').Link} link
     * @param {{shape: number[], data: ArrayLike<number>}} tensor  to paint
     * @param {import('./scales.js').Scale} scale
     * @param {{title: string, formula: string}} words
     */
    update(link, tensor, scale, words) {
      setCount(link);
      write(name, words.title);
      write(shape, formatShape(link.shape));
      write(formula, words.formula);
      legend(scale);
      if (link.kind === 'picture' && painted === tensor) return; // a kernel leaves it as it is
      painted = tensor;
      const [, height, width] = link.shape;
      if (link.kind === 'picture' && link.shape[0] === 3) boxes[0].paintColors(link, tensor);
      else {
        const data = scale.transform === 'absolute' ? Float32Array.from(tensor.data, Math.abs) : tensor.data;
        boxes.forEach((box, part) => box.paint(link, data, part * height * width, scale));
      }
    },
    /**
     * @param {number} width  CSS pixels
     * @param {import('./camera.js').Extent} frame
     * @param {(width: number, height: number) => number} fit
     * @param {import('./camera.js').Camera} camera
     * @returns {number} the fit of these maps
     */
    arrange(width, frame, fit, camera) {
      const across = perRow(boxes.length);
      const room = (width - GAP * (across - 1)) / across;
      const fitted = fit(room, Math.max(120, room * TALLEST));
      const size = {
        width: Math.round((frame.right - frame.left) * fitted),
        height: Math.round((frame.bottom - frame.top) * fitted),
      };
      grid.style.gridTemplateColumns = `repeat(${across}, max-content)`;
      for (const box of boxes) box.arrange(camera, fitted, size);
      return fitted;
    },
  };
}

/**
 * The numbers that a cell carries: one, or one for each channel of a picture.
 * @param {{shape: number[], data: ArrayLike<number>}} tensor
 * @param {number[]} parts
 * @param {import('./geometry.js').PaddingMode} paddingMode  what stands beyond the map
 * @returns {(row: number, column: number) => number[]}
 */
export function numbersOf({ shape: [, height, width], data }, parts, paddingMode) {
  return (row, column) => {
    const [y, x] = [sourceOf(row, height, paddingMode), sourceOf(column, width, paddingMode)];
    return parts.map((part) => (y < 0 || x < 0 ? 0 : data[(part * height + y) * width + x]));
  };
}

/**
 * @param {HTMLElement} element
 * @param {string} text
 */
function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
