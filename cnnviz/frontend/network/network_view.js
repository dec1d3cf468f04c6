/**
 * The whole network at a glance: a column per layer, the links between them, the probabilities.
 * `describe` builds it from a "network" message, `update` paints a "reading".
 */

import { createBars, stylesheet as barsStylesheet } from '../bars.js';
import { createColumn, ownEnds } from './column.js';
import { columnsOf } from './columns.js';
import { layoutNetwork } from './layout.js';
import { createLinkLayer } from './link_layer.js';
import { watchPointing } from './pointing.js';
import { createRangeChoice } from './range_choice.js';
import { networkRange, scaleEnds } from './ranges.js';
import { createReadout } from './readout.js';
import { createSpotlight } from './spotlight.js';
import { watchVisible } from './watch_visible.js';

/** Addresses of the style sheets this view wants. */
export const stylesheets = [new URL('./network.css', import.meta.url).href, barsStylesheet];

/**
 * @typedef {Record<string, {shape: number[], data: ArrayLike<number>}>} Tensors
 *
 * @param {object} options
 * @param {(layers: string[]) => void} [options.onWant] told which layers are on the screen
 * @param {'map' | 'layer' | 'network'} [options.range]
 * @returns {{element: HTMLElement, picture: HTMLElement,
 *   describe: (message: object, tensors: Tensors) => void,
 *   update: (message: object, tensors: Tensors) => void,
 *   setRange: (range: 'map' | 'layer' | 'network') => void,
 *   setBarsApart: (apart: boolean) => void, bars: HTMLElement | null, destroy: () => void}}
 */
export function createNetworkView({ onWant = () => {}, range = 'layer' } = {}) {
  const element = document.createElement('div');
  element.className = 'network';
  const readout = createReadout();
  const choice = createRangeChoice({ value: range, onChange: setRange });
  const toolbar = document.createElement('div');
  toolbar.className = 'network-toolbar';
  toolbar.dataset.screenOnly = '';
  toolbar.append(readout.element, choice.element);
  const stage = document.createElement('div');
  stage.className = 'network-columns';
  const links = createLinkLayer();
  const spotlight = createSpotlight(links, readout);
  element.append(toolbar, stage);

  let [columns, parts, layout, bars, visible] = [[], [], null, null, null];
  let [network, barsApart, latest] = [null, false, null];
  let [described, weights, values, ranges, place] = ['', {}, [], {}, null];

  const resizing = new ResizeObserver(() => {
    if (stage.clientWidth !== layout?.width) relayout();
  });
  resizing.observe(stage);
  document.fonts.addEventListener('loadingdone', relayout);
  const pointing = watchPointing(stage, { columns: () => parts, onPlace: showPlace });

  /** The same network described again, as after a lost connection, changes nothing on the page. */
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
    paintKernels();
  }

  function paintKernels() {
    columns.forEach(({ name, kernel }, i) => kernel && parts[i].paintKernels(weights[`${name}.weight`]));
  }

  function build() {
    visible?.destroy();
    pointing.release();
    [place, layout] = [null, null];
    columns = columnsOf(network).filter(({ form }) => form !== 'bars' || !barsApart);
    element.classList.toggle('bars-apart', barsApart);
    values = columns.map(() => null);
    parts = columns.map((column) =>
      createColumn(column, column.form === 'bars' ? bars.element : null));
    stage.replaceChildren(links.element, ...parts.map((part) => part.element));
    relayout();
    parts[0].targets[0].tabIndex = 0;
    visible = watchVisible(new Map(parts.slice(1).map((part, i) =>
      [part.element, columns[i + 1].name])), onWant);
  }

  function relayout() {
    const width = stage.clientWidth;
    if (!width || !columns.length) return;
    const heads = parts.map(({ head }) => head.widths());
    layout = { ...layoutNetwork(columns, width, heads), width };
    element.dataset.mode = layout.mode;
    parts.forEach((part, i) => placeColumn(part, layout.columns[i]));
    links.draw(columns, layout);
    alignBodies();
    parts.forEach((_, i) => paint(i));
    spotlight.show(place, scene());
  }

  function placeColumn(part, grid) {
    const sideBySide = layout.mode === 'columns';
    part.head.setCompact(layout.compact);
    part.element.style.left = sideBySide ? `${grid.x}px` : '';
    part.element.style.width = sideBySide ? `${grid.columnWidth}px` : '';
    part.body.style.height = grid.height ? `${grid.height}px` : '';
    part.place(grid);
  }

  /** Bodies begin below the tallest head, links where the bodies do. */
  function alignBodies() {
    stage.style.removeProperty('--head-height');
    if (layout.mode === 'rows') return;
    const tallest = Math.max(...parts.map(({ head }) => head.element.offsetHeight));
    stage.style.setProperty('--head-height', `${tallest}px`);
    stage.style.setProperty('--body-height', `${layout.bodyHeight}px`);
  }

  function update(message, tensors) {
    ranges = message.ranges;
    for (let i = 0; i < columns.length; i += 1) {
      const tensor = tensors[columns[i].name];
      if (tensor) values[i] = tensor.data;
      if (tensor || range === 'network') paint(i);
    }
    latest = [message, tensors];
    readout.setBlank(message.blank);
    bars?.update(message.blank ? null : tensors[network.layers.at(-1).name].data);
    if (place) spotlight.say(place, scene());
  }

  function paint(i) {
    if (!values[i] || !parts[i].legend) return;
    parts[i].paint(values[i], endsOf(i));
    showLegend(i);
  }

  function showLegend(i) {
    if (!values[i] || !parts[i].legend) return;
    const own = place?.column === i ? ownEnds(columns[i], values[i], place.part) : null;
    parts[i].legend.show(endsOf(i) ?? own);
  }

  /** Ends of a column's scale; null when each map has its own. */
  function endsOf(i) {
    const { name, meaning } = columns[i];
    if (meaning === 'picture') return scaleEnds(meaning);
    if (range === 'map' && columns[i].form === 'maps' && columns[i].parts > 1) return null;
    if (range === 'map') return scaleEnds(meaning, ...ranges[name]);
    if (range === 'network') return scaleEnds(meaning, ...networkRange(columns, ranges));
    return scaleEnds(meaning, ...ranges[name]);
  }

  function setRange(newRange) {
    range = newRange;
    choice.set(range);
    parts.forEach((_, i) => paint(i));
  }

  /** Whether the bars stand where the caller puts them, or as the last column. */
  function setBarsApart(apart) {
    if (apart === barsApart) return;
    barsApart = apart;
    bars?.setStanding(apart);
    if (!network) return;
    build();
    paintKernels();
    if (latest) update(...latest);
  }

  function showPlace(newPlace) {
    const before = place;
    place = newPlace;
    if (!layout) return;
    if (samePart(before, place, columns)) spotlight.say(place, scene());
    else spotlight.show(place, scene());
    if (range === 'map') parts.forEach((_, i) => showLegend(i));
  }

  const scene = () => ({ columns, parts, layout, values, weights });

  return {
    element,
    /** The columns without the controls, for `savePNG`. */
    picture: stage,
    /** Names of all layers that can be asked for. */
    get layers() { return columns.slice(1).map(({ name }) => name); },
    /** The bars, to be put somewhere while they stand apart; null before `describe`. */
    get bars() { return bars?.element ?? null; },
    describe, update, setRange, setBarsApart,
    destroy() {
      resizing.disconnect();
      document.fonts.removeEventListener('loadingdone', relayout);
      pointing.destroy();
      visible?.destroy();
      element.remove();
    },
  };
}

/** Within one map the links stay as they are; in a strip every unit has its own. */
const samePart = (a, b, columns) =>
  a && b && a.column === b.column && a.part === b.part && columns[a.column].form === 'maps';
