/**
 * The kernels to choose from, by family: a picture of each, its name, and what the chosen one finds.
 *
 * @typedef {{name: string, title?: string, family: string, values: number[][] | number[][][],
 *   finds: string, source: string}} NamedKernel  the title, if there is one, is what people read
 */

import { contextOf } from '../ui/canvas.js';
import { TABLES, paintMap } from '../ui/colors.js';
import { closest } from '../ui/find.js';
import { asSlices, largestOf } from './kernel_operations.js';

/** @type {Record<string, number>} */
const MOVES = { ArrowLeft: -1, ArrowRight: 1 };

/**
 * @typedef {{kernel: NamedKernel, choice: HTMLButtonElement}} Choice
 *
 * @param {object} options
 * @param {NamedKernel[]} options.kernels
 * @param {(kernel: NamedKernel, change: {inputAt: number}) => void} options.onPick
 * @returns {{element: HTMLElement, select: (name: string | null) => void, destroy: () => void}}
 *   `select` calls no onPick; null, or a name that isn't there, selects none
 */
export function createKernelGallery({ kernels, onPick }) {
  const element = document.createElement('div');
  element.className = 'kernel-gallery';
  element.setAttribute('role', 'radiogroup');
  element.setAttribute('aria-label', 'Kernels');
  const finds = document.createElement('p');
  finds.className = 'kernel-finds';
  finds.setAttribute('role', 'status');
  const families =
    new Map(kernels.map(({ family }) => [family, kernels.filter((k) => k.family === family)]));
  /** @type {Choice[]} */
  const choices = [];
  /** @type {Choice | null} */
  let selected = null;

  for (const [family, members] of families) {
    const heading = document.createElement('span');
    heading.className = 'kernel-family';
    heading.textContent = family;
    const row = document.createElement('div');
    row.className = 'kernel-members';
    row.append(...members.map((kernel) => {
      const choice = createChoice(kernel);
      choices.push({ kernel, choice });
      return choice;
    }));
    element.append(heading, row);
  }
  element.prepend(finds);

  /** @param {string | null} name */
  function select(name) {
    selected = choices.find(({ kernel }) => kernel.name === name) ?? null;
    for (const one of choices) {
      one.choice.setAttribute('aria-checked', String(one === selected));
      one.choice.tabIndex = one === (selected ?? choices[0]) ? 0 : -1;
    }
    finds.textContent = selected ? selected.kernel.finds : 'Pick a kernel.';
    finds.title = selected?.kernel.source ?? '';
  }

  /**
   * @param {Choice} one
   * @param {number} inputAt
   */
  function pick(one, inputAt) {
    select(one.kernel.name);
    onPick(one.kernel, { inputAt });
  }

  /**
   * The nearest choice in the line above or below.
   * @param {HTMLElement} from
   * @param {boolean} down
   */
  function vertical(from, down) {
    const box = from.getBoundingClientRect();
    /** @param {DOMRect} b */
    const center = (b) => b.left + b.width / 2;
    const beyond = choices
      .map((one) => ({ one, box: one.choice.getBoundingClientRect() }))
      .filter((c) => (down ? c.box.top > box.top + 1 : c.box.top < box.top - 1));
    const line = beyond.reduce((best, c) => (down ? Math.min : Math.max)(best, c.box.top),
      down ? Infinity : -Infinity);
    return beyond.filter((c) => Math.abs(c.box.top - line) < 2)
      .sort((a, b) => Math.abs(center(a.box) - center(box)) - Math.abs(center(b.box) - center(box)))
      .at(0)?.one;
  }

  /**
   * @param {string} key
   * @param {HTMLElement} from
   */
  function nextFor(key, from) {
    const index = choices.findIndex(({ choice }) => choice === from);
    if (MOVES[key]) return choices[index + MOVES[key]];
    if (key === 'ArrowUp' || key === 'ArrowDown') return vertical(from, key === 'ArrowDown');
    if (key === 'Home') return choices[0];
    return key === 'End' ? choices.at(-1) : undefined;
  }

  element.addEventListener('click', (event) => {
    const one = choices.find(({ choice }) => choice === closest(event.target, '.kernel-choice'));
    if (one) pick(one, event.timeStamp);
  });
  element.addEventListener('keydown', (event) => {
    const from = closest(event.target, '.kernel-choice');
    if (!from || event.ctrlKey || event.altKey || event.metaKey) return;
    const next = nextFor(event.key, from);
    if (!next && !event.key.startsWith('Arrow')) return;
    event.preventDefault();
    event.stopPropagation();
    if (!next) return;
    next.choice.focus();
    pick(next, event.timeStamp);
  });

  select(null);
  return { element, select, destroy: () => element.remove() };
}

/** @param {NamedKernel} kernel */
function createChoice(kernel) {
  const choice = document.createElement('button');
  choice.type = 'button';
  choice.className = 'kernel-choice';
  choice.setAttribute('role', 'radio');
  const picture = document.createElement('canvas');
  picture.setAttribute('aria-hidden', 'true');
  paintKernel(picture, kernel.values);
  const name = document.createElement('span');
  name.textContent = kernel.title ?? kernel.name;
  choice.append(picture, name);
  return choice;
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {number[][] | number[][][]} values  rows, or slices of rows
 */
export function paintKernel(canvas, values) {
  const slices = asSlices(values);
  const width = slices[0][0].length;
  canvas.width = width * slices.length;
  canvas.height = slices[0].length;
  const context = contextOf(canvas);
  const largest = largestOf(slices) || 1;
  slices.forEach((rows, i) => {
    const image = context.createImageData(width, rows.length);
    paintMap(new Uint32Array(image.data.buffer), rows.flat(), -largest, largest, TABLES.weights);
    context.putImageData(image, i * width, 0);
  });
}
