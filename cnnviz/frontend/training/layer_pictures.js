/** The first layer's weights and what it makes of the digit, as small signed pictures. */

import { TABLES } from '../ui/colors.js';
import { createLegend } from '../ui/legend.js';
import { createPicture } from '../ui/picture.js';
import { captionOf, unitsInLine } from './first_layer.js';

const PICTURE = 56; // CSS pixels a side, or a little less: pixels are enlarged by whole factors

/**
 * A canvas that says what it shows.
 * @param {number} width
 * @param {number} height
 * @param {string} name
 */
function named(width, height, name) {
  const picture = createPicture(width, height);
  const { canvas } = picture;
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', name);
  return picture;
}

/**
 * As large as whole factors allow.
 * @param {ReturnType<typeof createPicture>} picture
 */
function sized(picture) {
  const { style, width, height } = picture.canvas;
  style.width = `${width * Math.max(1, Math.floor(PICTURE / Math.max(width, height)))}px`;
  return picture;
}

/**
 * @param {string | Node} words
 * @param {{element: HTMLElement}} legend
 */
function labelled(words, legend) {
  const element = document.createElement('div');
  element.className = 'training-legend';
  element.append(words, legend.element);
  return element;
}

/**
 * @param {import('./first_layer.js').FirstLayer} layer
 * @param {string} title  of the training
 * @returns {{element: HTMLElement, paint: (look: import('./watcher.js').Look,
 *   largest: {weights: number, outputs: number}) => void}} `largest`: the ends of the two scales
 */
export function createLayerPictures(layer, title) {
  const element = document.createElement('div');
  element.className = 'training-layer';
  const caption = document.createElement('p');
  caption.textContent = captionOf(layer);
  const pictures = document.createElement('div');
  pictures.className = 'training-pictures';
  const { name, isConvolution, rows, across, count, all } = layer;
  const [mapRows, mapAcross] = isConvolution ? layer.shape.slice(1) : [];
  const pairs = Array.from({ length: count }, (_, i) => {
    const pair = document.createElement('div');
    const part = isConvolution ? 'kernel' : 'weights';
    const kernel = sized(named(across, rows, `${name} ${part} ${i + 1} of ${title}`));
    const map = isConvolution
      ? sized(named(mapAcross, mapRows, `${name} map ${i + 1} of ${title}`)) : null;
    pair.append(kernel.canvas, ...(map ? [map.canvas] : []));
    return { pair, kernel, map };
  });
  pictures.append(...pairs.map(({ pair }) => pair));
  const line = unitsInLine(all);
  const strip = isConvolution ? null : named(line, all / line, `${name} units of ${title}`);
  if (strip) strip.canvas.className = 'training-strip';
  const [weights, outputs] = [createLegend('weights'), createLegend('signed')];
  const legends = document.createElement('div');
  legends.className = 'training-legends';
  legends.append(labelled('Weights', weights), labelled(isConvolution ? 'Maps' : 'Units', outputs));
  element.append(caption, pictures, ...(strip ? [strip.canvas] : []), legends);

  return {
    element,
    paint(look, largest) {
      weights.show([-largest.weights, largest.weights]);
      outputs.show([-largest.outputs, largest.outputs]);
      pairs.forEach(({ kernel, map }, i) => {
        kernel.paint(look.weights, -largest.weights, largest.weights, TABLES.weights, i * rows * across);
        map?.paint(look.outputs, -largest.outputs, largest.outputs, TABLES.signed,
          i * mapRows * mapAcross);
      });
      strip?.paint(look.outputs, -largest.outputs, largest.outputs, TABLES.signed);
    },
  };
}
