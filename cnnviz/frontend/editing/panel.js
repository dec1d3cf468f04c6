/** The panel in which a kernel, or a dense unit's bias, is changed while the network reads on. */

import { createKernelEditor } from '../kernel_editor/kernel_editor.js';
import { createKernelGallery } from '../kernel_editor/kernel_gallery.js';
import { createBiasCell } from './bias_cell.js';
import { createChannelPicker } from './channel_picker.js';
import { hasKernel, isOff, originalPart, partOf } from './edits.js';
import { createPlacePicker, layerChoices } from './place_picker.js';
import { createRanking } from './ranking.js';
import { fromSlices, toSlices } from './slices.js';
import { find } from '../ui/find.js';

/**
 * @typedef {import('./edits.js').Place} Place
 * @typedef {import('../kernel_editor/kernel_gallery.js').NamedKernel} NamedKernel
 *
 * @typedef {object} Scene
 * @property {import('../live/messages.js').Network} description
 * @property {import('./edits.js').Weights} weights  as they were
 * @property {import('./edits.js').Edits} edits
 */

const TEMPLATE = `
  <header class="edit-head">
    <button type="button" class="edit-off" title="The whole map, on or off (O, on a map)"></button>
    <button type="button" class="edit-rank" aria-expanded="false">Rank maps</button>
    <button type="button" class="edit-close" aria-label="Close" title="Close (Esc)">✕</button>
  </header>
  <div class="edit-body"><div class="edit-room"></div><div class="edit-side"></div></div>`;

/** @param {{values: number[][] | number[][][]}} kernel */
const sizeOf = ({ values }) =>
  (Array.isArray(values[0][0]) ? null : [values.length, values[0].length]);

/**
 * @param {object} options
 * @param {NamedKernel[]} options.gallery  kernels to put in the place of one
 * @param {(place: Place, part: import('./edits.js').Part, inputAt: number) => void} options.onPart
 * @param {(place: Place) => void} options.onSwitch  the map on or off
 * @param {(layer: string) => void} options.onRank  its ranking is wanted
 * @param {(place: Place | null) => void} options.onPlace  opened at a place, or closed
 */
export function createPanel({ gallery, onPart, onSwitch, onRank, onPlace }) {
  const element = document.createElement('section');
  element.className = 'edit-panel';
  element.setAttribute('aria-label', 'Change the network');
  element.dataset.screenOnly = '';
  element.hidden = true;
  element.tabIndex = -1; // so that Escape works after a click beside the controls
  element.innerHTML = TEMPLATE;
  const [head, off, rank, close, body, room, side] =
    ['head', 'off', 'rank', 'close', 'body', 'room', 'side']
      .map((name) => find(element, `.edit-${name}`));
  /** @type {Scene | null} */
  let scene = null; // {description, weights, edits}
  /** @type {Place | null} */
  let place = null;
  /** @type {ReturnType<typeof createKernelGallery> | null} */
  let choices = null; // the gallery for kernels of the layer's size
  let headed = ''; // what the head shows

  const picker = createPlacePicker((next) => open(next));
  const channels = createChannelPicker((channel, all) => editor.showSlice(channel, all));
  const editor = createKernelEditor({
    fixed: true,
    onChange({ values, bias }, { inputAt }) {
      channels.paint(values);
      if (place) onPart(place, { weights: fromSlices(values), bias }, inputAt);
    },
  });
  const bias = createBiasCell((value, inputAt) => {
    if (place) onPart(place, { weights: null, bias: value }, inputAt);
  });
  const ranking = createRanking((unit) => { if (place) open({ layer: place.layer, unit }); });
  head.prepend(picker.element);
  close.before(editor.head);

  off.addEventListener('click', () => { if (place) onSwitch(place); });
  close.addEventListener('click', () => shut());
  rank.addEventListener('click', () => setRanking(rank.getAttribute('aria-expanded') !== 'true'));
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.stopPropagation(); // what is pinned stays
    shut();
  });

  /** @param {boolean} isOpen */
  function setRanking(isOpen) {
    rank.setAttribute('aria-expanded', String(isOpen));
    if (isOpen) {
      side.replaceChildren(ranking.element);
      body.scrollTop = side.offsetTop - body.offsetTop; // on a phone it is below the kernel
      if (place) onRank(place.layer);
    } else side.replaceChildren(...(choices ? [choices.element] : []));
  }

  /**
   * @param {import('./edits.js').Part} part
   * @param {string} name
   * @param {string} layer
   * @param {Scene} now
   * @returns {import('../kernel_editor/kernel_draft.js').Kernel}
   */
  function kernelOf({ weights, bias: added }, name, layer, now) {
    const { shape } = now.weights[`${layer}.weight`];
    return { name, values: toSlices(weights ?? new Float32Array(), shape), bias: added };
  }

  /**
   * @param {Place} at
   * @param {Scene} now
   */
  function showKernel(at, now) {
    const { weights, edits } = now;
    const name = `${at.layer} map ${at.unit + 1}`;
    const kernel = kernelOf(partOf(edits, weights, at), name, at.layer, now);
    channels.set({ values: kernel.values, before: layerBefore(at, now) });
    editor.set(kernelOf(originalPart(weights, at), name, at.layer, now), kernel);
    editor.showSlice(channels.channel, channels.all || kernel.values.length === 1);
    fill(channels.element, editor.element);
  }

  /**
   * @param {Place} at
   * @param {Scene} now
   */
  function showBias(at, { weights, edits }) {
    bias.set({
      name: `${at.layer} unit ${at.unit + 1}`,
      original: originalPart(weights, at).bias,
      bias: partOf(edits, weights, at).bias,
    });
    fill(bias.element);
  }

  /**
   * What is there already keeps its place, and with it the focus.
   * @param {...HTMLElement} parts
   */
  function fill(...parts) {
    if (room.firstChild !== parts[0]) room.replaceChildren(...parts);
  }

  /**
   * What the kernel's slices look at; of the first layer it is the drawing.
   * @param {Place} at
   * @param {Scene} now
   */
  function layerBefore({ layer }, { description: { layers } }) {
    return layers[layers.findIndex(({ name }) => name === layer) - 1]?.name ?? 'input';
  }

  /**
   * Only what fits; made anew when another layer's kernels are larger or smaller.
   * @param {Place} at
   * @param {Scene} now
   */
  function setGallery({ layer }, { weights }) {
    const [, , height, width] = weights[`${layer}.weight`].shape;
    const fits = gallery.filter((kernel) =>
      sizeOf(kernel)?.every((length, i) => length <= [height, width][i]));
    choices?.destroy();
    choices = createKernelGallery({
      kernels: fits,
      onPick: ({ values }, { inputAt }) => editor.put(values, inputAt),
    });
  }

  /**
   * Only when the head has to change: this runs with every step of a drag.
   * @param {Place} at
   * @param {Scene} now
   */
  function refresh(at, { weights, edits }) {
    const isMap = hasKernel(weights, at.layer);
    const next = `${at.layer} ${at.unit} ${isOff(edits, at)}`;
    if (next === headed) return;
    headed = next;
    picker.set(at);
    off.hidden = rank.hidden = editor.head.hidden = !isMap;
    off.textContent = isOff(edits, at) ? 'Switch on' : 'Switch off';
    off.classList.toggle('is-off', isOff(edits, at));
    rank.title = `What each map of ${at.layer} is worth`;
  }

  /** @param {Place} next */
  function open(next) {
    if (!scene) return;
    const isSameLayer = place?.layer === next.layer;
    const isMap = hasKernel(scene.weights, next.layer);
    place = next;
    element.hidden = false;
    refresh(place, scene);
    if (isMap) showKernel(place, scene);
    else showBias(place, scene);
    side.hidden = !isMap;
    if (isMap && !isSameLayer) {
      setGallery(place, scene);
      setRanking(false);
    }
    choices?.select(null);
    onPlace(place);
  }

  function shut() {
    place = null;
    element.hidden = true;
    onPlace(null);
  }

  return {
    element,
    ranking,
    open,
    shut,
    /** @returns {Place | null} what is being changed */
    place: () => place,
    /** @returns {boolean} whether the ranking is in sight */
    isRanking: () => Boolean(place) && rank.getAttribute('aria-expanded') === 'true',
    /**
     * @param {Scene} next
     * @param {boolean} anew  whether what is being edited was changed from elsewhere
     */
    update(next, anew) {
      const isOther = scene?.description !== next.description;
      scene = next;
      if (isOther) picker.setLayers(layerChoices(next.description));
      if (isOther) headed = '';
      if (!place) return;
      if (anew) open(place);
      else refresh(place, next);
    },
    destroy() {
      for (const part of [editor, bias, choices]) part?.destroy();
      element.remove();
    },
  };
}
