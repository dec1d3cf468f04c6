/** The head of a column: name, kind, output shape, parameters. */

import { contextOf } from '../ui/canvas.js';
import { formatCount } from '../ui/numbers.js';
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
  const texts = Object.values(words);
  const lines = Object.entries(words).map(([name, text]) => {
    const line = document.createElement('span');
    line.className = `head-${name}`;
    line.textContent = text;
    return line;
  });
  element.append(...lines);
  const narrow = column.form === 'strip'; // a strip is thinner than any line of its head

  return {
    element,
    widths: () => headWidths(lines, texts, narrow),
    setCompact(compact) {
      element.classList.toggle('compact', compact || narrow);
      lines.forEach((line, i) => { line.textContent = compact ? tight(texts[i]) : texts[i]; });
    },
  };
}

/**
 * A line for a narrow column.
 * @param {string} text
 */
const tight = (text) => text.replaceAll(' × ', '×').replace('parameters', 'param.');

const ruler = contextOf(document.createElement('canvas'));

/**
 * Width of the longest line, or of the longest word where lines may break.
 * @param {HTMLElement[]} lines
 * @param {string[]} texts
 * @param {boolean} narrow
 */
function headWidths(lines, texts, narrow) {
  /**
   * @param {HTMLElement} line
   * @param {string} text
   */
  const width = (line, text) => {
    const { fontWeight, fontSize, fontFamily } = getComputedStyle(line);
    ruler.font = `${fontWeight} ${fontSize} ${fontFamily}`;
    return Math.ceil(ruler.measureText(text).width) + 1;
  };
  /** @param {(text: string) => string[]} pieces */
  const widest = (pieces) =>
    Math.max(...lines.flatMap((line, i) => pieces(texts[i]).map((text) => width(line, text))));
  return {
    full: widest((text) => (narrow ? text.split(' ') : [text])),
    compact: widest((text) => tight(text).split(' ')),
  };
}
