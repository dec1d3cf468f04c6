/** The place that a person means: brought out at once, and said in a sentence. */

import { putOff } from '../ui/deferred.js';
import { createSpotlight } from './spotlight.js';

/** So long may the sentence wait for the outlines that come with an answer: one frame, not two. */
const SENTENCE_MS = 40;

/**
 * @typedef {import('./pointing.js').Place} Place
 *
 * @param {ReturnType<typeof import('./link_layer.js').createLinkLayer>} links
 * @param {ReturnType<typeof import('./readout.js').createReadout>} readout
 * @param {() => import('./spotlight.js').Scene} scene gives what the view shows at the moment
 */
export function createMeant(links, readout, scene) {
  const spotlight = createSpotlight(links, readout);
  /** @type {Place | null} */
  let place = null;
  const sentence = putOff(() => spotlight.say(place, scene()), SENTENCE_MS);

  return {
    /** The network is another: there is no such place any more. */
    forget() { place = null; },
    /** @param {Place | null} newPlace where it is in the same part, only the sentence is another */
    turnTo(newPlace) {
      const { columns, layout } = scene();
      const isSame = samePart(place, newPlace, columns);
      place = newPlace;
      sentence.never();
      if (!layout) return;
      if (isSame) sentence.soon();
      else spotlight.show(place, scene());
    },
    /** Bring it out anew: the columns have moved. */
    showAgain: () => spotlight.show(place, scene()),
    /** Say it anew: the values have changed, the place hasn't. */
    sayAgain: () => place && spotlight.say(place, scene()),
    /** Say at once what waits to be said. */
    sayWaiting: () => sentence.now(),
    /** Scroll to where its map is in sight. */
    reveal: () =>
      place && scene().parts[place.column].targets[place.part].scrollIntoView({ block: 'nearest' }),
    destroy: () => sentence.never(),
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
