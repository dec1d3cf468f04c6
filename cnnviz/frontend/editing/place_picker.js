/** Which kernel is changed: the layer, and the map or unit in it. */

import { closest } from '../ui/find.js';

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
  const [select, name] = ['select', 'output'].map((tag) => element.querySelector(tag));
  let choices = [];
  let now = { layer: '', unit: 0 };

  const choiceOf = (layer) => choices.find((choice) => choice.layer === layer);

  select.addEventListener('change', () => onPick({ layer: select.value, unit: 0 }));
  element.addEventListener('click', ({ target }) => {
    const by = Number(closest(target, 'button')?.dataset.by ?? 0);
    const { units } = choiceOf(now.layer);
    if (by) onPick({ layer: now.layer, unit: (now.unit + by + units) % units });
  });

  return {
    element,
    setLayers(next) {
      choices = next;
      select.replaceChildren(...choices.map(({ layer }) => new Option(layer)));
    },
    set(place) {
      now = place;
      const { units, word } = choiceOf(place.layer);
      select.value = place.layer;
      name.textContent = `${word} ${place.unit + 1} of ${units}`;
      for (const button of element.querySelectorAll('button')) {
        button.setAttribute('aria-label', `${button.dataset.by > 0 ? 'Next' : 'Previous'} ${word}`);
      }
    },
  };
}

/**
 * @param {{layers: {name: string, kind: string, shape: number[]}[]}} description  of the network
 * @returns {Choice[]} the layers that have weights
 */
export function layerChoices({ layers }) {
  const words = { convolution: 'map', dense: 'unit' };
  return layers.filter(({ kind }) => words[kind])
    .map(({ name, kind, shape: [units] }) => ({ layer: name, units, word: words[kind] }));
}
