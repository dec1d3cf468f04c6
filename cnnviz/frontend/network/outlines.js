/**
 * Outlines of values over a map or strip: SVG path data, and the layer that draws it.
 *
 * @typedef {{x: number, y: number, width: number, height: number}} Box of a map or strip, CSS pixels
 * @typedef {(number[] | null)[]} Region sorted indices on each axis of a layer; null: all of them
 * @typedef {{rows: number, across: number}} Cells of the map or strip
 */

import { guardRepaints } from '../ui/repaint_guard.js';
import { spansOf } from '../ui/spans.js';
import { cellsOf } from './part_element.js';

/** So far outside of the values do their outlines run, CSS pixels. */
const AROUND = 1;
/** On maps up to this wide an outline hides more than it shows. */
const SMALL = 40;
/** Nor are the values of a strip outlined when they are smaller than this. */
const FINE = 8;
/** The bars beside such a map: how far off it, in the gap between two maps, and how thick. */
const BAR = { away: 1, thick: 2 };

/**
 * @param {Region} region
 * @returns {boolean} whether it says no more than "this whole map", or nothing at all
 */
export function saysNothing(region) {
  const within = region.slice(-2);
  return region.some((indices) => indices?.length === 0) || within.every((indices) => indices === null);
}

/**
 * Outlines of a map's part of a region.
 * @param {Region} region [maps, rows, columns]
 * @param {number} part the map
 * @param {Box} box
 * @param {Cells} cells
 * @param {number} [around] CSS pixels from the values to the line's middle
 * @returns {string} empty when the region leaves the map out
 */
export function mapOutline([maps, rows, columns], part, box, cells, around = AROUND) {
  if (maps && !maps.includes(part)) return '';
  return spans(rows, cells.rows).flatMap(([top, foot]) =>
    spans(columns, cells.across).map(([left, right]) =>
      rectangle(box, cells, [top, left, foot, right], around))).join('');
}

/**
 * @param {number[] | null} indices
 * @param {number} count
 * @returns {[number, number][]}
 */
const spans = (indices, count) => (indices ? spansOf(indices) : [[0, count - 1]]);

/** @param {Box} box @returns {boolean} whether a region is marked beside a map, not on it */
export const isSmall = ({ width }) => width <= SMALL;

/**
 * @param {Box} box
 * @param {Cells} cells
 * @returns {boolean} whether units are marked beside a strip, not on it
 */
export const isFine = ({ width }, { across }) => width / across < FINE;

/**
 * Bars above a map and left of it, to be filled: a region's columns and its rows. Nothing of the map
 * is hidden.
 * @param {Region} region [maps, rows, columns]
 * @param {number} part the map
 * @param {Box} box
 * @param {Cells} cells
 * @returns {string} empty when the region leaves the map out
 */
export function barsBeside([maps, rows, columns], part, { x, y, width, height }, cells) {
  if (maps && !maps.includes(part)) return '';
  const { away, thick } = BAR;
  const all = { rows: 1, across: 1 };
  const above = { x, y: y - away - thick, width, height: thick };
  const beside = { x: x - away - thick, y, width: thick, height };
  return [
    ...spans(columns, cells.across).map(([left, right]) =>
      rectangle(above, { ...all, across: cells.across }, [0, left, 0, right], 0)),
    ...spans(rows, cells.rows).map(([top, foot]) =>
      rectangle(beside, { ...all, rows: cells.rows }, [top, 0, foot, 0], 0)),
  ].join('');
}

/**
 * Bars left of a strip, at each line with one of the units.
 * @param {Region} region [units]
 * @param {Box} box
 * @param {Cells} cells
 * @returns {string}
 */
export const barsAtLines = ([units], box, cells) =>
  barsBeside([null, units?.map((unit) => Math.floor(unit / cells.across)) ?? null, []], 0, box, cells);

/**
 * Outlines of a strip's units.
 * @param {Region} region [units]
 * @param {Box} box
 * @param {Cells} cells `across` is how many stand on a line
 * @param {number} [around] CSS pixels from the units to the line's middle
 * @returns {string}
 */
export function stripOutline([units], box, cells, around = AROUND) {
  return spansOf(units ?? []).map(([first, last]) => {
    const [top, foot] = [first, last].map((unit) => Math.floor(unit / cells.across));
    const [left, right] = [first, last].map((unit) => unit % cells.across);
    if (top === foot) return rectangle(box, cells, [top, left, foot, right], around);
    return rectangle(box, cells, [top, 0, foot, cells.across - 1], around);
  }).join('');
}

/** Values smaller than this, in CSS pixels, are marked whole: a frame within them isn't seen. */
const FRAMED_FROM = 4;

/**
 * A small frame within each value that a mask picks, to be filled by the even-odd rule.
 * @param {ArrayLike<number>} mask of the whole layer
 * @param {number} part the map
 * @param {Box} box
 * @param {Cells} cells
 * @returns {string}
 */
export function maskOutline(mask, part, box, cells) {
  const size = cells.rows * cells.across;
  /** @type {string[]} */
  const frames = [];
  const isFramed = box.width / cells.across >= FRAMED_FROM;
  for (let i = 0; i < size; i += 1) {
    if (!mask[part * size + i]) continue;
    const [row, column] = [Math.floor(i / cells.across), i % cells.across];
    const cell = [row, column, row, column];
    frames.push(rectangle(box, cells, cell, 0), isFramed ? rectangle(box, cells, cell, -1.5) : '');
  }
  return frames.join('');
}

/**
 * The values of a map that aren't there yet while it fills in, row by row.
 * @param {number} done how many are
 * @param {Box} box
 * @param {Cells} cells
 * @returns {string}
 */
export function restOf(done, box, cells) {
  const [row, column] = [Math.floor(done / cells.across), done % cells.across];
  if (row >= cells.rows) return '';
  const last = [cells.rows - 1, cells.across - 1];
  const below = row + 1 < cells.rows ? rectangle(box, cells, [row + 1, 0, ...last], 0) : '';
  return rectangle(box, cells, [row, column, row, last[1]], 0) + below;
}

/**
 * @param {Box} box
 * @param {Cells} cells
 * @param {number[]} sides
 * @param {number} around
 */
function rectangle({ x, y, width, height }, { rows, across }, [top, left, foot, right], around) {
  const [down, beside] = [height / rows, width / across];
  const x0 = x + left * beside - around;
  const y0 = y + top * down - around;
  const x1 = x + (right + 1) * beside + around;
  const y1 = y + (foot + 1) * down + around;
  return `M${round(x0)} ${round(y0)}H${round(x1)}V${round(y1)}H${round(x0)}Z`;
}

/** @param {number} length */
const round = (length) => Math.round(100 * length) / 100;

/**
 * Outlines over the maps: what a value is made of, what it feeds, the way that max pooling took, and
 * the value itself. One SVG before all columns.
 *
 * @typedef {import('./focus.js').Scene} Scene
 *
 * @typedef {object} Draw path data of a part
 * @property {(part: number, box: Box, cells: Cells) => string} map
 * @property {(box: Box, cells: Cells) => string} [strip]
 *
 * @typedef {object} Outlines
 * @property {import('./units.js').Unit} unit
 * @property {Record<string, Region>} sources by layer
 * @property {Record<string, Region>} targets by layer
 * @property {Record<string, ArrayLike<number>>} paths by layer: 1 for each value on the way
 * @property {number | null} done of the unit's map: how many values are filled in, while it is played
 */

const SVG = 'http://www.w3.org/2000/svg';
const PATHS = ['rest', 'bars', 'target-halo', 'targets', 'halo', 'sources', 'way', 'unit-halo', 'unit'];
/** CSS pixels from the value itself to its frame, which must not lie on it; see outlines.css. */
const AROUND_UNIT = 2;
/** Where more than this share of what lies in the outline is on the way, frames say little. */
const FEW = 0.5;
const MOST_FRAMES = 800; // in a layer: more are too much for the eye, and for a frame's time

/** @param {HTMLElement} stage whose coordinates the outlines are in */
export function createOutlineLayer(stage) {
  const element = document.createElementNS(SVG, 'svg');
  element.setAttribute('class', 'outlines');
  element.setAttribute('aria-hidden', 'true');
  const paths = Object.fromEntries(PATHS.map((name) => {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('class', `outline-${name}`);
    element.append(path);
    return [name, path];
  }));
  guardRepaints(element);
  /** @type {Outlines | null} */
  let shown = null;
  /** @type {Map<Element, Box>} */
  let boxes = new Map();

  /**
   * Where a map or strip is on the stage; looked up once for each layout.
   * @param {Element} target
   */
  function boxOf(target) {
    const box = boxes.get(target) ?? measure(target);
    boxes.set(target, box);
    return box;
  }

  /**
   * @param {Element} target
   * @returns {Box}
   */
  function measure(target) {
    const [from, box] = [stage.getBoundingClientRect(), target.getBoundingClientRect()];
    return { x: box.left - from.left, y: box.top - from.top, width: box.width, height: box.height };
  }

  /**
   * Path data for every part of a column, of what `draw` makes of a map or `strip` of a strip.
   * @param {string} name
   * @param {Scene} scene
   * @param {Draw} draw
   */
  function over(name, { columns, parts }, { map, strip }) {
    const at = columns.findIndex((column) => column.name === name);
    const column = columns[at];
    if (!column || column.form === 'bars') return '';
    return parts[at].targets.map((target, part) => {
      const [box, cells] = [boxOf(target), cellsOf(target)];
      if (!cells) return '';
      return column.form === 'maps' ? map(part, box, cells) : strip?.(box, cells) ?? '';
    }).join('');
  }

  /**
   * @param {string} name
   * @param {Region} region
   * @param {Scene} scene
   * @param {number} [around]
   */
  const regionPath = (name, region, scene, around) => (saysNothing(region) ? '' : over(name, scene, {
    map: (part, box, cells) => mapOutline(region, part, box, cells, around),
    strip: (box, cells) => stripOutline(region, box, cells, around),
  }));

  /**
   * What is fed: outlined on large maps, marked beside small ones.
   * @param {string} name
   * @param {Region} region
   * @param {Scene} scene
   */
  const fedPath = (name, region, scene) => (saysNothing(region) ? '' : over(name, scene, {
    map: (part, box, cells) => (isSmall(box) ? '' : mapOutline(region, part, box, cells)),
    strip: (box, cells) => (isFine(box, cells) ? '' : stripOutline(region, box, cells)),
  }));
  /**
   * @param {string} name
   * @param {Region} region
   * @param {Scene} scene
   */
  const barsPath = (name, region, scene) => (saysNothing(region) ? '' : over(name, scene, {
    map: (part, box, cells) => (isSmall(box) ? barsBeside(region, part, box, cells) : ''),
    strip: (box, cells) => (isFine(box, cells) ? barsAtLines(region, box, cells) : ''),
  }));

  /**
   * @param {(name: string, region: Region, scene: Scene) => string} path
   * @param {Record<string, Region>} regions
   * @param {Scene} scene
   */
  const allPaths = (path, regions, scene) =>
    Object.entries(regions).map(([name, region]) => path(name, region, scene)).join('');

  /**
   * @param {[string, ArrayLike<number>]} way
   * @param {Record<string, Region>} sources
   * @param {Scene} scene
   */
  function wayPath([name, mask], sources, scene) {
    let count = 0;
    for (let i = 0; i < mask.length; i += 1) count += mask[i];
    const { shape } = scene.columns.find((column) => column.name === name) ?? { shape: [] };
    const all = shape.reduce((product, side, axis) =>
      product * (sources[name]?.[axis]?.length ?? side), 1);
    if (count > MOST_FRAMES || count > FEW * all) return '';
    return over(name, scene, { map: (part, box, cells) => maskOutline(mask, part, box, cells) });
  }

  /**
   * @param {Outlines} outlines
   * @param {Scene} scene
   */
  function restPath({ unit: { layer, unit }, done }, scene) {
    if (done === null) return '';
    return over(layer, scene, {
      map: (part, box, cells) => (part === unit[0] ? restOf(done, box, cells) : ''),
    });
  }

  /** @param {Scene} scene */
  function draw(scene) {
    boxes = new Map();
    if (shown) show(shown, scene);
  }

  /**
   * @param {Outlines | null} outlines
   * @param {import('./focus.js').Scene} scene
   */
  function show(outlines, scene) {
    shown = outlines;
    /**
     * @param {string} name
     * @param {string} data
     */
    const set = (name, data) => paths[name].setAttribute('d', data);
    if (!outlines) {
      PATHS.forEach((name) => set(name, ''));
      return;
    }
    const { unit: { layer, unit }, sources, targets, paths: ways } = outlines;
    const made = allPaths(regionPath, sources, scene);
    const own = regionPath(layer, unit.map((index) => [index]), scene, AROUND_UNIT);
    set('halo', made);
    set('sources', made);
    const fed = allPaths(fedPath, targets, scene);
    set('bars', allPaths(barsPath, targets, scene));
    set('target-halo', fed);
    set('targets', fed);
    set('way', Object.entries(ways).map((way) => wayPath(way, sources, scene)).join(''));
    set('unit-halo', own);
    set('unit', own);
    set('rest', restPath(outlines, scene));
  }

  return { element, draw, show };
}
