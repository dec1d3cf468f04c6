/**
 * What feeds what, and the curves that show it: pure geometry, and one SVG behind the maps.
 *
 * @typedef {import('./columns.js').Column} Column
 * @typedef {import('./layout.js').Layout} Layout
 * @typedef {{x: number, y: number, width: number, height: number}} Box
 * @typedef {Box & {from: number, to: number}} PartBox `from` and `to`: left and right side of the
 *   column
 */

/**
 * Everything that feeds some parts of a column, and everything they feed, through all layers.
 * @param {Column[]} columns
 * @param {number} at index of the column
 * @param {Set<number>} focused indices of the parts in it
 * @returns {{parts: Set<number>[], linked: boolean[]}} for each column the parts that are related;
 *   and whether its links from the column before are worth darkening: links of a part are followed
 *   up to and through the first layer where everything meets everything, else all would be dark
 */
export function relatedParts(columns, at, focused) {
  const parts = columns.map(() => /** @type {Set<number>} */ (new Set()));
  const linked = columns.map(() => false);
  parts[at] = focused;
  let open = true;
  for (let i = at; i > 0; i -= 1) {
    parts[i - 1] = sources(columns[i - 1], columns[i], parts[i]);
    linked[i] = open;
    open &&= columns[i].fedBy !== 'all';
  }
  open = true;
  for (let i = at + 1; i < columns.length; i += 1) {
    parts[i] = targets(columns[i - 1], columns[i], parts[i - 1]);
    linked[i] = open;
    open &&= columns[i].fedBy !== 'all';
  }
  return { parts, linked };
}

/** @param {Column} column */
const everyPart = (column) => new Set(Array(column.parts).keys());
/** @param {Column} column */
const valuesPerPart = ({ rows, across }) => rows * across;

/**
 * @param {Column} before
 * @param {Column} column
 * @param {Set<number>} parts
 */
function sources(before, column, parts) {
  if (column.fedBy === 'all') return everyPart(before);
  if (column.fedBy === 'same') return parts;
  if (column.fedBy === 'groups') return groupsOf(parts, column, before);
  return new Set([...parts].map((unit) => Math.floor(unit / valuesPerPart(before))));
}

/**
 * @param {Column} before
 * @param {Column} column
 * @param {Set<number>} parts
 */
function targets(before, column, parts) {
  if (column.fedBy === 'all') return everyPart(column);
  if (column.fedBy === 'same') return parts;
  if (column.fedBy === 'groups') return groupsOf(parts, before, column, column.groups);
  const count = valuesPerPart(before);
  return new Set([...parts].flatMap((map) => Array.from({ length: count }, (_, i) => map * count + i)));
}

/**
 * The parts of another column that share a group with some of these.
 * @param {Set<number>} parts
 * @param {Column} column theirs
 * @param {Column} other
 * @param {number} [groups] there are
 */
function groupsOf(parts, column, other, groups = column.groups) {
  const [here, there] = [column.parts / groups, other.parts / groups];
  return new Set([...parts].flatMap((part) =>
    Array.from({ length: there }, (_, i) => Math.floor(part / here) * there + i)));
}

/**
 * The box of one part, or of a stretch of units, in the layout's coordinates (bodies begin at 0).
 * A map's box holds its kernel and reaches over its whole row: links of the left one of two maps
 * leave the column after the right one, and never wander through the gaps between rows.
 * @param {Column} column
 * @param {Layout['columns'][number]} place
 * @param {number} first index of the first part
 * @param {number} [last] index of the last one; a map stands alone
 * @returns {PartBox}
 */
function partBox(column, place, first, last = first) {
  const sides = { from: place.x, to: place.x + place.width };
  if (column.form === 'maps') {
    const cell = place.cells[first];
    const inset = place.kernel ? place.kernel.width + 3 : 0;
    return { ...sides, ...cell, x: place.x + cell.x - inset, width: cell.width + inset };
  }
  const box = place.cells[0];
  const line = box.height / Math.ceil(column.parts / place.perLine);
  const [top, foot] = [first, last].map((unit) => Math.floor(unit / place.perLine));
  return { ...sides, x: place.x + box.x, y: box.y + top * line, width: box.width,
    height: (foot - top + 1) * line };
}

/**
 * Lines and bands from one column to the next.
 * @param {Column[]} columns
 * @param {Layout} layout
 * @param {number} at index of the fed column, from 1
 * @param {Set<number>} [from] only from these parts of the column before
 * @param {Set<number>} [to] only to these parts
 * @returns {{lines: string, bands: string}} SVG path data
 */
export function linkPaths(columns, layout, at, from, to) {
  const [before, column] = [columns[at - 1], columns[at]];
  const place = [layout.columns[at - 1], layout.columns[at]];
  const [sourceParts, targetParts] = [from ?? everyPart(before), to ?? everyPart(column)];
  /**
   * @param {number} first
   * @param {number} [last]
   */
  const source = (first, last) => partBox(before, place[0], first, last);
  /**
   * @param {number} first
   * @param {number} [last]
   */
  const target = (first, last) => partBox(column, place[1], first, last);
  if (column.fedBy === 'segments') {
    const count = valuesPerPart(before);
    const fed = [...sourceParts].map((map) =>
      [source(map), target(map * count, (map + 1) * count - 1)]);
    return { lines: '', bands: fed.map(([a, b]) => band(a, b)).join('') };
  }
  if (before.form === 'strip' && column.form === 'strip') {
    return { lines: '', bands: band(source(...ends(sourceParts)), target(...ends(targetParts))) };
  }
  const pairs = column.fedBy === 'same'
    ? [...sourceParts].filter((i) => targetParts.has(i)).map((i) => [i, i])
    : [...sourceParts].flatMap((i) => [...targets(before, column, new Set([i]))]
      .filter((j) => targetParts.has(j)).map((j) => [i, j]));
  const ways = pairs.map(([i, j]) => curve(source(i), target(j)));
  const out = new Set(pairs.map(([i]) => wayOut(source(i))));
  const into = new Set(pairs.map(([, j]) => wayIn(target(j))));
  return { lines: [...ways, ...out, ...into].join(''), bands: '' };
}

/**
 * @param {Set<number>} parts
 * @returns {[number, number]}
 */
const ends = (parts) => [Math.min(...parts), Math.max(...parts)];

/** Links of two maps beside each other run this far above and below their middle. */
const ASIDE = 3;

/**
 * A curve from the right side of a column to the left side of the next, level at both ends.
 * @param {ReturnType<typeof partBox>} a
 * @param {ReturnType<typeof partBox>} b
 * @returns {string} SVG path data
 */
export function curve(a, b) {
  const [y0, y1] = [port(a), port(b)];
  const middle = (a.to + b.from) / 2;
  return `M${a.to} ${y0}C${middle} ${y0} ${middle} ${y1} ${b.from} ${y1}`;
}

/**
 * From a box to the right side of its column; drawn once, however many curves go on from there.
 * @param {PartBox} box
 */
const wayOut = (box) => (box.x + box.width < box.to ? `M${box.x + box.width} ${port(box)}H${box.to}` : '');

/**
 * From the left side of a box's column to the box.
 * @param {PartBox} box
 */
const wayIn = (box) => (box.from < box.x ? `M${box.from} ${port(box)}H${box.x}` : '');

/**
 * How far down the links of a box are: at half its height, a little off when it shares a row.
 * @param {PartBox} box
 */
function port({ x, y, width, height, from, to }) {
  const middle = y + height / 2;
  if (x === from && x + width === to) return middle;
  return x + width < to ? middle - ASIDE : middle + ASIDE;
}

/**
 * A band from the whole right side of a box to the whole left side of another.
 * @param {Box} a
 * @param {Box} b
 * @returns {string} SVG path data
 */
export function band(a, b) {
  const [x0, x1] = [a.x + a.width, b.x];
  const middle = (x0 + x1) / 2;
  const [top, foot] = [b.y, b.y + b.height];
  return `M${x0} ${a.y}C${middle} ${a.y} ${middle} ${top} ${x1} ${top}V${foot}` +
    `C${middle} ${foot} ${middle} ${a.y + a.height} ${x0} ${a.y + a.height}Z`;
}

const SVG = 'http://www.w3.org/2000/svg';

/**
 * @returns {{element: SVGElement, draw: (columns: Column[], layout: Layout) => void,
 *   highlight: (related: {parts: Set<number>[], linked: boolean[]} | null) => void}}
 */
export function createLinkLayer() {
  const element = document.createElementNS(SVG, 'svg');
  element.setAttribute('class', 'links');
  element.setAttribute('aria-hidden', 'true');
  const [bands, lines, activeBands, activeLines] =
    ['link-bands', 'link-lines', 'link-bands active', 'link-lines active'].map((className) => {
      const path = document.createElementNS(SVG, 'path');
      path.setAttribute('class', className);
      element.append(path);
      return path;
    });
  /** @type {Column[]} */
  let columns = [];
  /** @type {Layout | null} */
  let layout = null;

  /**
   * @param {SVGPathElement} bandPath
   * @param {SVGPathElement} linePath
   * @param {{bands: string, lines: string}[]} paths
   */
  function set(bandPath, linePath, paths) {
    bandPath.setAttribute('d', paths.map((p) => p.bands).join(''));
    linePath.setAttribute('d', paths.map((p) => p.lines).join(''));
  }

  /**
   * @param {Column[]} newColumns
   * @param {Layout} newLayout
   */
  function draw(newColumns, newLayout) {
    [columns, layout] = [newColumns, newLayout.mode === 'columns' ? newLayout : null];
    element.toggleAttribute('hidden', !layout);
    const placed = layout;
    set(bands, lines, placed
      ? columns.slice(1).map((_, i) => linkPaths(columns, placed, i + 1)) : []);
    highlight(null);
  }

  /** @param {{parts: Set<number>[], linked: boolean[]} | null} related */
  function highlight(related) {
    element.classList.toggle('dimmed', Boolean(related));
    const placed = layout;
    if (!related || !placed) return set(activeBands, activeLines, []);
    const fed = columns.map((_, i) => i).filter((i) => related.linked[i]);
    return set(activeBands, activeLines, fed.map((i) =>
      linkPaths(columns, placed, i, related.parts[i - 1], related.parts[i])));
  }

  return { element, draw, highlight };
}
