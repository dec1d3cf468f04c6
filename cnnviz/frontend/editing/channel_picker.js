/** Which slice of a kernel is shown: a small picture for each map before it, all on one scale. */

import { largestOf } from '../kernel_editor/kernel_operations.js';
import { find } from '../ui/find.js';
import { contextOf } from '../ui/canvas.js';
import { TABLES, paintMap } from '../ui/colors.js';

let groups = 0; // radio buttons want a name of their own for each group

/**
 * @param {(channel: number, all: boolean) => void} onPick  `all`: what is done to the whole slice
 *   is done to every one
 * @returns {{element: HTMLElement, set: (options: {values: number[][][], before: string}) => void,
 *   paint: (values: number[][][]) => void, readonly channel: number, readonly all: boolean}}
 *   `before`: the layer whose maps the kernel looks at
 */
export function createChannelPicker(onPick) {
  groups += 1;
  const group = `edit-channel-${groups}`;
  const element = document.createElement('fieldset');
  element.className = 'edit-channels';
  element.innerHTML = `
    <legend></legend>
    <div class="edit-slices"></div>
    <label class="edit-all"><input type="checkbox"> <span></span></label>`;
  const [legend, slices, words] = ['legend', '.edit-slices', '.edit-all span']
    .map((selector) => find(element, selector));
  const every = find(element, '[type=checkbox]', HTMLInputElement);
  /** @type {{label: HTMLLabelElement, context: CanvasRenderingContext2D}[]} */
  let pictures = [];
  let channel = 0;

  const tell = () => onPick(channel, every.checked);
  every.addEventListener('change', tell);
  slices.addEventListener('change', ({ target }) => {
    channel = Number(/** @type {HTMLInputElement} */ (target).value);
    tell();
  });

  /**
   * @param {number[][]} slice
   * @param {number} index
   * @param {string} before
   */
  function createChoice(slice, index, before) {
    const label = document.createElement('label');
    label.innerHTML = `<input class="choice-input" type="radio" name="${group}"
      value="${index}"><canvas></canvas>`;
    const input = find(label, 'input', HTMLInputElement);
    const canvas = find(label, 'canvas', HTMLCanvasElement);
    input.checked = index === channel;
    input.setAttribute('aria-label', `Slice for ${before} map ${index + 1}`);
    label.title = `${before} map ${index + 1}`;
    label.append(String(index + 1));
    [canvas.width, canvas.height] = [slice[0].length, slice.length];
    return { label, context: contextOf(canvas) };
  }

  /** @param {number[][][]} values */
  function paint(values) {
    const largest = largestOf(values) || 1;
    pictures.forEach(({ context }, i) => {
      const image = context.createImageData(values[i][0].length, values[i].length);
      const pixels = new Uint32Array(image.data.buffer);
      paintMap(pixels, values[i].flat(), -largest, largest, TABLES.weights);
      context.putImageData(image, 0, 0);
    });
  }

  return {
    element,
    set({ values, before }) {
      channel = Math.min(channel, values.length - 1);
      element.hidden = values.length === 1;
      legend.textContent = `Slice for each map of ${before}`;
      words.textContent = `all ${values.length} slices at once`;
      pictures = values.map((slice, i) => createChoice(slice, i, before));
      slices.replaceChildren(...pictures.map(({ label }) => label));
      paint(values);
    },
    paint,
    get channel() { return channel; },
    get all() { return every.checked; },
  };
}
