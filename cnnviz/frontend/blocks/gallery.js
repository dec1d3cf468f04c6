/** All maps of a layer as thumbnails, by activity or by number; only those in sight are painted. */

import { make } from '../inspector/elements.js';
import { createLegend } from '../network/legend.js';
import { partName } from '../network/columns.js';
import { createRangeChoice } from '../network/range_choice.js';
import { extent, scaleEnds } from '../network/ranges.js';
import { nearest } from '../network/steps.js';
import { formatCount } from '../numbers.js';
import { ownEnds } from './codes.js';
import { createThumbnail } from './thumbnail.js';

const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
/** CSS pixels of a thumbnail and of the gap beside it, as in panel.css. */
const [SIDE, GAP] = [56, 4];
const found = [0, 0];

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
 * @param {object} options
 * @param {(map: number) => void} options.onLook pointed at, or focused by keyboard
 * @param {(map: number, byKey: boolean) => void} options.onPick clicked, or Enter
 * @param {() => void} options.onRange the color scales span something else
 */
export function createGallery({ onLook, onPick, onRange }) {
  const count = make('span', 'gallery-count');
  const choice = make('select', '', new Option('most active first', 'activity'),
    new Option('by number', 'number'));
  const legend = createLegend('signed');
  let range = 'layer';
  const ranges = createRangeChoice({ value: range, choices: ['map', 'layer'], onChange(next) {
    range = next;
    paint();
    onRange();
  } });
  const grid = make('div', 'gallery-maps');
  grid.setAttribute('role', 'group');
  const element = make('div', 'block-gallery', make('div', 'gallery-head', count,
    make('label', '', 'Order ', choice), ranges.element, legend.element), grid);
  let [column, thumbnails, order, answer, kept] = [null, [], [], null, null];
  let frame = 0;

  choice.onchange = () => sort();
  grid.addEventListener('scroll', () => { frame ||= requestAnimationFrame(paint); });
  const resizing = new ResizeObserver(paint);
  resizing.observe(grid);

  const mapOf = (target) => thumbnails.findIndex(({ canvas }) => canvas === target);
  grid.addEventListener('pointerover', ({ target, pointerType }) => {
    if (pointerType !== 'touch' && mapOf(target) >= 0) onLook(mapOf(target));
  });
  grid.addEventListener('click', ({ target }) => {
    if (mapOf(target) >= 0) onPick(mapOf(target), false);
  });
  grid.addEventListener('focusin', ({ target }) => {
    if (mapOf(target) < 0) return;
    stopAt(mapOf(target));
    if (target.matches(':focus-visible')) onLook(mapOf(target), true);
  });
  grid.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || mapOf(event.target) < 0) return;
    if (event.key in MOVES) nearest(event.target, visible(2), MOVES[event.key])?.focus();
    else if (event.key === 'Home') thumbnails[order[0]].canvas.focus();
    else if (event.key === 'End') thumbnails[order.at(-1)].canvas.focus();
    else if (event.key === 'Enter' || event.key === ' ') onPick(mapOf(event.target), true);
    else return;
    event.preventDefault();
  });

  /** The gallery is one stop of the Tab key. */
  function stopAt(map) {
    thumbnails.forEach(({ canvas }, i) => { canvas.tabIndex = i === map ? 0 : -1; });
  }

  /** Canvases in sight, and so many rows around them. */
  function visible(around) {
    const perRow = Math.max(1, Math.floor((grid.clientWidth + GAP) / (SIDE + GAP)));
    const row = (at) => Math.floor(at / (SIDE + GAP));
    const first = Math.max(0, (row(grid.scrollTop) - around) * perRow);
    const last = (row(grid.scrollTop + grid.clientHeight) + 1 + around) * perRow;
    return order.slice(first, last).map((map) => thumbnails[map].canvas);
  }

  function paint() {
    frame = 0;
    if (!answer || !column) return;
    for (const canvas of visible(0)) {
      const map = mapOf(canvas);
      thumbnails[map].paint(answer.tensors.maps, map, column.meaning, answer.message.ends, endsOf(map));
    }
  }

  /** The values that a map's color scale has to hold. */
  function endsOf(map) {
    const { message: { ends }, tensors: { maps } } = answer;
    return range === 'layer' ? ends : ownEnds(maps, map, ends);
  }

  function sort() {
    if (!answer) return;
    const focused = thumbnails.find(({ canvas }) => canvas.matches(':focus'));
    order = orderOf(choice.value, answer.tensors.activity.data);
    grid.replaceChildren(...order.map((map) => thumbnails[map].canvas));
    if (focused) focused.canvas.focus();
    else stopAt(kept ?? order[0]);
    paint();
  }

  return {
    element,
    /** Whether the maps have come. */
    get isFilled() { return answer !== null; },
    /** @returns {number | null} the map that stands first */
    get first() { return order[0] ?? null; },
    /** @param {import('../network/columns.js').Column} next whose maps are shown */
    show(next) {
      [column, order, answer, kept] = [next, [], null, null];
      thumbnails = Array.from({ length: column.parts }, (_, map) => {
        const thumbnail = createThumbnail('gallery-map');
        thumbnail.setName(partName(column, map));
        return thumbnail;
      });
      grid.replaceChildren();
      grid.scrollTop = 0;
      grid.setAttribute('aria-label', `Maps of ${column.name}`);
      count.textContent = `${formatCount(column.parts)} maps`;
    },
    /**
     * @param {{message: {ends: [number, number]}, tensors: object}} next answer to "maps"
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
      const ends = scaleEnds(column.meaning, ...(range === 'layer' ? answer.message.ends : found));
      legend.show(ends, column.meaning);
      return ends;
    },
    /** @param {number | null} looked @param {number | null} pinned */
    mark(looked, pinned) {
      kept = pinned;
      thumbnails.forEach(({ canvas }, i) => {
        canvas.classList.toggle('is-looked-at', i === looked);
        canvas.classList.toggle('is-pinned', i === pinned);
      });
    },
    /** @param {number} map */
    focus(map) {
      thumbnails[map]?.canvas.focus();
    },
    destroy() {
      cancelAnimationFrame(frame);
      resizing.disconnect();
    },
  };
}
