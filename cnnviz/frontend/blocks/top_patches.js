/** What excites a map most: of each sample photo the patch with its largest value, in place. */

import { createLatest } from '../live/latest.js';
import { partName } from '../network/columns.js';
import { defer } from '../ui/deferred.js';
import { make } from '../ui/elements.js';
import { formatNumber } from '../ui/numbers.js';
import { paintTensor } from '../ui/picture.js';
import { asSentence } from '../ui/sentence.js';
import { boxedPhoto, partOf } from './boxed_photo.js';
import { seenBoxes } from './sight.js';

/** CSS pixels of the enlarged patch beside its photo, as in exciting.css. */
const CLOSE_UP = 56;
/** A pointer that passes over many maps asks about none of them. */
const LOOKING_MS = 150;

const OWN = 'your photo';
const ALIKE = 1e-3; // a part of a value: the sample photos are read in another batch

/**
 * Whether it is the same photo: nothing else gives its largest value, to the digit, right there.
 * @param {Largest} own
 * @param {Largest} patch
 */
const isSame = (own, { value, unit }) => own.value !== 0 && String(unit) === String(own.unit)
  && Math.abs(value - own.value) <= ALIKE * Math.abs(own.value);

/**
 * @typedef {import('../live/messages.js').Patch} Patch
 * @typedef {Pick<Patch, 'value' | 'unit'>} Largest
 * @typedef {Patch & {isOwn: boolean, name: string}} Named
 */

/**
 * All patches, the own photo's among the others, the strongest first; once where it is a sample.
 * @param {Patch[]} patches strongest first
 * @param {Patch | null} own
 * @returns {Named[]}
 */
export function withOwn(patches, own) {
  const twin = own && patches.find((patch) => isSame(own, patch));
  const samples = patches.map((patch) => (patch === twin
    ? { ...patch, isOwn: true, name: `${patch.photo}, ${OWN}` }
    : { ...patch, isOwn: false, name: patch.photo ?? OWN }));
  const all = own && !twin ? [...samples, { ...own, isOwn: true, name: OWN }] : samples;
  return all.sort((a, b) => b.value - a.value);
}

/**
 * @param {object} options
 * @param {import('../live/messages.js').Ask} options.ask
 * @param {() => HTMLCanvasElement | null} options.stagePicture the newest input
 */
export function createTopPatches({ ask, stagePicture }) {
  const title = make('h4', 'top-patches-title');
  const note = make('p', 'top-patches-note');
  const list = make('ol', 'top-patches-list');
  const element = make('section', 'block-top-patches', title, note, list);
  element.hidden = true;
  /** @type {import('../network/columns.js').Column | null} */
  let column = null;
  /** @type {import('../network/columns.js').Column | null} */
  let input = null;
  /** @type {{layer: string, map: number} | null} */
  let wanted = null;
  /** @type {Map<string, HTMLCanvasElement> | null} */
  let photos = null; // by name

  const latest = createLatest({
    async ask(/** @type {{layer: string, map: number}} */ { layer, map }) {
      photos ??= await readPhotos();
      return ask({ type: 'excite', layer, map });
    },
    onAnswer: ({ message }) => show(message),
    onProblem(sentence) {
      note.textContent = asSentence(sentence);
      list.replaceChildren();
    },
  });

  const asking = defer(() => { if (wanted) latest.put(wanted); }, LOOKING_MS);

  async function readPhotos() {
    const { message: { names }, tensors } = await ask({ type: 'photos' });
    const { shape: [, ...shape], data } = tensors.photos;
    const size = shape.reduce((a, b) => a * b, 1);
    return new Map(names.map((name, i) =>
      [name, paintTensor({ shape, data: data.subarray(i * size, (i + 1) * size) })]));
  }

  /** @param {import('../live/messages.js').Exciting} answer */
  function show({ patches, own }) {
    note.textContent = 'Where each sample photo gives this map its largest value, the strongest first. '
      + 'Outlined is all that the value sees; where that is the whole photo, dashed is its own place.';
    list.replaceChildren(...withOwn(patches, own).flatMap(makePatch));
  }

  /** @param {Named} patch */
  function makePatch({ photo, name, isOwn, value, unit, box }) {
    if (!column || !input) return [];
    const picture = photo === null ? stagePicture() : photos?.get(photo) ?? null;
    const boxes = seenBoxes(box, unit, column, input);
    const whole = boxedPhoto(picture, input, boxes, `${name}: ${formatNumber(value)}`);
    const closeUp = boxes.length > 1 ? [] : [partOf(picture, box, CLOSE_UP)];
    const item = make('li', 'top-patch', make('div', 'top-patch-pictures', whole, ...closeUp),
      make('p', '', `${name} `, make('b', '', formatNumber(value))));
    item.classList.toggle('is-own', isOwn);
    return [item];
  }

  return {
    element,
    /** @param {import('../network/columns.js').Column} next the network's input */
    describe(next) { input = next; },
    /**
     * @param {import('../network/columns.js').Column | null} nextColumn
     * @param {number} [map]
     */
    show(nextColumn, map = 0) {
      const next = nextColumn && { layer: nextColumn.name, map };
      if (next && wanted?.layer === next.layer && wanted.map === map) return;
      element.hidden = !next;
      latest.forget();
      asking.cancel();
      wanted = next;
      if (!next || !nextColumn) return;
      column = nextColumn;
      title.textContent = `What excites ${partName(nextColumn, map)}`;
      note.textContent = 'Looking through the sample photos …';
      list.replaceChildren();
      asking.schedule();
    },
    /** The photo rests: its own patch may be another. */
    refresh() {
      if (wanted) latest.put(wanted);
    },
    destroy() {
      asking.cancel();
      latest.forget();
    },
  };
}
