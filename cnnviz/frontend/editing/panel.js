/** The panel in which a kernel, or a dense unit's bias, is changed while the network reads on. */

import { createKernelEditor } from '../kernel_editor/kernel_editor.js';
import { createKernelGallery } from '../kernel_editor/kernel_gallery.js';
import { createBiasCell } from './bias_cell.js';
import { createChannelPicker } from './channel_picker.js';
import { hasKernel, isOff, originalPart, partOf } from './edits.js';
import { createPlacePicker, layerChoices } from './place_picker.js';
import { createRanking } from './ranking.js';
import { fromSlices, toSlices } from './slices.js';

/** @typedef {import('./edits.js').Place} Place */

const TEMPLATE = `
  <header class="edit-head">
    <button type="button" class="edit-off" title="The whole map, on or off (O, on a map)"></button>
    <button type="button" class="edit-rank" aria-expanded="false">Rank maps</button>
    <button type="button" class="edit-close" aria-label="Close" title="Close (Esc)">✕</button>
  </header>
  <div class="edit-body"><div class="edit-room"></div><div class="edit-side"></div></div>`;

const sizeOf = ({ values }) =>
  (Array.isArray(values[0][0]) ? null : [values.length, values[0].length]);

/**
 * @param {object} options
 * @param {object[]} options.gallery  kernels to put in the place of one
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
      .map((name) => element.querySelector(`.edit-${name}`));
  let scene = null; // {description, weights, edits}
  let place = null;
  let choices = null; // the gallery for kernels of the layer's size
  let headed = ''; // what the head shows

  const picker = createPlacePicker((next) => open(next));
  const channels = createChannelPicker((channel, all) => editor.showSlice(channel, all));
  const editor = createKernelEditor({
    fixed: true,
    onChange({ values, bias }, { inputAt }) {
      channels.paint(values);
      onPart(place, { weights: fromSlices(values), bias }, inputAt);
    },
  });
  const bias = createBiasCell((value, inputAt) =>
    onPart(place, { weights: null, bias: value }, inputAt));
  const ranking = createRanking((unit) => open({ layer: place.layer, unit }));
  head.prepend(picker.element);
  close.before(editor.head);

  off.addEventListener('click', () => onSwitch(place));
  close.addEventListener('click', () => shut());
  rank.addEventListener('click', () => setRanking(rank.getAttribute('aria-expanded') !== 'true'));
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.stopPropagation(); // what is pinned stays
    shut();
  });

  function setRanking(isOpen) {
    rank.setAttribute('aria-expanded', isOpen);
    if (isOpen) {
      side.replaceChildren(ranking.element);
      body.scrollTop = side.offsetTop - body.offsetTop; // on a phone it is below the kernel
      onRank(place.layer);
    } else side.replaceChildren(...(choices ? [choices.element] : []));
  }

  /** @returns {import('../kernel_editor/kernel_draft.js').Kernel} */
  function kernelOf({ weights, bias: added }, name) {
    const { shape } = scene.weights[`${place.layer}.weight`];
    return { name, values: toSlices(weights, shape), bias: added };
  }

  function showKernel() {
    const { weights, edits } = scene;
    const name = `${place.layer} map ${place.unit + 1}`;
    const now = kernelOf(partOf(edits, weights, place), name);
    channels.set({ values: now.values, before: layerBefore() });
    editor.set(kernelOf(originalPart(weights, place), name), now);
    editor.showSlice(channels.channel, channels.all || now.values.length === 1);
    fill(channels.element, editor.element);
  }

  function showBias() {
    const { weights, edits } = scene;
    bias.set({
      name: `${place.layer} unit ${place.unit + 1}`,
      original: originalPart(weights, place).bias,
      bias: partOf(edits, weights, place).bias,
    });
    fill(bias.element);
  }

  /** What is there already keeps its place, and with it the focus. */
  function fill(...parts) {
    if (room.firstChild !== parts[0]) room.replaceChildren(...parts);
  }

  /** What the kernel's slices look at; null of the first layer is the drawing. */
  function layerBefore() {
    const { layers } = scene.description;
    return layers[layers.findIndex(({ name }) => name === place.layer) - 1]?.name ?? 'input';
  }

  /** Only what fits; made anew when another layer's kernels are larger or smaller. */
  function setGallery() {
    const [, , height, width] = scene.weights[`${place.layer}.weight`].shape;
    const fits = gallery.filter((kernel) =>
      sizeOf(kernel)?.every((length, i) => length <= [height, width][i]));
    choices?.destroy();
    choices = createKernelGallery({
      kernels: fits,
      onPick: ({ values }, { inputAt }) => editor.put(values, inputAt),
    });
  }

  /** Only when the head has to change: this runs with every step of a drag. */
  function refresh() {
    const isMap = hasKernel(scene.weights, place.layer);
    const next = `${place.layer} ${place.unit} ${isOff(scene.edits, place)}`;
    if (next === headed) return;
    headed = next;
    picker.set(place);
    off.hidden = rank.hidden = editor.head.hidden = !isMap;
    off.textContent = isOff(scene.edits, place) ? 'Switch on' : 'Switch off';
    off.classList.toggle('is-off', isOff(scene.edits, place));
    rank.title = `What each map of ${place.layer} is worth`;
  }

  /** @param {Place} next */
  function open(next) {
    const isSameLayer = place?.layer === next.layer;
    const isMap = hasKernel(scene.weights, next.layer);
    place = next;
    element.hidden = false;
    refresh();
    if (isMap) showKernel();
    else showBias();
    side.hidden = !isMap;
    if (isMap && !isSameLayer) {
      setGallery();
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
     * @param {object} next  description, weights and edits
     * @param {boolean} anew  whether what is being edited was changed from elsewhere
     */
    update(next, anew) {
      const isOther = scene?.description !== next.description;
      scene = next;
      if (isOther) picker.setLayers(layerChoices(scene.description));
      if (isOther) headed = '';
      if (!place) return;
      if (anew) open(place);
      else refresh();
    },
    destroy() {
      for (const part of [editor, bias, choices]) part?.destroy();
      element.remove();
    },
  };
}
