/** The head of a column: name, kind, output shape, parameters. */

import { formatCount } from '../numbers.js';
import { shapeText } from './columns.js';

/**
 * @param {import('./columns.js').Column} column
 * @returns {{element: HTMLElement, widths: () => {full: number, compact: number},
 *   setCompact: (compact: boolean) => void}}
 */
export function createHead(column) {
  const element = document.createElement('header');
  element.className = 'column-head';
  const words = {
    name: column.name,
    kind: column.word,
    shape: shapeText(column),
    parameters: column.parameters ? `${formatCount(column.parameters)} parameters` : '',
  };
  const lines = Object.entries(words).map(([name, text]) => {
    const line = document.createElement('span');
    line.className = `head-${name}`;
    line.textContent = text;
    return line;
  });
  element.append(...lines);
  const [, , shape] = lines;

  return {
    element,
    widths: () => headWidths(lines, words),
    setCompact(compact) {
      element.classList.toggle('compact', compact);
      shape.textContent = compact ? tight(words.shape) : words.shape;
    },
  };
}

const tight = (shape) => shape.replaceAll(' × ', '×');

const ruler = document.createElement('canvas').getContext('2d');

/** Width of the longest line, and of the longest word when lines may break. */
function headWidths(lines, words) {
  const width = (line, text) => {
    const { fontWeight, fontSize, fontFamily } = getComputedStyle(line);
    ruler.font = `${fontWeight} ${fontSize} ${fontFamily}`;
    return Math.ceil(ruler.measureText(text).width) + 1;
  };
  const texts = Object.values(words);
  const full = Math.max(...lines.map((line, i) => width(line, texts[i])));
  const compact = Math.max(...lines.flatMap((line, i) =>
    tight(texts[i]).split(' ')
      .map((word) => width(line, word))));
  return { full, compact };
}
