/**
 * One frame of the filmstrip: a picture on its stage, marks over it, words under it.
 *
 * @typedef {import('./layout.js').Box} Box
 * @typedef {import('./layout.js').Place} Place
 */

import { SIDE } from './layout.js';
import { contextOf } from '../ui/canvas.js';
import { find } from '../ui/find.js';

const SVG = 'http://www.w3.org/2000/svg';

/**
 * @param {string} caption
 */
export function createFrame(caption) {
  const element = document.createElement('figure');
  element.className = 'film-frame';
  element.innerHTML =
    '<div class="film-stage" role="img"><canvas></canvas>' +
    `<svg viewBox="0 0 ${SIDE} ${SIDE}" aria-hidden="true"></svg></div>` +
    `<figcaption><b>${caption}</b><span class="film-value"></span></figcaption>`;
  const stage = find(element, '.film-stage');
  const canvas = find(element, 'canvas', HTMLCanvasElement);
  const svg = find(element, 'svg', SVGSVGElement);
  const value = find(element, '.film-value');
  const context = contextOf(canvas);
  /** @type {Map<string, SVGElement>} */
  const marks = new Map();

  /**
   * The mark with this name, made when it is first needed.
   * @param {string} name
   * @param {'rect' | 'path' | 'circle'} tag
   */
  function mark(name, tag) {
    const known = marks.get(name);
    if (known) return known;
    const made = document.createElementNS(SVG, tag);
    made.setAttribute('class', `film-mark film-${name}`);
    svg.append(made);
    marks.set(name, made);
    return made;
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
      rect.setAttribute('x', String(box.left));
      rect.setAttribute('y', String(box.top));
      rect.setAttribute('width', String(box.width));
      rect.setAttribute('height', String(box.height));
    },

    /**
     * @param {Place | null} place
     * @param {string} name
     * @param {number} arm
     */
    showCross(name, place, arm) {
      for (const path of [mark(`${name}-halo`, 'path'), mark(name, 'path')]) {
        path.toggleAttribute('hidden', !place);
        if (!place) continue;
        const { left, top } = place;
        path.setAttribute(
          'd', `M${left - arm} ${top}h${2 * arm}M${left} ${top - arm}v${2 * arm}`,
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
      circle.setAttribute('cx', String(place.left));
      circle.setAttribute('cy', String(place.top));
      circle.setAttribute('r', String(radius));
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
