/**
 * Which map a person means: by pointer, by keyboard focus, or pinned by a click.
 *
 * @typedef {{column: number, part: number, row: number, across: number, pixel: boolean,
 *   pinned?: boolean}} Place
 *   indices from 0; `pixel` says whether one value is meant, not the map as a whole
 */

/**
 * Listen on an element; everything is delegated, nothing is attached to the maps.
 * @param {HTMLElement} root
 * @param {object} options
 * @param {() => {targets: HTMLElement[], form: string}[]} options.columns
 * @param {(place: Place | null) => void} options.onPlace called when it changes
 * @returns {{release: () => void, destroy: () => void}} `release` forgets every place, silently
 */
export function watchPointing(root, { columns, onPlace }) {
  let [hovered, focused, pinned] = [null, null, null];
  const listening = new AbortController();
  const tell = () => onPlace(pinned ? { ...pinned, pinned: true } : hovered ?? focused);
  const listen = (type, handler) =>
    root.addEventListener(type, handler, { signal: listening.signal });

  listen('pointermove', (event) => {
    const place = placeOf(event);
    if (samePlace(place, hovered)) return;
    hovered = place;
    tell();
  });
  listen('pointerleave', () => {
    hovered = null;
    tell();
  });
  listen('click', (event) => {
    const place = placeOf(event);
    pinned = place && !sameMap(place, pinned) ? place : null; // again on the same map lets go
    tell();
  });
  listen('focusin', ({ target }) => {
    focused = target.matches(':focus-visible') ? find(target) : null;
    if (pinned && focused) pinned = focused; // the arrow keys take the pin along
    tell();
  });
  listen('focusout', () => {
    focused = null;
    tell();
  });
  listen('keydown', (event) => {
    if (event.key in MOVES) move(event);
  });
  root.ownerDocument.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape' || !pinned) return;
    pinned = null;
    tell();
  }, { signal: listening.signal });

  function find(element) {
    const all = columns();
    for (let column = 0; column < all.length; column += 1) {
      const part = all[column].targets.indexOf(element);
      if (part >= 0) return { column, part, row: 0, across: 0, pixel: false };
    }
    return null;
  }

  function placeOf({ target, offsetX, offsetY }) {
    const place = find(target);
    if (!place) return null;
    const within = (offset, size, count) =>
      Math.min(count - 1, Math.max(0, Math.floor((offset / size) * count)));
    return {
      ...place,
      row: within(offsetY, target.offsetHeight, target.height),
      across: within(offsetX, target.offsetWidth, target.width),
      pixel: true,
    };
  }

  /** Arrow keys go to the nearest map in their direction; the view is one stop of the Tab key. */
  function move(event) {
    const all = columns().flatMap(({ targets }) => targets);
    const next = nearest(event.target, all, MOVES[event.key]);
    event.preventDefault();
    if (!next) return;
    for (const target of all) target.tabIndex = target === next ? 0 : -1;
    next.focus();
  }

  return {
    release() {
      [hovered, focused, pinned] = [null, null, null];
    },
    destroy: () => listening.abort(),
  };
}

const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const sameMap = (a, b) => Boolean(a && b) && a.column === b.column && a.part === b.part;
const samePlace = (a, b) =>
  a === b || (sameMap(a, b) && a.row === b.row && a.across === b.across);

/** Far aside counts double, so that the way leads straight on. */
function nearest(from, all, [dx, dy]) {
  const middle = (element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return [left + width / 2, top + height / 2];
  };
  const [x0, y0] = middle(from);
  let [best, distance] = [null, Infinity];
  for (const element of all) {
    const [x, y] = middle(element);
    const ahead = (x - x0) * dx + (y - y0) * dy;
    const aside = Math.abs((x - x0) * dy) + Math.abs((y - y0) * dx);
    if (ahead > 1 && ahead + 2 * aside < distance) [best, distance] = [element, ahead + 2 * aside];
  }
  return best;
}
