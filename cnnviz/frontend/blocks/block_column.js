/** One block in the strip: its name, its shape, its parameters and its most active maps. */

import { partName, shapeText } from '../network/columns.js';
import { contextOf } from '../ui/canvas.js';
import { make, makeButton } from '../ui/elements.js';
import { createLegend } from '../ui/legend.js';
import { formatCount, formatPercent } from '../ui/numbers.js';
import { scaleEnds, scaleOf } from '../ui/ranges.js';
import { createThumbnail } from './thumbnail.js';
import { parametersText } from './words.js';

const THUMBNAILS = 4;
/** The photo's own column shows it as large as four maps. */
const PHOTO_SIDE = 116;

/**
 * @typedef {import('./grouping.js').Block} Block
 * @typedef {ReturnType<typeof createBlockColumn>} BlockColumn
 *
 * @typedef {object} Shown  what of the network's answers a column shows
 * @property {(maps: number[], tensor: import('../live/frame.js').Tensor, ends: [number, number]) =>
 *   void} [paint]
 * @property {(picture: HTMLCanvasElement | null) => void} [paintPhoto]
 * @property {(probabilities: ArrayLike<number>) => void} [paintClasses]
 */

/**
 * @param {Block} block
 * @param {object} options
 * @param {(map: number | null) => void} options.onOpen the block, or one of its maps
 */
export function createBlockColumn(block, { onOpen }) {
  const { name, output, parameters } = block;
  const button = makeButton('', () => onOpen(null), 'block-head');
  button.append(make('span', 'block-name', name), make('span', 'block-shape', shapeText(output)),
    make('span', 'block-parameters', parametersText(parameters)));
  button.setAttribute('aria-expanded', 'false');
  const body = make('div', 'block-maps');
  const element = make('div', 'block-column', button, body);
  element.setAttribute('role', 'group');
  element.setAttribute('aria-label', name);
  const shown = showsOf(block)(block, body, element, onOpen);
  button.tabIndex = -1;

  return {
    ...shown,
    element,
    button,
    /** Layer whose maps are shown; null where it is none. */
    wants: shown.paint ? output.name : null,
    /** What the arrow keys walk over. */
    get stops() {
      /** @type {NodeListOf<HTMLElement>} */
      const maps = body.querySelectorAll('canvas[aria-label]:not([hidden])');
      return [button, ...maps];
    },
    /** @param {boolean} isOpen */
    setOpen(isOpen) {
      button.setAttribute('aria-expanded', String(isOpen));
      element.classList.toggle('is-open', isOpen);
    },
  };
}

/**
 * @param {Block} block
 * @returns {(block: Block, body: HTMLElement, element: HTMLElement, onOpen: (map: number | null) =>
 *   void) => Shown}
 */
function showsOf({ output: { kind, form }, layers }) {
  if (layers[0].column.kind === 'input') return showPhoto;
  if (kind === 'softmax') return showClasses;
  return form === 'maps' ? showMaps : showUnits;
}

/**
 * @param {Block} block
 * @param {HTMLElement} body
 * @param {HTMLElement} element
 * @param {(map: number | null) => void} onOpen
 * @returns {Shown}
 */
function showMaps({ output }, body, element, onOpen) {
  const legend = createLegend(scaleOf(output.meaning));
  element.append(legend.element);
  const slots = Array.from({ length: Math.min(THUMBNAILS, output.parts) }, () => {
    const thumbnail = createThumbnail('block-map');
    thumbnail.canvas.hidden = true;
    return { ...thumbnail, map: 0 };
  });
  slots.forEach((slot) => { slot.canvas.onclick = () => onOpen(slot.map); });
  body.append(...slots.map(({ canvas }) => canvas));
  return {
    paint(maps, tensor, ends) {
      slots.forEach((slot, i) => {
        slot.canvas.hidden = i >= maps.length;
        if (slot.canvas.hidden) return;
        slot.map = maps[i];
        slot.setName(partName(output, maps[i]));
        slot.paint(tensor, i, output.meaning, ends);
      });
      legend.show(scaleEnds(output.meaning, ...ends));
    },
  };
}

/**
 * @param {Block} block
 * @param {HTMLElement} body
 * @param {HTMLElement} element
 * @param {(map: number | null) => void} onOpen
 * @returns {Shown}
 */
function showPhoto(block, body, element, onOpen) {
  const canvas = Object.assign(document.createElement('canvas'),
    { className: 'block-photo', width: PHOTO_SIDE, height: PHOTO_SIDE, tabIndex: -1 });
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', 'The photo as the network reads it');
  canvas.onclick = () => onOpen(null);
  body.append(canvas);
  return {
    paintPhoto(picture) {
      const context = contextOf(canvas);
      context.imageSmoothingQuality = 'high';
      if (picture?.width) context.drawImage(picture, 0, 0, PHOTO_SIDE, PHOTO_SIDE);
    },
  };
}

/**
 * @param {Block} block
 * @param {HTMLElement} body
 * @returns {Shown}
 */
function showUnits({ output }, body) {
  body.append(make('p', 'block-words', `${formatCount(output.parts)} numbers, one for each map`));
  return {};
}

/**
 * @param {Block} block
 * @param {HTMLElement} body
 * @returns {Shown}
 */
function showClasses({ output }, body) {
  const list = make('ol', 'block-classes');
  body.append(list);
  return {
    paintClasses(probabilities) {
      const best = Array.from(probabilities, (_, i) => i)
        .sort((a, b) => probabilities[b] - probabilities[a]).slice(0, THUMBNAILS);
      list.replaceChildren(...best.map((i) => make('li', '',
        make('span', '', output.labels?.[i] ?? `class ${i + 1}`), ' ',
        make('b', '', formatPercent(probabilities[i])))));
    },
  };
}
