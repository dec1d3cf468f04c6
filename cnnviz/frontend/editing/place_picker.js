/** Which kernel is changed: the layer, and the map or unit in it. */

import { ACTIVATIONS } from '../inspector/activation.js';
import { closest, find } from '../ui/find.js';

/** @typedef {{layer: string, units: number, word: 'map' | 'unit'}} Choice */

/**
 * @param {(place: import('./edits.js').Place) => void} onPick
 * @returns {{element: HTMLElement, setLayers: (choices: Choice[]) => void,
 *   set: (place: import('./edits.js').Place) => void}}  `set` calls no onPick
 */
export function createPlacePicker(onPick) {
  const element = document.createElement('div');
  element.className = 'edit-place';
  element.innerHTML = `
    <select aria-label="Layer"></select>
    <button type="button" data-by="-1" aria-label="Previous">‹</button>
    <output></output>
    <button type="button" data-by="1" aria-label="Next">›</button>`;
  const select = find(element, 'select', HTMLSelectElement);
  const name = find(element, 'output');
  /** @type {Choice[]} */
  let choices = [];
  let now = { layer: '', unit: 0 };

  /** @param {string} layer */
  const choiceOf = (layer) => choices.find((choice) => choice.layer === layer);

  select.addEventListener('change', () => onPick({ layer: select.value, unit: 0 }));
  element.addEventListener('click', ({ target }) => {
    const by = Number(closest(target, 'button')?.dataset.by ?? 0);
    const units = choiceOf(now.layer)?.units ?? 0;
    if (by && units) onPick({ layer: now.layer, unit: (now.unit + by + units) % units });
  });

  return {
    element,
    setLayers(next) {
      choices = next;
      select.replaceChildren(...choices.map(({ layer }) => new Option(layer)));
    },
    set(place) {
      now = place;
      const { units, word } = choiceOf(place.layer) ?? { units: 0, word: 'map' };
      select.value = place.layer;
      name.textContent = `${word} ${place.unit + 1} of ${units}`;
      for (const button of element.querySelectorAll('button')) {
        button.setAttribute('aria-label', `${Number(button.dataset.by) > 0 ? 'Next' : 'Previous'} ${word}`);
      }
    },
  };
}

/**
 * @param {{layers: {name: string, parameters?: number, shape: number[]}[]}} description  of the network
 * @returns {Choice[]} the layers that have weights
 */
export function layerChoices({ layers }) {
  return layers.filter(({ parameters }) => parameters)
    .map(({ name, shape }) => ({ layer: name, units: shape[0], word: shape.length > 1 ? 'map' : 'unit' }));
}

const KEEP_MAPS = new Set([...Object.keys(ACTIVATIONS), 'max_pooling', 'average_pooling']);

/**
 * A map after a convolution, as long as there is one for each of its kernels, belongs to that.
 *
 * @param {{layers: {name: string, kind: string, parameters?: number}[]}} description  of the network
 * @param {{layer: string, unit: number} | null} pointed
 * @returns {import('./edits.js').Place | null} of the kernel that makes the map; of a layer's
 *   bias; null where there is neither
 */
export function kernelPlace({ layers }, pointed) {
  let at = layers.findIndex(({ name }) => name === pointed?.layer);
  while (at >= 0 && KEEP_MAPS.has(layers[at].kind)) at -= 1;
  if (at < 0 || !pointed) return null;
  const { name, parameters } = layers[at];
  return parameters ? { layer: name, unit: pointed.unit } : null;
}

/**
 * @param {import('../network/focus.js').Scene} scene
 * @param {import('./edits.js').Place} place
 * @returns {HTMLElement} the map, or the strip with the unit
 */
export function mapOf({ columns, parts }, { layer, unit }) {
  const { targets } = parts[columns.findIndex(({ name }) => name === layer)];
  return targets[unit] ?? targets[0];
}

/**
 * @param {import('../network/focus.js').Scene} scene
 * @param {EventTarget | null} element
 * @returns {{layer: string, unit: number} | null} the map or kernel that the element shows
 */
export function shownBy({ columns, parts }, element) {
  for (let i = 0; i < columns.length; i += 1) {
    const { targets, kernels } = parts[i];
    const is = (/** @type {HTMLElement} */ one) => one === element;
    const unit = Math.max(targets.findIndex(is), kernels.findIndex(is));
    if (unit >= 0) return { layer: columns[i].name, unit };
  }
  return null;
}
