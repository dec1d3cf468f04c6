/**
 * The whole network at a glance: a column per layer, the links between them, the probabilities.
 * `describe` builds it from a "network" message, `update` paints a "reading".
 */

import { createBars } from '../ui/bars.js';
import { createRangeChoice } from '../ui/range_choice.js';
import { watchVisible } from '../ui/watch_visible.js';
import { createColumn } from './column.js';
import { columnsOf } from './columns.js';
import { createFocus } from './focus.js';
import { layoutNetwork } from './layout.js';
import { createLinkLayer } from './links.js';
import { createOutlineLayer } from './outlines.js';
import { createPainter } from './painter.js';
import { watchPointing } from './pointing.js';
import { createReadout } from './readout.js';
import { placeOf, unitAt } from './units.js';

const HEAD_AND_LEGEND = 128; // CSS pixels above and below the maps

/**
 * @typedef {Record<string, {shape: number[], data: ArrayLike<number>}>} Tensors
 * @typedef {import('./units.js').Unit} Unit
 * @typedef {ReturnType<typeof createNetworkView>} NetworkView
 *
 * @param {object} options
 * @param {HTMLElement} [options.around] holds the view, and the bars where they stand apart
 * @param {(layers: string[]) => void} [options.onWant] told which layers are on the screen
 * @param {(unit: Unit | null, pinned: boolean) => void} [options.onUnit] told which value is pointed
 *   at, again when the network is another
 * @param {(back: boolean) => Unit | null} [options.onTab] where the Tab key leads from the pinned unit
 * @param {'map' | 'layer' | 'network'} [options.range]
 */
export function createNetworkView({
  around, onWant = () => {}, onUnit = () => {}, onTab = () => null, range = 'layer',
} = {}) {
  const element = document.createElement('div');
  element.className = 'network';
  const readout = createReadout();
  const painter = createPainter({ range });
  const choice = createRangeChoice({ value: range, onChange: setRange });
  const toolbar = createToolbar(readout.element, choice.element);
  const stage = document.createElement('div');
  stage.className = 'network-columns';
  const links = createLinkLayer();
  const outlines = createOutlineLayer(stage);
  const focus = createFocus(links, readout, () => scene());
  element.append(toolbar, stage);

  /** @type {import('./columns.js').Column[]} */
  let columns = [];
  /** @type {import('./column.js').ColumnView[]} */
  let parts = [];
  /** @type {import('./layout.js').Layout & {width: number} | null} */
  let layout = null;
  /** @type {ReturnType<typeof createBars> | null} */
  let bars = null;
  /** @type {ReturnType<typeof watchVisible> | null} */
  let visible = null;
  /** @type {import('../live/messages.js').Network | null} */
  let network = null;
  let described = '';
  /** @type {Tensors} */
  let weights = {};
  /** @type {[import('../live/messages.js').Reading, Tensors] | null} */
  let latest = null;
  let barsApart = false;
  let tallest = Infinity;

  const resizing = new ResizeObserver(() => {
    if (stage.clientWidth !== layout?.width) relayout();
    else outlines.draw(scene());
  });
  resizing.observe(stage);
  document.fonts.addEventListener('loadingdone', relayout);
  const pointing = watchPointing(around ?? element, {
    columns: () => parts,
    isWithin: (target) => stage.contains(target),
    onPlace: showPlace,
    onTab: (back) => placeOfUnit(onTab(back)),
  });

  /**
   * The same network described again, as after a lost connection, changes nothing on the page.
   * @param {import('../live/messages.js').Network} message
   * @param {Tensors} tensors
   */
  function describe(message, tensors) {
    weights = tensors;
    const description = JSON.stringify({ ...message, id: 0 });
    if (description !== described) {
      network = message;
      bars = createBars({ labels: message.labels });
      bars.setStanding(barsApart);
      build();
    }
    described = description;
    painter.paintKernels(weights);
  }

  function build() {
    visible?.destroy();
    pointing.release();
    focus.forget();
    layout = null;
    if (!network) return;
    columns = columnsOf(network);
    element.classList.toggle('bars-apart', barsApart);
    parts = columns.map((column) =>
      createColumn(column, column.form === 'bars' ? bars?.element ?? null : null));
    painter.begin(columns, parts);
    stage.replaceChildren(links.element, ...inRow(parts).map((part) => part.element), outlines.element);
    relayout();
    parts[0].targets[0].tabIndex = 0;
    visible = watchVisible(new Map(inRow(parts).slice(1).map((part, i) =>
      [part.element, columns[i + 1].name])), onWant);
    onUnit(null, false);
  }

  /**
   * Those that stand side by side: the bars are the last, or stand apart.
   * @template T
   * @param {T[]} all
   * @returns {T[]}
   */
  const inRow = (all) => all.filter((_, i) => columns[i].form !== 'bars' || !barsApart);

  function relayout() {
    const width = stage.clientWidth;
    if (!width || !columns.length) return;
    const row = inRow(columns);
    const heads = inRow(parts).map(({ head }) => head.widths());
    layout = { ...layoutNetwork(row, width, heads, tallest - HEAD_AND_LEGEND), width };
    element.dataset.mode = layout.mode;
    arrange(stage, inRow(parts), layout);
    links.draw(row, layout);
    painter.paintAll();
    focus.showAgain();
    outlines.draw(scene());
  }

  /**
   * @param {import('../live/messages.js').Reading} message
   * @param {Tensors} tensors
   */
  function update(message, tensors) {
    latest = [message, tensors];
    painter.take(message.ranges, tensors);
    readout.setBlank(message.blank);
    const last = columns.at(-1)?.name ?? '';
    bars?.update(message.blank ? null : tensors[last].data, tensors.original?.data);
    focus.sayAgain();
  }

  /** @param {import('../ui/ranges.js').RangeChoice} newRange */
  function setRange(newRange) {
    painter.setRange(newRange);
    choice.set(newRange);
  }

  /**
   * Whether the bars stand where the caller puts them, or as the last column.
   * @param {boolean} apart
   */
  function setBarsApart(apart) {
    if (apart === barsApart) return;
    barsApart = apart;
    bars?.setStanding(apart);
    if (!network) return;
    build();
    painter.paintKernels(weights);
    if (latest) update(...latest);
  }

  /** @param {import('./pointing.js').Place | null} place */
  function showPlace(place) {
    focus.turnTo(place);
    if (!layout) return;
    painter.setFocus(place);
    onUnit(place && unitAt(columns, place, perLineOf(place.column)), Boolean(place?.pinned));
  }

  /** @param {number} column */
  const perLineOf = (column) => layout?.columns[column]?.perLine ?? 0;
  /** @param {Unit | null} unit */
  const placeOfUnit = (unit) => unit
    && placeOf(columns, unit, perLineOf(columns.findIndex(({ name }) => name === unit.layer)));
  const scene = () => ({ columns, parts, layout, values: painter.values, weights });

  return {
    element,
    /** The columns without the controls, for `savePNG`. */
    picture: stage,
    /** Names of all layers that can be asked for. */
    get layers() { return columns.slice(1).map(({ name }) => name); },
    /** To be put somewhere while they stand apart; null before `describe`. */
    get bars() { return bars?.element ?? null; },
    /** What the view shows at the moment; see focus.js. */
    get scene() { return scene(); },
    describe, update, setRange, setBarsApart,
    /** @param {Tensors} tensors as the network's weights are now */
    setWeights(tensors) {
      weights = tensors;
      painter.paintKernels(weights);
    },
    /** @param {Unit | null} unit to stay with until the next click; null lets go */
    pin: (unit) => pointing.pin(placeOfUnit(unit)),
    /** @param {[number, number]} direction right and down, to the pinned unit's neighbor */
    step: (direction) => pointing.step(direction),
    /** See to it that the pinned map is in sight, whatever opened before it. */
    reveal: focus.reveal,
    /** @param {import('./outlines.js').Outlines | null} shown */
    outline(shown) {
      focus.sayWaiting();
      outlines.show(shown, scene());
    },
    /** @param {Tensors | null} tensors signed values to show in place of the layers' own */
    layOver: (tensors) => painter.layOver(tensors),
    /** @param {number} pixels that columns side by side may take from head to legend */
    setTallest(pixels) {
      if (pixels === tallest) return;
      tallest = pixels;
      relayout();
    },
    destroy() {
      focus.destroy();
      resizing.disconnect();
      document.fonts.removeEventListener('loadingdone', relayout);
      pointing.destroy();
      visible?.destroy();
      element.remove();
    },
  };
}

/**
 * @typedef {import('./layout.js').Layout} Layout
 *
 * @param {HTMLElement} stage that holds the columns
 * @param {import('./column.js').ColumnView[]} parts one for each column of the layout
 * @param {Layout} layout
 */
export function arrange(stage, parts, layout) {
  parts.forEach((part, i) => placeColumn(part, layout.columns[i], layout));
  alignBodies(stage, parts, layout);
}

/**
 * @param {import('./column.js').ColumnView} part
 * @param {Layout['columns'][number]} grid
 * @param {Layout} layout
 */
function placeColumn(part, grid, { mode, compact }) {
  const sideBySide = mode === 'columns';
  part.head.setCompact(compact);
  part.element.style.left = sideBySide ? `${grid.x}px` : '';
  part.element.style.width = sideBySide ? `${grid.columnWidth}px` : '';
  part.body.style.height = grid.height ? `${grid.height}px` : '';
  part.place(grid);
}

/**
 * Bodies begin below the tallest head, links where the bodies do.
 * @param {HTMLElement} stage
 * @param {import('./column.js').ColumnView[]} parts
 * @param {Layout} layout
 */
function alignBodies(stage, parts, { mode, bodyHeight }) {
  stage.style.removeProperty('--head-height');
  if (mode === 'rows') return;
  const tallest = Math.max(...parts.map(({ head }) => head.element.offsetHeight));
  stage.style.setProperty('--head-height', `${tallest}px`);
  stage.style.setProperty('--body-height', `${bodyHeight}px`);
}

/**
 * @param {...HTMLElement} parts
 * @returns {HTMLElement}
 */
export function createToolbar(...parts) {
  const toolbar = document.createElement('div');
  toolbar.className = 'network-toolbar';
  toolbar.dataset.screenOnly = '';
  toolbar.append(...parts);
  return toolbar;
}
