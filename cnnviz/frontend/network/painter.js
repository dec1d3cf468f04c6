/** What the columns show: the values of the newest reading, or others laid over them, in colors. */

import { scaleEnds, scaleOf } from '../ui/ranges.js';
import { ownEnds } from './column.js';

/**
 * @typedef {import('./columns.js').Column} Column
 * @typedef {Record<string, {data: ArrayLike<number>}>} Tensors by layer
 *
 * @param {object} options
 * @param {'map' | 'layer' | 'network'} options.range
 */
export function createPainter({ range }) {
  /** @type {Column[]} */
  let columns = [];
  /** @type {import('./column.js').ColumnView[]} */
  let parts = [];
  /** @type {(ArrayLike<number> | null)[]} */
  let values = [];
  /** @type {Record<string, [number, number]>} */
  let ranges = {};
  /** @type {Tensors | null} */
  let over = null;
  /** @type {Tensors | null} */
  let weights = null;
  /** @type {import('./pointing.js').Place | null} */
  let focus = null; // the place whose own scale the legend tells, where each map has its own

  /** @param {number} i of the column */
  function paint(i) {
    const shown = shownValues(i);
    const { legend } = parts[i];
    if (!shown || !legend) return;
    const ends = endsOf(i, shown);
    const own = !ends && focus?.column === i
      ? ownEnds(meaningOf(i), columns[i], shown, focus.part) : null;
    parts[i].paint(shown, ends, meaningOf(i));
    legend.show(ends ?? own, scaleOf(meaningOf(i)));
  }

  /** @param {number} i */
  const shownValues = (i) => (over ? over[columns[i].name]?.data : values[i]);
  /**
   * @param {number} i
   * @returns {import('../ui/ranges.js').Meaning}
   */
  const meaningOf = (i) => (over ? 'signed' : columns[i].meaning);

  function paintAll() {
    parts.forEach((_, i) => paint(i));
    if (weights) paintKernels();
  }

  function paintKernels() {
    columns.forEach(({ name, kernel }, i) => {
      if (kernel && weights) parts[i].paintKernels(weights[`${name}.weight`]);
    });
  }

  /**
   * Ends of a column's scale; null when each map has its own.
   * @param {number} i
   * @param {ArrayLike<number>} shown
   */
  function endsOf(i, shown) {
    const { name, meaning, form, parts: count } = columns[i];
    if (range === 'map' && form === 'maps' && count > 1) return null;
    if (over) return ownEnds('signed', { ...columns[i], form: 'strip', parts: shown.length }, shown, 0);
    if (meaning === 'picture') return scaleEnds(meaning, 0, 1);
    if (range === 'network') return scaleEnds(meaning, ...networkRange(columns, ranges));
    return scaleEnds(meaning, ...ranges[name]);
  }

  return {
    paintAll,
    /** @returns {(ArrayLike<number> | null)[]} of each column's layer */
    get values() { return values; },
    /**
     * @param {Column[]} newColumns
     * @param {import('./column.js').ColumnView[]} newParts
     */
    begin(newColumns, newParts) {
      [columns, parts, over, focus, weights] = [newColumns, newParts, null, null, null];
      values = columns.map(() => null);
    },
    /** @param {Tensors} newWeights by their names in a network file, such as "conv1.weight" */
    paintKernels(newWeights) {
      weights = newWeights;
      paintKernels();
    },
    /**
     * @param {Record<string, [number, number]>} newRanges
     * @param {Tensors} tensors what is left out stays as it was
     */
    take(newRanges, tensors) {
      ranges = newRanges;
      columns.forEach(({ name }, i) => {
        if (tensors[name]) values[i] = tensors[name].data;
        if (!over && (tensors[name] || range === 'network')) paint(i);
      });
    },
    /** @param {'map' | 'layer' | 'network'} newRange */
    setRange(newRange) {
      range = newRange;
      paintAll();
    },
    /** @param {Tensors | null} tensors signed values to show in place of the layers' own */
    layOver(tensors) {
      over = tensors;
      paintAll();
    },
    /** @param {import('./pointing.js').Place | null} place */
    setFocus(place) {
      const before = focus;
      focus = place;
      if (range !== 'map') return;
      for (const at of new Set([before?.column, place?.column])) if (at !== undefined) paint(at);
    },
  };
}

/**
 * Lowest and highest value of the whole network: of every layer but the picture and the
 * probabilities, which have scales of their own.
 * @param {Column[]} columns
 * @param {Record<string, [number, number]>} ranges of a "reading" message
 * @returns {[number, number]}
 */
export function networkRange(columns, ranges) {
  const known = columns
    .filter(({ meaning }) => meaning === 'signed' || meaning === 'positive')
    .map(({ name }) => ranges[name])
    .filter(Boolean);
  return [Math.min(0, ...known.map(([low]) => low)), Math.max(0, ...known.map(([, high]) => high))];
}
