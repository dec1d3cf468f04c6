/**
 * One frame of the filmstrip: a picture on its stage, marks over it, words under it.
 *
 * @typedef {import('./layout.js').Box} Box
 * @typedef {import('./layout.js').Place} Place
 */

import { SIDE } from './layout.js';
import { contextOf } from '../ui/canvas.js';

const SVG = 'http://www.w3.org/2000/svg';

/**
 * @param {string} caption
 * @returns {object} with `element`, `foot` for more under the words, and `show…` functions
 */
export function createFrame(caption) {
  const element = document.createElement('figure');
  element.className = 'film-frame';
  element.innerHTML =
    '<div class="film-stage" role="img"><canvas></canvas>' +
    `<svg viewBox="0 0 ${SIDE} ${SIDE}" aria-hidden="true"></svg></div>` +
    `<figcaption><b>${caption}</b><span class="film-value"></span></figcaption>`;
  const stage = element.querySelector('.film-stage');
  const canvas = element.querySelector('canvas');
  const svg = element.querySelector('svg');
  const value = element.querySelector('.film-value');
  const context = contextOf(canvas);
  const marks = new Map();

  /**
   * The mark with this name, made when it is first needed.
   * @param {string} name
   * @param {Tag} tag
   */
  function mark(name, tag) {
    if (!marks.has(name)) {
      const made = document.createElementNS(SVG, tag);
      made.setAttribute('class', `film-mark film-${name}`);
      svg.append(made);
      marks.set(name, made);
    }
    return marks.get(name);
  }

  return {
    element,

    /**
     * @param {ImageData} image
     * @param {Box} box  where it lies on the stage
     * @param {boolean} whole  whether each of its pixels takes a whole number of device pixels
     */
    showPicture(image, { top, left, height, width }, whole) {
      if (canvas.width !== image.width) canvas.width = image.width;
      if (canvas.height !== image.height) canvas.height = image.height;
      context.putImageData(image, 0, 0);
      /** @param {number} cells */
      const percent = (cells) => `${(100 * cells) / SIDE}%`;
      canvas.style.top = percent(top);
      canvas.style.left = percent(left);
      canvas.style.width = percent(width);
      canvas.style.height = percent(height);
      canvas.classList.toggle('is-smooth', !whole);
    },

    /**
     * @param {Box | null} box
     * @param {string} name
     */
    showBox(name, box) {
      const rect = mark(name, 'rect');
      rect.toggleAttribute('hidden', !box);
      if (!box) return;
      rect.setAttribute('x', box.left);
      rect.setAttribute('y', box.top);
      rect.setAttribute('width', box.width);
      rect.setAttribute('height', box.height);
    },

    /**
     * @param {Place | null} place
     * @param {string} name
     * @param {number} reach
     */
    showCross(name, place, reach) {
      for (const path of [mark(`${name}-halo`, 'path'), mark(name, 'path')]) {
        path.toggleAttribute('hidden', !place);
        if (!place) continue;
        const { left, top } = place;
        path.setAttribute(
          'd', `M${left - reach} ${top}h${2 * reach}M${left} ${top - reach}v${2 * reach}`,
        );
      }
    },

    /**
     * @param {Place | null} place
     * @param {string} name
     * @param {number} radius
     */
    showRing(name, place, radius) {
      const circle = mark(name, 'circle');
      circle.toggleAttribute('hidden', !place);
      if (!place) return;
      circle.setAttribute('cx', place.left);
      circle.setAttribute('cy', place.top);
      circle.setAttribute('r', radius);
    },

    /** @param {string} text  @param {string} name  of the picture, for screen readers */
    showWords(text, name) {
      if (value.textContent !== text) value.textContent = text;
      if (stage.title === name) return;
      stage.setAttribute('aria-label', name);
      stage.title = name;
    },
  };
}
