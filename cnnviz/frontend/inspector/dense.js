/** A dense unit's value: its largest contributions, the bias, and where the votes come from. */

import { shortName, unitName } from '../network/units.js';
import { TABLES } from '../ui/colors.js';
import { make } from '../ui/elements.js';
import { keep } from '../ui/morph.js';
import { createPicture } from '../ui/picture.js';
import { extent, scaleEnds } from '../ui/ranges.js';
import { showVotes } from './votes.js';

export function createDense() {
  const maps = createContributionMaps();

  /**
   * @param {import('./ways.js').Inspected} inspected
   * @param {import('./kinds.js').Context} context
   * @returns {Node[]}
   */
  function show({ tensors, arithmetic }, { before, mapsBefore, room, onPick }) {
    const { bias, value, source_shape: shape } = arithmetic;
    const [inputs, weights, contributions] =
      ['inputs', 'weights', 'contributions'].map((name) => tensors[name].data);
    /**
     * @param {number} index
     * @returns {[import('../network/columns.js').Column, number[]]}
     */
    const at = (index) => (shape && mapsBefore
      ? [mapsBefore, unravel(index, shape)] : [before, [index]]);
    const main = showVotes({ inputs, weights, contributions, bias, value }, {
      room,
      nameOf: (index) => ({ name: shortName(...at(index)), title: unitName(...at(index)) }),
      onPick: (index) => onPick({ layer: before.name, unit: [index] }),
    });
    return shape ? [main, maps.show(contributions, shape, mapsBefore?.name ?? '')] : [main];
  }

  return { show };
}

/**
 * @param {number} index in the line that flatten makes
 * @param {number[]} shape maps, rows, columns
 * @returns {number[]} map, row, column
 */
export function unravel(index, [, rows, columns]) {
  return [Math.floor(index / (rows * columns)), Math.floor(index / columns) % rows, index % columns];
}

/** CSS pixels that a map is about as wide as. */
const SIDE = 40;
const found = [0, 0];

/** @returns {{show: (contributions: ArrayLike<number>, shape: number[], layer: string) => Node}} */
export function createContributionMaps() {
  const grid = make('div', 'inspector-maps');
  const element = keep(make('figure', 'inspector-votes',
    make('figcaption', '', 'Where the votes come from'), grid));
  /** @type {ReturnType<typeof createPicture>[]} */
  let pictures = [];
  let laid = '';

  /**
   * @param {number[]} shape
   * @param {string} layer
   */
  function build([count, rows, columns], layer) {
    const scale = Math.max(1, Math.floor(SIDE / Math.max(rows, columns)));
    pictures = Array.from({ length: count }, (_, i) => {
      const picture = createPicture(columns, rows);
      picture.canvas.setAttribute('role', 'img');
      picture.canvas.setAttribute('aria-label', `votes from ${layer} map ${i + 1}`);
      picture.canvas.title = `${layer} map ${i + 1}`;
      Object.assign(picture.canvas.style, {
        width: `${columns * scale}px`, height: `${rows * scale}px`,
      });
      return picture;
    });
    grid.style.setProperty('--across', String(Math.ceil(count / Math.ceil(count / 8))));
    grid.replaceChildren(...pictures.map(({ canvas }) => canvas));
  }

  return {
    show(contributions, shape, layer) {
      const lay = `${layer} ${shape}`;
      if (lay !== laid) build(shape, layer);
      laid = lay;
      extent(contributions, 0, contributions.length, found);
      const [low, high] = scaleEnds('signed', found[0], found[1]);
      const size = shape[1] * shape[2];
      pictures.forEach(({ paint }, i) => paint(contributions, low, high, TABLES.signed, i * size));
      return element;
    },
  };
}
