/**
 * Outlines over the maps: what a value is made of, what it feeds, the way that max pooling took, and
 * the value itself. One SVG before all columns.
 *
 * @typedef {import('./outlines.js').Region} Region
 * @typedef {import('./outlines.js').Box} Box
 * @typedef {import('./outlines.js').Cells} Cells
 * @typedef {import('./spotlight.js').Scene} Scene
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

import { coverSteadily } from '../ui/repaint_guard.js';
import {
  barsAtLines, barsBeside, isFine, isSmall, mapOutline, maskOutline, restOf, saysNothing, stripOutline,
} from './outlines.js';
import { cellsOf } from './part_element.js';

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
  coverSteadily(element);
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
   * @param {import('./spotlight.js').Scene} scene
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
