/** All maps in a row, with one camera for all, and marks that follow what is pointed at. */

import { clamp, fit, frameOf, largestZoom, stepFactor, whole, zoomed } from './camera.js';
import { buildChain, feeds, madeOf } from './chain.js';
import { createMapSet, numbersOf } from './map_set.js';
import { handleGestures } from './gestures.js';
import { layOut } from './layout.js';
import { handlePointing } from './pointing.js';
import { rangeOf, scaleFor } from './scales.js';
import { titleOf, formulaOf } from './words.js';

/**
 * @param {object} options
 * @param {(place: object|null) => void} options.onPoint  what is pointed at or pinned changed
 * @param {(map: HTMLElement) => void} options.onPin  a pixel of another map is pinned
 * @param {(zoom: {zoom: number, limit: number, shown: number}) => void} options.onZoom  shown: the
 *   zoom in whole factors
 */
export function createMapStrip({ onPoint, onPin, onZoom }) {
  const element = document.createElement('div');
  element.className = 'map-strip';
  const sets = new Map();
  let chain = [];
  let given = null; // what was last painted
  let frame = null;
  let camera = null;
  let limit = 1;
  let fitted = 1; // CSS pixels a picture pixel at zoom 1, of a map that has its column to itself
  let pointed = null; // {index, part, row, column}
  let revealed = null;
  let locked = null; // scales by key while they are locked
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
    isZoomed: () => camera && camera.zoom > 1,
    onZoom: zoomBy,
    onPan(rows, columns) {
      move({ ...camera, row: camera.row + rows, column: camera.column + columns });
    },
  });
  const resizing = new ResizeObserver(arrange);
  resizing.observe(element);

  /** The box under an event, with where it stands in the chain. */
  function boxAt({ target }) {
    const boxElement = target.closest?.('.map-box');
    if (!boxElement) return null;
    const index = chain.findIndex(({ key }) => sets.get(key)?.element.contains(boxElement));
    const part = index < 0 ? -1
      : sets.get(chain[index].key).boxes().findIndex((box) => box.element === boxElement);
    return part < 0 ? null : { index, part, box: sets.get(chain[index].key).boxes()[part] };
  }

  function locate(event) {
    const found = boxAt(event);
    if (!found) return null;
    const { row, column, inside } = found.box.pixelAt(event);
    return inside ? { index: found.index, part: found.part, row, column } : null;
  }

  function move(next) {
    camera = clamp(next, frame, limit);
    arrange();
  }

  function zoomBy(factor, still, own = fitted) {
    if (!camera) return;
    const kept = Math.min(Math.max(factor, 1 / camera.zoom), limit / camera.zoom);
    move(zoomed(camera, kept, own, still));
  }

  function arrange() {
    if (!given || !element.clientWidth) return;
    const layout = layOut({
      count: chain.length, frame, room: element.clientWidth, height: window.innerHeight,
    });
    fitted = layout.fitted;
    for (const name of ['columns', 'rows', 'rest']) {
      element.style.setProperty(`--${name}`, layout[name]);
    }
    element.dataset.rest = String(layout.isRoomy);
    limit = largestZoom(fitted);
    camera = clamp(camera, frame, limit);
    for (const { key } of chain) {
      sets.get(key).arrange(layout.width, frame, (w, h) => fit(frame, w, h), camera);
    }
    element.dataset.zoomed = String(camera.zoom > 1);
    onZoom({ zoom: camera.zoom, limit, shown: whole(fitted * camera.zoom) / fitted });
    mark();
  }

  function mark() {
    const isPlace = pointed && chain[pointed.index];
    const before = isPlace ? madeOf(chain, pointed.index, pointed) : [];
    const after = isPlace ? feeds(chain, pointed.index, pointed) : [];
    chain.forEach((link, index) => {
      const region = before[index] ?? after[index] ?? null;
      const next = chain[index + 1];
      const paddingMode = next?.paddingMode ?? 'zeros';
      const [rows, columns] = next?.axes ?? link.axes;
      const padding = [rows.before, columns.after, rows.after, columns.before];
      const hasBorder = next?.kind === 'feature' && padding.some(Boolean);
      sets.get(link.key).boxes().forEach((box, part) => box.mark({
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
      if (!sets.has(key)) sets.set(key, createMapSet(key));
      const set = sets.get(key).element;
      if (element.children[i] !== set) element.insertBefore(set, element.children[i] ?? null);
    });
  }

  function paint() {
    const { tensors, stages, ranges, sizes, caption, showing, isLocked } = given;
    const scales = {};
    shown = chain.map((link) => {
      const named = (kind) => (kind === 'picture' ? kind : `stage${link.stage + 1}.${kind}`);
      const range = (kind) =>
        (tensors[named(kind)] ? rangeOf(named(kind), ranges, tensors[named(kind)]) : null);
      const scale = (isLocked && locked?.[link.key])
        || scaleFor({ link, stages, range, showing });
      scales[link.key] = scale;
      const isActivated = link.kind === 'feature' && showing === 'activated';
      const tensor = (isActivated && tensors[named('activation')]) || tensors[link.key];
      sets.get(link.key).update(link, tensor, scale, {
        title: titleOf(link, stages),
        formula: link.kind === 'picture' ? caption ?? '' : formulaOf(link, sizes),
      });
      return tensor;
    });
    locked = scales;
  }

  return {
    element,
    /**
     * @param {object} answer  tensors ("picture" among them), stages, ranges, sizes,
     *   caption of the picture; showing and isLocked of the tools
     */
    update(answer) {
      const earlier = JSON.stringify(chain);
      given = answer;
      chain = buildChain(answer.stages, answer.tensors, answer.sizes);
      const isNew = JSON.stringify(chain) !== earlier;
      if (isNew) place();
      paint();
      if (!isNew) return mark();
      frame = frameOf(chain);
      camera ??= { zoom: 1, row: 0, column: 0 };
      pointing.check();
      return arrange();
    },
    chain: () => chain,
    /** @returns {HTMLCanvasElement|null} what a kernel of a stage makes, alone or with the others */
    featureOf(stage, kernel) {
      const boxes = sets.get(`stage${stage + 1}.feature`)?.boxes() ?? [];
      return (boxes[kernel] ?? boxes[0])?.canvas ?? null;
    },
    /** By a button: a step that is seen. */
    zoomBy: (factor) => camera && zoomBy(stepFactor(camera.zoom, factor, fitted)),
    /** Show everything again. */
    zoomOut: () => camera && move({ ...camera, zoom: 1 }),
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
