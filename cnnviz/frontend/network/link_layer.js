/** The links between columns: one SVG behind the maps, drawn once for each layout. */

import { linkPaths } from './links.js';

const SVG = 'http://www.w3.org/2000/svg';

/**
 * @typedef {import('./columns.js').Column} Column
 * @typedef {import('./layout.js').Layout} Layout
 */

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
