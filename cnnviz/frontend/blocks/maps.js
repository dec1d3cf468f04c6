/**
 * A layer's maps: all of them small, one in full, a value of it. What is pointed at is looked at;
 * what is picked stays, while the photo moves, too.
 *
 * @typedef {import('../network/units.js').Unit} Unit
 */

import { createLatest } from '../live/latest.js';
import { createGallery } from './gallery.js';
import { createMapView, strongestPlace } from './map_view.js';

const THUMBNAIL_SIDE = 56;

/**
 * @param {object} options
 * @param {import('../live/messages.js').Ask} options.ask
 * @param {(unit: Unit | null, isPinned: boolean) => void} options.onUnit the value that is meant
 * @param {(map: number) => void} options.onMap the map that is enlarged
 * @param {(sentence: string) => void} options.onProblem
 */
export function createMaps({ ask, onUnit, onMap, onProblem }) {
  /** @type {import('../network/columns.js').Column | null} */
  let column = null;
  let isResting = true;
  /** @type {number | null} */
  let looked = null; // a map
  /** @type {number | null} */
  let picked = null;
  /** @type {[number, number] | null} */
  let pointed = null; // a place in the map that is looked at
  /** @type {[number, number] | null} */
  let pinned = null;
  let wantsStrongest = false; // a map was picked whose numbers are still to come

  const gallery = createGallery({ onLook: look, onPick: pick, onRange: paint });
  const view = createMapView({
    onPoint(place) {
      pointed = place;
      tell();
    },
    onPin: (place) => pin(isPinned(place) ? null : place),
  });
  /** @param {[number, number]} place */
  const isPinned = (place) => place.every((at, i) => at === pinned?.[i]);

  const all = createLatest({
    ask: (/** @type {{layer: string, mayOrder: boolean}} */ { layer }) => ask({ type: 'maps', layer, side: THUMBNAIL_SIDE }),
    onAnswer(frame, { layer, mayOrder }) {
      if (layer !== column?.name) return;
      onProblem('');
      gallery.take(frame, mayOrder);
      paint();
      if (looked === null && gallery.first !== null) lookAt(gallery.first);
    },
    onProblem,
  });
  const one = createLatest({
    ask: (/** @type {{layer: string, map: number}} */ { layer, map }) => ask({ type: 'map', layer, map }),
    onAnswer({ tensors: { map: { data } } }, { layer, map }) {
      if (layer !== column?.name || map !== looked) return;
      view.take(data);
      paint();
      if (!wantsStrongest) return;
      wantsStrongest = false;
      pin(strongestPlace(data, column.across));
    },
    onProblem,
  });

  function paint() {
    if (view.values && gallery.isFilled) view.paint(gallery.scaleOf(view.values));
  }

  /** Asked after the thumbnails: they tell the ends of the layer's colors. */
  function askAll() {
    if (!column) return;
    all.put({ layer: column.name, mayOrder: isResting });
    if (looked !== null) one.put({ layer: column.name, map: looked });
  }

  /** @param {number} map */
  function lookAt(map) {
    if (!column) return;
    looked = map;
    view.show(column, map);
    gallery.mark(looked, picked);
    one.put({ layer: column.name, map });
    onMap(map);
  }

  /**
   * A map that is picked stays, unless the keyboard goes on to another.
   * @param {number} map
   * @param {boolean} [byKey]
   */
  function look(map, byKey = false) {
    if (map === looked || (picked !== null && !byKey)) return;
    letMapGo();
    lookAt(map);
  }

  /**
   * @param {number} map
   * @param {boolean} byKey
   */
  function pick(map, byKey) {
    if (map === picked && !byKey) {
      letMapGo();
      return;
    }
    if (map !== picked) choose(map);
    wantsStrongest = pinned === null;
    if (wantsStrongest && column) one.put({ layer: column.name, map });
    if (byKey) view.focus();
  }

  /** @param {number} map */
  function choose(map) {
    picked = map;
    [pointed, pinned] = [null, null];
    lookAt(map);
    tell();
  }

  function letMapGo() {
    wantsStrongest = false;
    if (pinned) pin(null);
    if (picked === null) return;
    picked = null;
    gallery.mark(looked, picked);
  }

  /** @param {[number, number] | null} place */
  function pin(place) {
    if (place && looked !== null && picked !== looked) choose(looked);
    pinned = place;
    tell();
  }

  function tell() {
    const place = pinned ?? pointed;
    view.mark(place);
    onUnit(place && column && looked !== null
      ? { layer: column.name, unit: [looked, ...place] } : null, pinned !== null);
  }

  return {
    /** All maps, and the one in full. */
    elements: [gallery.element, view.element],
    /** @param {import('../network/columns.js').Column | null} next */
    show(next) {
      for (const questions of [all, one]) questions.forget();
      for (const { element } of [gallery, view]) element.hidden = !next;
      [column, looked, picked, pointed, pinned] = [next, null, null, null, null];
      wantsStrongest = false;
      if (!column) return;
      gallery.show(column);
      view.mark(null);
      askAll();
    },
    /** Look at a map and its strongest value. @param {number} map */
    pick(map) {
      if (map !== picked) pick(map, false);
    },
    /** @param {Unit} unit of the layer that is shown */
    go({ unit: [map, row, across] }) {
      choose(map);
      pin([row, across]);
    },
    /** The photo is another. @param {boolean} rests whether the maps may be ordered anew */
    refresh(rests) {
      isResting = rests;
      if (column) askAll();
    },
    /** Let go what is on top: the value, then the map. @returns {boolean} whether there was any */
    letGo() {
      if (pinned) {
        if (looked !== null) gallery.focus(looked);
        pin(null);
        return true;
      }
      if (picked === null) return false;
      letMapGo();
      return true;
    },
    destroy() {
      for (const questions of [all, one]) questions.forget();
      for (const part of [gallery, view]) part.destroy();
    },
  };
}
