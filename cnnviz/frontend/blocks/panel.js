/**
 * The block that is opened: its layers as tabs, the maps of one, how a value of it came to be, its
 * kernels, what excites a map. All of it follows the photo.
 *
 * @typedef {import('../network/units.js').Unit} Unit
 */

import { shapeText } from '../network/columns.js';
import { TABLES, cssColor } from '../ui/colors.js';
import { make, makeButton } from '../ui/elements.js';
import { asSentence } from '../ui/sentence.js';
import { createColorKernels } from './color_kernels.js';
import { createTopPatches } from './top_patches.js';
import { createMaps } from './maps.js';
import { createSightView } from './sight.js';
import { createUnitList } from './unit_list.js';
import { createUnitView } from './unit_view.js';
import { parametersText } from './words.js';

/** What excites a map of these is but a bright pixel. */
const PICTURES = new Set(['input', 'normalize']);

/**
 * @param {object} options
 * @param {import('../live/messages.js').Ask} options.ask
 * @param {(boxes: import('./sight.js').Outline[] | null) => void} options.outline
 * @param {() => HTMLCanvasElement | null} options.stagePicture
 * @param {(unit: Unit) => void} options.onPick a unit that may be another block's
 * @param {() => void} options.onClose
 */
export function createPanel({ ask, outline, stagePicture, onPick, onClose }) {
  /** @type {import('../network/columns.js').Column[]} */
  let columns = [];
  /** @type {Record<string, import('../live/frame.js').Tensor>} */
  let weights = {};
  /** @type {import('./grouping.js').Block | null} */
  let block = null;
  /** @type {import('../network/columns.js').Column | null} */
  let column = null;
  /** @type {number | null} */
  let listed = null; // the unit that is picked of a layer without maps

  const [title, facts] = [make('h3', 'block-title'), make('span', 'block-facts')];
  const [sentence, problem] = [make('p', 'block-sentence'), make('p', 'block-problem')];
  problem.setAttribute('role', 'alert');
  const close = makeButton('×', onClose, 'block-close');
  close.setAttribute('aria-label', 'Close');
  close.title = 'Close (Escape)';
  const tabs = createTabs({ onPick: (i) => { if (block) showLayer(block.layers[i]); } });
  const sight = createSightView({ stagePicture });
  const numbers = createUnitView({ ask, outline: showSight, onPick });
  const topPatches = createTopPatches({ ask, stagePicture });
  const maps = createMaps({
    ask,
    onUnit: numbers.show,
    onMap(map) {
      topPatches.show(!column || PICTURES.has(column.kind) ? null : column, map);
    },
    onProblem(said) { problem.textContent = asSentence(said); },
  });
  const units = createUnitList({ ask, onPick: list });
  const kernels = createColorKernels({ onPick: maps.pick });
  const room = make('div', 'block-room', ...maps.elements, sight.element, units.element, numbers.element);
  const element = make('section', 'block-panel', make('header', 'block-header', title, facts, close),
    tabs.element, sentence, problem, room, kernels.element, topPatches.element);
  element.hidden = true;
  element.style.setProperty('--row-above', cssColor(TABLES.signed, 0.8));
  element.style.setProperty('--row-below', cssColor(TABLES.signed, 0.2));
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    if (listed !== null) list(null);
    else if (!maps.letGo()) onClose();
  });

  /** @param {import('./sight.js').Outline[] | null} boxes */
  function showSight(boxes) {
    sight.show(boxes);
    outline(boxes);
  }

  /** @param {number | null} index */
  function list(index) {
    listed = index;
    numbers.show(index === null || !column ? null : { layer: column.name, unit: [index] },
      index !== null);
  }

  /** @param {import('./grouping.js').BlockLayer} layer */
  function showLayer(layer) {
    const { column: shown } = layer;
    column = shown;
    tabs.select(block?.layers.indexOf(layer) ?? 0);
    sentence.replaceChildren(make('b', '', shown.name), layer.sentence && `: ${layer.sentence}`);
    problem.textContent = '';
    topPatches.show(null);
    list(null);
    const isMaps = shown.form === 'maps';
    const reader = columns[columns.indexOf(shown) + 1] ?? null;
    room.classList.toggle('is-of-units', !isMaps);
    sight.element.hidden = !isMaps;
    units.show(isMaps ? null : shown, reader);
    numbers.invite(isMaps);
    maps.show(isMaps ? shown : null);
    const kernel = weights[`${shown.name}.weight`];
    kernels.show(kernel?.shape[1] === 3 ? shown.name : null, kernel);
  }

  function close_() {
    maps.show(null);
    units.show(null, null);
    topPatches.show(null);
    list(null);
  }

  return {
    element,
    /**
     * @param {import('../network/columns.js').Column[]} nextColumns
     * @param {Record<string, import('../live/frame.js').Tensor>} tensors
     */
    describe(nextColumns, tensors) {
      [columns, weights] = [nextColumns, tensors];
      numbers.describe(columns);
      for (const part of [sight, topPatches]) part.describe(columns[0]);
    },
    /**
     * @param {import('./grouping.js').Block | null} next
     * @param {{map?: number | null, unit?: Unit | null}} [at] what of it is looked at
     */
    open(next, { map = null, unit = null } = {}) {
      const isOther = block !== next;
      block = next;
      element.hidden = !block;
      if (!block) {
        close_();
        return;
      }
      if (isOther) {
        title.textContent = block.name;
        facts.textContent = `${shapeText(block.output)} · ${parametersText(block.parameters)}`;
        tabs.show(block.layers);
      }
      const name = unit?.layer ?? block.output.name;
      const layer = block.layers.find((one) => one.column.name === name);
      if (layer && (isOther || column?.name !== name)) showLayer(layer);
      if (map !== null) maps.pick(map);
      if (unit && column?.form === 'maps') maps.go(unit);
      else if (unit) list(unit.unit[0]);
    },
    /**
     * @param {Record<string, import('../live/frame.js').Tensor>} tensors
     * @param {boolean} isExact whether the hand rests
     */
    update(tensors, isExact) {
      units.update(tensors.probabilities.data);
      maps.refresh(isExact);
      for (const part of [numbers, sight]) part.refresh();
      if (isExact) topPatches.refresh();
    },
    destroy() {
      for (const part of [maps, units, numbers, topPatches]) part.destroy();
      outline(null);
      element.remove();
    },
  };
}

/** @type {Record<string, number>} */
const MOVES = { ArrowLeft: -1, ArrowRight: 1 };

/** @param {{onPick: (index: number) => void}} options */
export function createTabs({ onPick }) {
  const element = make('div', 'block-tabs');
  element.setAttribute('role', 'tablist');
  element.setAttribute('aria-label', 'Layers of the block');
  /** @type {HTMLButtonElement[]} */
  let tabs = [];

  element.addEventListener('keydown', (event) => {
    const at = tabs.findIndex((tab) => tab === event.target);
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
