/** All maps in a row, with one camera for all, and marks that follow what is pointed at. */

import { closest } from '../../ui/find.js';
import { clamp, fit, frameOf, largestZoom, stepFactor, whole, zoomed } from './camera.js';
import { buildChain, feeds, madeOf } from './chain.js';
import { createMapSet, numbersOf } from './map_set.js';
import { handleGestures } from './gestures.js';
import { layOut } from './layout.js';
import { handlePointing } from './pointing.js';
import { rangeOf, scaleFor } from './scales.js';
import { titleOf, formulaOf } from './words.js';

/**
 * @typedef {import('./pointing.js').Place} Place
 * @typedef {import('./pointing.js').Pointed} Pointed
 * @typedef {ReturnType<typeof createMapStrip>} MapStrip
 *
 * @typedef {object} Given  an answer, and how it is to be shown
 * @property {Record<string, import('./arithmetic.js').Tensor>} tensors  "picture" among them
 * @property {import('../state.js').Stage[]} stages
 * @property {Record<string, [number, number]>} ranges
 * @property {Record<string, [import('./geometry.js').OutputSize, import('./geometry.js').OutputSize]>} sizes
 * @property {string} [caption]  of the picture
 * @property {import('../state.js').Showing} showing
 * @property {boolean} isLocked
 *
 * @param {object} options
 * @param {(place: Place | null) => void} options.onPoint  what is pointed at or pinned changed
 * @param {(map: HTMLElement) => void} options.onPin  a pixel of another map is pinned
 * @param {(zoom: {zoom: number, limit: number, shown: number}) => void} options.onZoom  shown: the
 *   zoom in whole factors
 */
export function createMapStrip({ onPoint, onPin, onZoom }) {
  const element = document.createElement('div');
  element.className = 'map-strip';
  /** @type {Map<string, import('./map_set.js').MapSet>} */
  const sets = new Map();
  /** @type {import('./chain.js').Link[]} */
  let chain = [];
  /** @type {Given | null} */
  let given = null; // what was last painted
  /** @type {import('./camera.js').Extent | null} */
  let frame = null;
  /** @type {import('./camera.js').Camera | null} */
  let camera = null;
  let limit = 1;
  let fitted = 1; // CSS pixels a picture pixel at zoom 1, of a map that has its column to itself
  /** @type {import('./pointing.js').Place | null} */
  let pointed = null; // {index, part, row, column}
  /** @type {((index: number) => ((row: number) => number) | null) | null} */
  let revealed = null;
  /** @type {Record<string, import('./scales.js').Scale> | null} */
  let locked = null; // scales by key while they are locked
  /** @type {import('./arithmetic.js').Tensor[]} */
  let shown = [];

  const pointing = handlePointing(element, {
    locate,
    chain: () => chain,
    onPin,
    onPoint(place) {
      pointed = place;
      mark();
      onPoint(place);
    },
  });
  const gestures = handleGestures(element, {
    boxAt,
    isZoomed: () => camera !== null && camera.zoom > 1,
    onZoom: zoomBy,
    onPan(rows, columns) {
      if (camera) move({ ...camera, row: camera.row + rows, column: camera.column + columns });
    },
  });
  /** @param {string} key of a link */
  const boxesOf = (key) => sets.get(key)?.boxes() ?? [];
  const resizing = new ResizeObserver(arrange);
  resizing.observe(element);

  /**
   * The box under an event, with where it stands in the chain.
   * @param {{target: EventTarget | null}} event
   */
  function boxAt({ target }) {
    const boxElement = closest(target, '.map-box');
    if (!boxElement) return null;
    const index = chain.findIndex(({ key }) => sets.get(key)?.element.contains(boxElement));
    const boxes = index < 0 ? [] : boxesOf(chain[index].key);
    const part = boxes.findIndex((box) => box.element === boxElement);
    return part < 0 ? null : { index, part, box: boxes[part] };
  }

  /** @param {Pointed} event */
  function locate(event) {
    const found = boxAt(event);
    if (!found) return null;
    const { row, column, inside } = found.box.pixelAt(event);
    return inside ? { index: found.index, part: found.part, row, column } : null;
  }

  /** @param {import('./camera.js').Camera} next */
  function move(next) {
    if (!frame) return;
    camera = clamp(next, frame, limit);
    arrange();
  }

  /**
   * @param {number} factor
   * @param {{row: number, column: number} | undefined} still
   * @param {number} [own]
   */
  function zoomBy(factor, still, own = fitted) {
    if (!camera) return;
    const kept = Math.min(Math.max(factor, 1 / camera.zoom), limit / camera.zoom);
    move(zoomed(camera, kept, own, still));
  }

  function arrange() {
    const around = frame;
    if (!given || !around || !camera || !element.clientWidth) return;
    const layout = layOut({
      count: chain.length, frame: around, room: element.clientWidth, height: window.innerHeight,
    });
    fitted = layout.fitted;
    for (const name of /** @type {const} */ (['columns', 'rows', 'rest'])) {
      element.style.setProperty(`--${name}`, String(layout[name]));
    }
    element.dataset.rest = String(layout.isRoomy);
    limit = largestZoom(fitted, chain);
    camera = clamp(camera, around, limit);
    for (const { key } of chain) {
      sets.get(key)?.arrange(layout.width, around, (w, h) => fit(around, w, h), camera);
    }
    element.dataset.zoomed = String(camera.zoom > 1);
    onZoom({ zoom: camera.zoom, limit, shown: whole(fitted * camera.zoom) / fitted });
    mark();
  }

  function mark() {
    const at = pointed && chain[pointed.index] ? pointed : null;
    const before = at ? madeOf(chain, at.index, at) : [];
    const after = at ? feeds(chain, at.index, at) : [];
    chain.forEach((link, index) => {
      const region = before[index] ?? after[index] ?? null;
      const next = chain[index + 1];
      const paddingMode = next?.paddingMode ?? 'zeros';
      const [rows, columns] = next?.axes ?? link.axes;
      const padding = [rows.before, columns.after, rows.after, columns.before];
      const hasBorder = next?.kind === 'feature' && padding.some(Boolean);
      boxesOf(link.key).forEach((box, part) => box.mark({
        region: region && (region.part === null || region.part === part
          || link.kind === 'picture') ? region : null,
        numbersAt: numbersOf(shown[index], link.kind === 'picture'
          ? shown[index].shape.map((_, i) => i).slice(0, link.shape[0]) : [part], paddingMode),
        padding: hasBorder ? padding : null,
        revealed: revealed ? revealed(index) : null,
      }));
    });
  }

  function place() {
    for (const [key, set] of sets) {
      if (chain.some((link) => link.key === key)) continue;
      set.element.remove();
      sets.delete(key);
    }
    chain.forEach(({ key }, i) => {
      const known = sets.get(key) ?? createMapSet(key);
      sets.set(key, known);
      const set = known.element;
      if (element.children[i] !== set) element.insertBefore(set, element.children[i] ?? null);
    });
  }

  /** @param {Given} answer */
  function paint(answer) {
    const { tensors, stages, ranges, sizes, caption, showing, isLocked } = answer;
    /** @type {Record<string, import('./scales.js').Scale>} */
    const scales = {};
    shown = chain.map((link) => {
      /** @param {string} kind */
      const named = (kind) => (kind === 'picture' ? kind : `stage${link.stage + 1}.${kind}`);
      /** @param {string} kind */
      const range = (kind) =>
        (tensors[named(kind)] ? rangeOf(named(kind), ranges, tensors[named(kind)]) : null);
      const scale = (isLocked && locked?.[link.key])
        || scaleFor({ link, stages, range, showing });
      scales[link.key] = scale;
      const isActivated = link.kind === 'feature' && showing === 'activated';
      const tensor = (isActivated && tensors[named('activation')]) || tensors[link.key];
      sets.get(link.key)?.update(link, tensor, scale, {
        title: titleOf(link, stages),
        formula: link.kind === 'picture' ? caption ?? '' : formulaOf(link, sizes),
      });
      return tensor;
    });
    locked = scales;
  }

  return {
    element,
    /** @param {Given} answer */
    update(answer) {
      const earlier = JSON.stringify(chain);
      given = answer;
      chain = buildChain(answer.stages, answer.tensors, answer.sizes);
      const isNew = JSON.stringify(chain) !== earlier;
      if (isNew) place();
      paint(answer);
      if (!isNew) return mark();
      frame = frameOf(chain);
      camera ??= { zoom: 1, row: 0, column: 0 };
      pointing.check();
      return arrange();
    },
    chain: () => chain,
    /**
     * @param {number} stage
     * @param {number} kernel
     * @returns {HTMLCanvasElement|null} what a kernel of a stage makes, alone or with the others
     */
    featureOf(stage, kernel) {
      const boxes = sets.get(`stage${stage + 1}.feature`)?.boxes() ?? [];
      return (boxes[kernel] ?? boxes[0])?.canvas ?? null;
    },
    /**
     * By a button: a step that is seen.
     * @param {number} factor
     */
    zoomBy(factor) {
      if (camera) zoomBy(stepFactor(camera.zoom, factor, fitted), undefined);
    },
    /** Show everything again. */
    zoomOut() {
      if (camera) move({ ...camera, zoom: 1 });
    },
    point: pointing.point,
    /** @param {((index: number) => ((row: number) => number)|null)|null} rows  while playing */
    reveal(rows) {
      revealed = rows;
    },
    destroy() {
      resizing.disconnect();
      gestures.destroy();
      pointing.destroy();
      element.remove();
    },
  };
}
