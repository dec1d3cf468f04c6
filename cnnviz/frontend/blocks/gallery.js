/**
 * All maps of a layer as thumbnails, by activity or by number. There may be over a thousand: only those
 * in sight, and a row around them, stand on the page.
 */

import { partName } from '../network/columns.js';
import { make } from '../ui/elements.js';
import { nearest } from '../ui/keyboard.js';
import { createLegend } from '../ui/legend.js';
import { formatCount } from '../ui/numbers.js';
import { createRangeChoice } from '../ui/range_choice.js';
import { extent, scaleEnds, scaleOf } from '../ui/ranges.js';
import { ownEnds } from './codes.js';
import { createThumbnail } from './thumbnail.js';

/** @type {Record<string, [number, number]>} */
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const found = [0, 0];

/**
 * @typedef {import('../live/frame.js').Frame<import('../live/messages.js').Maps>} Maps
 *
 * @param {object} options
 * @param {(map: number, byKey: boolean) => void} options.onLook pointed at, or focused by keyboard
 * @param {(map: number, byKey: boolean) => void} options.onPick clicked, or Enter
 * @param {() => void} options.onRange the color scales span something else
 */
export function createGallery({ onLook, onPick, onRange }) {
  const count = make('span', 'gallery-count');
  const choice = make('select', '', new Option('most active first', 'activity'),
    new Option('by number', 'number'));
  const legend = createLegend('signed');
  /** @type {import('../ui/ranges.js').RangeChoice} */
  let range = 'layer';
  const ranges = createRangeChoice({ value: range, choices: ['map', 'layer'], onChange(next) {
    range = next;
    paint();
    onRange();
  } });
  const rows = make('div', 'gallery-rows');
  const grid = make('div', 'gallery-maps', rows);
  grid.setAttribute('role', 'group');
  const element = make('div', 'block-gallery', make('div', 'gallery-head', count,
    make('label', '', 'Order ', choice), ranges.element, legend.element), grid);
  /** @type {import('../network/columns.js').Column | null} */
  let column = null;
  /** @type {ReturnType<typeof createThumbnail>[]} */
  let thumbnails = []; // by map
  /** @type {number[]} */
  let order = [];
  /** @type {Maps | null} */
  let answer = null;
  /** @type {number[]} */
  let shown = []; // maps that stand on the page
  /** @type {number | null} */
  let looked = null;
  /** @type {number | null} */
  let picked = null;
  /** @type {number | null} */
  let stop = null; // the gallery is one stop of the Tab key
  let frame = 0;

  choice.onchange = () => sort();
  grid.addEventListener('scroll', () => { frame ||= requestAnimationFrame(paint); });
  const resizing = new ResizeObserver(paint);
  resizing.observe(grid);

  /** @param {EventTarget | null} target */
  const mapOf = (target) => shown.find((map) => thumbnails[map].canvas === target) ?? null;
  grid.addEventListener('pointerover', ({ target, pointerType }) => {
    const map = mapOf(target);
    if (pointerType !== 'touch' && map !== null) onLook(map, false);
  });
  grid.addEventListener('click', ({ target }) => {
    const map = mapOf(target);
    if (map !== null) onPick(map, false);
  });
  grid.addEventListener('focusin', ({ target }) => {
    const map = mapOf(target);
    if (map === null) return;
    stop = map;
    setStop();
    if (thumbnails[map].canvas.matches(':focus-visible')) onLook(map, true);
  });
  grid.addEventListener('keydown', (event) => {
    const map = mapOf(event.target);
    if (event.ctrlKey || event.altKey || event.metaKey || map === null) return;
    if (event.key in MOVES) nearest(thumbnails[map].canvas, canvases(), MOVES[event.key])?.focus();
    else if (event.key === 'Home') focus(order[0]);
    else if (event.key === 'End') focus(order[order.length - 1]);
    else if (event.key === 'Enter' || event.key === ' ') onPick(map, true);
    else return;
    event.preventDefault();
  });

  const canvases = () => shown.map((map) => thumbnails[map].canvas);

  function setStop() {
    const entry = stop !== null && shown.includes(stop) ? stop : shown[0];
    for (const map of shown) thumbnails[map].canvas.tabIndex = map === entry ? 0 : -1;
  }

  /** @param {import('../network/columns.js').Column} layer */
  function place(layer) {
    const sight = { width: rows.clientWidth, height: grid.clientHeight, top: grid.scrollTop };
    const { first, last, above, below } = inSight(sight, order.length);
    const next = order.slice(first, last);
    if (next.join() === shown.join()) return;
    const focused = shown.find((map) => thumbnails[map].canvas.matches(':focus'));
    shown = next;
    for (const map of shown) thumbnails[map] ??= makeThumbnail(map, layer);
    Object.assign(rows.style, { paddingTop: `${above}px`, paddingBottom: `${below}px` });
    rows.replaceChildren(...canvases());
    setStop();
    if (focused !== undefined && shown.includes(focused)) thumbnails[focused].canvas.focus({ preventScroll: true });
  }

  /**
   * @param {number} map
   * @param {import('../network/columns.js').Column} layer
   */
  function makeThumbnail(map, layer) {
    const thumbnail = createThumbnail('gallery-map');
    thumbnail.setName(partName(layer, map));
    return thumbnail;
  }

  function paint() {
    frame = 0;
    if (!answer || !column) return;
    place(column);
    const { tensors: { maps }, message: { ends } } = answer;
    for (const map of shown) {
      thumbnails[map].paint(maps, map, column.meaning, ends, endsOf(map, answer));
      thumbnails[map].canvas.classList.toggle('is-looked-at', map === looked);
      thumbnails[map].canvas.classList.toggle('is-pinned', map === picked);
    }
  }

  /**
   * The values that a map's color scale has to hold.
   * @param {number} map
   * @param {Maps} of
   */
  function endsOf(map, { message: { ends }, tensors: { maps } }) {
    return range === 'layer' ? ends : ownEnds(maps, map, ends);
  }

  function sort() {
    if (!answer) return;
    const by = choice.value === 'number' ? 'number' : 'activity';
    order = orderOf(by, answer.tensors.activity.data);
    paint();
  }

  /** @param {number} map */
  function focus(map) {
    const at = order.indexOf(map);
    if (!shown.includes(map)) {
      grid.scrollTop = Math.floor(at / perRowOf(rows.clientWidth)) * PITCH;
      paint();
    }
    thumbnails[map]?.canvas.focus();
  }

  return {
    element,
    focus,
    /** Whether the maps have come. */
    get isFilled() { return answer !== null; },
    /** @returns {number | null} the map that stands first */
    get first() { return order[0] ?? null; },
    /** @param {import('../network/columns.js').Column} next whose maps are shown */
    show(next) {
      [column, order, answer, thumbnails, shown] = [next, [], null, [], []];
      [looked, picked, stop] = [null, null, null];
      rows.replaceChildren();
      grid.scrollTop = 0;
      grid.setAttribute('aria-label', `Maps of ${next.name}`);
      count.textContent = `${formatCount(next.parts)} maps`;
    },
    /**
     * @param {Maps} next answer to "maps"
     * @param {boolean} isResting whether the order may change
     */
    take(next, isResting) {
      const isFirst = !answer;
      answer = next;
      if (isFirst || isResting) sort();
      else paint();
    },
    /**
     * @param {ArrayLike<number>} values of the map that is looked at
     * @returns {[number, number]} ends of its color scale; the legend tells them
     */
    scaleOf(values) {
      extent(values, 0, values.length, found);
      const meaning = column?.meaning ?? 'signed';
      const [low, high] = range === 'layer' && answer ? answer.message.ends : found;
      const ends = scaleEnds(meaning, low, high);
      legend.show(ends, scaleOf(meaning));
      return ends;
    },
    /** @param {number | null} nextLooked @param {number | null} nextPicked */
    mark(nextLooked, nextPicked) {
      [looked, picked] = [nextLooked, nextPicked];
      stop = picked ?? stop;
      paint();
    },
    destroy() {
      cancelAnimationFrame(frame);
      resizing.disconnect();
    },
  };
}

/** CSS pixels of a thumbnail and of the gap beside it, as in maps.css. */
const [SIDE, GAP] = [56, 4];
export const PITCH = SIDE + GAP;

/**
 * @param {number} width CSS pixels there are
 * @returns {number} how many maps stand in a row
 */
export const perRowOf = (width) => Math.max(1, Math.floor((width + GAP) / PITCH));

/**
 * Which map stands where.
 * @param {'activity' | 'number'} by
 * @param {ArrayLike<number>} activity mean |value| of each map
 * @returns {number[]} maps, the first first
 */
export function orderOf(by, activity) {
  const maps = Array.from(activity, (_, i) => i);
  return by === 'number' ? maps : maps.sort((a, b) => activity[b] - activity[a]);
}

/**
 * Which places of the grid are in sight, and one row around them. Pure.
 * @param {{width: number, height: number, top: number}} sight CSS pixels, and how far it is scrolled
 * @param {number} count of all maps
 * @returns {{first: number, last: number, above: number, below: number}} places from 0, `last`
 *   exclusive; CSS pixels of the rows that are left out
 */
export function inSight({ width, height, top }, count) {
  const perRow = perRowOf(width);
  const rows = Math.ceil(count / perRow);
  const from = Math.min(Math.max(0, Math.floor(top / PITCH) - 1), Math.max(0, rows - 1));
  const to = Math.min(rows, Math.ceil((top + height) / PITCH) + 1);
  return { first: from * perRow, last: Math.min(count, to * perRow), above: from * PITCH,
    below: (rows - to) * PITCH };
}
