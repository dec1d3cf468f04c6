/**
 * Which map or value a person means: by pointer, by keyboard focus, or pinned by a click.
 *
 * @typedef {{column: number, part: number, row: number, across: number, pixel: boolean,
 *   pinned?: boolean}} Place
 *   indices from 0; `pixel` says whether one value is meant, not the map as a whole
 */

import { nearest } from '../ui/keyboard.js';
import { cellsOf } from './part_element.js';

const EARLY_MS = 10;
/** A bar is one value. */
const ONE = { rows: 1, across: 1 };

/**
 * Listen on an element; everything is delegated, nothing is attached to the maps.
 * @param {HTMLElement} root
 * @param {object} options
 * @param {() => {targets: HTMLElement[]}[]} options.columns
 * @param {(target: Node) => boolean} options.isWithin whether a click there, beside all maps, is
 *   meant for the network: it lets go
 * @param {(place: Place | null) => void} options.onPlace called when it changes
 * @param {(back: boolean) => Place | null} options.onTab where the Tab key leads from what is
 *   pinned; null to leave the network
 * @returns {{pin: (place: Place | null) => void, step: (direction: [number, number]) => void,
 *   release: () => void, destroy: () => void}} `release` forgets every place, silently
 */
export function watchPointing(root, { columns, isWithin, onPlace, onTab }) {
  /** @type {Place | null} */
  let hovered = null;
  /** @type {Place | null} */
  let focused = null;
  /** @type {Place | null} */
  let pinned = null;
  let earlyAt = 0;
  const listening = new AbortController();
  const { signal } = listening;
  const tell = () => onPlace(pinned ? { ...pinned, pinned: true } : hovered ?? focused);
  /**
   * @template {keyof HTMLElementEventMap} Type
   * @param {Type} type
   * @param {(event: HTMLElementEventMap[Type]) => void} handler
   */
  const listen = (type, handler) => root.addEventListener(type, handler, { signal });

  listen('pointermove', (event) => {
    if (event.timeStamp !== earlyAt) follow(event); // once, wherever the map has gone meanwhile
  });
  listen('pointerleave', () => hover(null));
  listen('click', (event) => {
    // A click's place is rounded to whole pixels: what is meant is what the hand was shown to be over.
    const under = placeUnder(event);
    const place = sameMap(under, hovered) ? hovered : under;
    if (!place && !isWithin(/** @type {Node} */ (event.target))) return;
    pinned = samePlace(place, pinned) ? null : place; // again on the same value lets go
    tell();
  });
  listen('focusin', ({ target }) => {
    focused = target instanceof Element && target.matches(':focus-visible') ? find(target) : null;
    if (!pinned) tell();
  });
  listen('focusout', () => {
    focused = null;
    if (!pinned) tell();
  });
  listen('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const place = find(event.target);
    if (place) press(event, place);
  });
  root.ownerDocument.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape' && pinned) pin(null);
  }, { signal });

  /** @param {PointerEvent} event */
  function follow(event) {
    if (event.pointerType === 'touch') return; // a finger scrolls, and points by a tap
    hover(placeUnder(event));
    root.onpointerrawupdate = hovered && (/** @type {(event: Event) => void} */ (followEarly));
  }

  /**
   * A move is told with the next frame, a raw one at once: a server that is asked now answers in
   * time for that frame. Over maps only, and not at the pace of the fastest mice.
   * @param {PointerEvent} event
   */
  function followEarly(event) {
    if (event.timeStamp - earlyAt < EARLY_MS) return;
    earlyAt = event.timeStamp;
    follow(event);
  }

  /** @param {Place | null} place */
  function hover(place) {
    if (samePlace(place, hovered)) return;
    hovered = place;
    if (!pinned) tell();
  }

  /**
   * @param {KeyboardEvent} event
   * @param {Place} place
   */
  function press(event, place) {
    if (event.key === 'Tab') {
      const next = pinned?.pixel ? onTab(event.shiftKey) : null;
      if (!next) return;
      event.preventDefault();
      pin(next);
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      pin(pinned ? null : inside(place));
    } else if (event.key in MOVES) {
      event.preventDefault();
      if (pinned) step(MOVES[event.key]);
      else move(event);
    }
  }

  /**
   * A map's middle value; a strip's, and a bar itself.
   * @param {Place} place
   */
  function inside(place) {
    const { rows, across } = cellsOf(columns()[place.column].targets[place.part]) ?? ONE;
    return { ...place, row: Math.floor(rows / 2), across: Math.floor(across / 2), pixel: true };
  }

  /** @param {Place | null} place */
  function pin(place) {
    pinned = place;
    if (place) focus(columns()[place.column].targets[place.part]);
    tell();
  }

  /** @param {[number, number]} direction */
  function step(direction) {
    if (pinned) pin(stepFrom(pinned, columns()[pinned.column].targets, direction));
  }

  /**
   * @param {EventTarget | null} element
   * @returns {Place | null}
   */
  function find(element) {
    /** @type {HTMLElement | null} */
    const target = element instanceof Element ? element.closest('.map, .bar') : null;
    if (!target) return null;
    const all = columns();
    for (let column = 0; column < all.length; column += 1) {
      const part = all[column].targets.indexOf(target);
      if (part >= 0) return { column, part, row: 0, across: 0, pixel: false };
    }
    return null;
  }

  /**
   * @param {MouseEvent} event
   * @returns {Place | null}
   */
  function placeUnder(event) {
    const { target } = event;
    const place = find(target);
    if (!place || !(target instanceof HTMLElement)) return null;
    const { offsetX, offsetY } = event; // only now: to ask for them lays the page out
    /**
     * @param {number} offset
     * @param {number} size
     * @param {number} count
     */
    const within = (offset, size, count) =>
      Math.min(count - 1, Math.max(0, Math.floor((offset / size) * count)));
    const { rows, across } = cellsOf(target) ?? ONE;
    return {
      ...place,
      row: within(offsetY, target.offsetHeight, rows),
      across: within(offsetX, target.offsetWidth, across),
      pixel: true,
    };
  }

  /**
   * Arrow keys go to the nearest map in their direction.
   * @param {KeyboardEvent} event
   */
  function move(event) {
    const all = columns().flatMap(({ targets }) => targets);
    const next = nearest(/** @type {HTMLElement} */ (event.target), all, MOVES[event.key]);
    if (next) focus(next);
  }

  /**
   * The view is one stop of the Tab key: there where one was last.
   * @param {HTMLElement} target
   */
  function focus(target) {
    for (const part of columns()) {
      for (const other of part.targets) other.tabIndex = other === target ? 0 : -1;
    }
    target.focus();
  }

  return {
    pin,
    step,
    release() {
      [hovered, focused, pinned] = [null, null, null];
    },
    destroy() {
      root.onpointerrawupdate = null;
      listening.abort();
    },
  };
}

/** @type {Record<string, [number, number]>} */
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/**
 * @param {Place | null} a
 * @param {Place | null} b
 */
const sameMap = (a, b) => a?.column === b?.column && a?.part === b?.part;
/**
 * @param {Place | null} a
 * @param {Place | null} b
 */
const samePlace = (a, b) =>
  sameMap(a, b) && a?.row === b?.row && a?.across === b?.across;

/**
 * The neighbor of a value: in its map, in its strip, or the next bar. At the edge it stays.
 * @param {Place} place
 * @param {HTMLElement[]} targets of its column
 * @param {[number, number]} direction right and down
 * @returns {Place}
 */
export function stepFrom(place, targets, [dx, dy]) {
  const cells = cellsOf(targets[place.part]);
  /**
   * @param {number} at
   * @param {number} count
   */
  const within = (at, count) => Math.min(Math.max(at, 0), count - 1);
  if (!cells) return { ...place, part: within(place.part + dx + dy, targets.length) };
  return {
    ...place,
    row: within(place.row + dy, cells.rows),
    across: within(place.across + dx, cells.across),
  };
}
