/** The place in focus: its links dark, the unrelated faded, its number in a sentence. */

import { defer } from '../ui/deferred.js';
import { relatedParts } from './links.js';
import { placeSentence } from './readout.js';

/** So long may the sentence wait for the outlines that come with an answer: one frame, not two. */
const SENTENCE_MS = 40;

/**
 * @typedef {import('./pointing.js').Place} Place
 *
 * @param {ReturnType<typeof import('./links.js').createLinkLayer>} links
 * @param {ReturnType<typeof import('./readout.js').createReadout>} readout
 * @param {() => Scene} scene gives what the view shows at the moment
 */
export function createFocus(links, readout, scene) {
  const spotlight = createSpotlight(links, readout);
  /** @type {Place | null} */
  let place = null;
  const sentence = defer(() => spotlight.say(place, scene()), SENTENCE_MS);

  return {
    /** The network is another: there is no such place any more. */
    forget() { place = null; },
    /** @param {Place | null} newPlace where it is in the same part, only the sentence is another */
    turnTo(newPlace) {
      const { columns, layout } = scene();
      const isSame = samePart(place, newPlace, columns);
      place = newPlace;
      sentence.cancel();
      if (!layout) return;
      if (isSame) sentence.schedule();
      else spotlight.show(place, scene());
    },
    /** Bring it out anew: the columns have moved. */
    showAgain: () => spotlight.show(place, scene()),
    /** Say it anew: the values have changed, the place hasn't. */
    sayAgain: () => place && spotlight.say(place, scene()),
    /** Say at once what waits to be said. */
    sayWaiting: () => sentence.flush(),
    /** Scroll to where its map is in sight. */
    reveal: () =>
      place && scene().parts[place.column].targets[place.part].scrollIntoView({ block: 'nearest' }),
    destroy: () => sentence.cancel(),
  };
}

/**
 * Within one map the links stay as they are; in a strip every unit has its own.
 * @param {Place | null} a
 * @param {Place | null} b
 * @param {import('./columns.js').Column[]} columns
 */
const samePart = (a, b, columns) =>
  a && b && a.column === b.column && a.part === b.part && columns[a.column].form === 'maps';

/**
 * @typedef {object} Scene what the view shows at the moment
 * @property {import('./columns.js').Column[]} columns
 * @property {import('./column.js').ColumnView[]} parts
 * @property {import('./layout.js').Layout | null} layout before the first layout
 * @property {(ArrayLike<number> | null)[]} values of each column's layer
 * @property {Record<string, {shape: number[], data: ArrayLike<number>}>} weights
 *
 * @param {ReturnType<typeof import('./links.js').createLinkLayer>} links
 * @param {ReturnType<typeof import('./readout.js').createReadout>} readout
 * @returns {{show: (place: import('./pointing.js').Place | null, scene: Scene) => void,
 *   say: (place: import('./pointing.js').Place | null, scene: Scene) => void}}
 */
export function createSpotlight(links, readout) {
  /**
   * Only the sentence: the values have changed, the place hasn't.
   * @param {Place | null} place
   * @param {Scene} scene
   */
  function say(place, { columns, layout, parts, values }) {
    if (!place) return readout.say(null);
    const perLine = layout?.columns[place.column]?.perLine ?? 0;
    const sentence = placeSentence(columns[place.column], values[place.column],
      { ...place, perLine });
    const target = parts[place.column].targets[place.part];
    if (target?.matches(':focus')) target.setAttribute('aria-description', sentence);
    return readout.say(place.pinned ? `${sentence} · pinned` : sentence);
  }

  /**
   * @param {Place | null} place
   * @param {Scene} scene
   */
  function show(place, scene) {
    const related = place && relatedParts(scene.columns, place.column, focusedParts(place, scene));
    links.highlight(related);
    scene.parts.forEach((part, i) => {
      if (scene.columns[i].form !== 'maps') return;
      part.fade(related && related.parts[i]);
    });
    const target = place && scene.parts[place.column].targets[place.part];
    for (const part of scene.parts) {
      for (const canvas of part.targets) {
        canvas.classList.toggle('active', canvas === target);
        canvas.classList.toggle('pinned', canvas === target && Boolean(place?.pinned));
      }
    }
    showKernels(place, scene);
    say(place, scene);
  }

  /**
   * @param {Place | null} place
   * @param {Scene} scene
   */
  function showKernels(place, { columns, weights }) {
    const column = place && columns[place.column];
    const has = column?.form === 'maps' && column.parameters > 0;
    readout.showKernels(has ? weights[`${column.name}.weight`] : null,
      has ? weights[`${column.name}.bias`] : null, place?.part ?? 0);
  }

  return { show, say };
}

/**
 * The map itself; of a strip the one unit under the pointer, or all of them.
 * @param {Place} place
 * @param {Scene} scene
 */
function focusedParts({ column, part, row, across, pixel }, { columns, layout }) {
  if (columns[column].form !== 'strip') return new Set([part]);
  const unit = row * (layout?.columns[column].perLine ?? 0) + across;
  return pixel && unit < columns[column].parts
    ? new Set([unit])
    : new Set(Array(columns[column].parts).keys());
}
