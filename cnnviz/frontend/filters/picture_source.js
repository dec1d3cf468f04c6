/**
 * Which picture is filtered: one that the page gives, the visitor's own, or what the pad holds.
 *
 * The browser keeps the visitor's own picture and drawing in the tab's session storage.
 */

import { createDrawingPad } from '../pad/drawing_pad.js';
import { PIXELS } from '../pad/strokes.js';
import { make } from '../ui/elements.js';
import { createPictureSource } from '../ui/picture_source.js';
import { asSentence } from '../ui/sentence.js';
import { createSessionStore } from '../ui/session_store.js';

const DRAWING = 'Drawing'; // the page's word for it

/** Where nothing may have been given yet, and what. */
/** @type {Record<string, string>} */
const AWAITED = { Picture: 'picture', Camera: 'photo' };

/** Where color or grey can be picked; of some pictures that changes nothing. */
const PHOTOS = ['Sample', 'Picture', 'Camera'];

/**
 * @param {object} options
 * @param {HTMLElement} options.around  where pictures may be dropped
 * @param {(file: File) => Promise<{color: import('../live/frame.js').Tensor,
 *   grey?: import('../live/frame.js').Tensor}>} options.readFile  decodes it; rejected with a sentence
 * @param {(picture: import('../ui/picture_source.js').Bytes, caption: string, inputAt: number) => void}
 *   options.onPicture
 */
export function createFilteredSource({ around, readFile, onPicture }) {
  const padStore = createSessionStore('filters pad');
  const [padRoom, problem, waiting] = ['filters-pad', 'problem filters-problem', 'filters-waiting']
    .map((className) => make('div', className));
  problem.setAttribute('role', 'alert');
  waiting.setAttribute('role', 'status');
  /** @type {string | null} */
  let still = null; // caption of what is shown, unless it is the visitor's own picture
  /** @type {import('../pad/drawing_pad.js').DrawingPad | null} */
  let pad = null; // made when somebody wants to draw
  let isColorWanted = false;
  const pictures = createPictureSource({
    around,
    word: 'picture',
    store: createSessionStore('filters picture'),
    readFile,
    onPicture(tensor, { caption, isOwn }, inputAt) {
      const note = isColorWanted && tensor.shape[0] === 1 ? ', grey already' : '';
      still = isOwn ? null : caption;
      waiting.textContent = '';
      onPicture(tensor, `${caption}${note}`, inputAt);
    },
    onProblem: say,
  });

  /** @param {string} sentence */
  function say(sentence) {
    problem.textContent = asSentence(sentence);
  }

  /** @param {number} inputAt */
  function showDrawing(inputAt) {
    if (!pad) return;
    still = 'Your drawing';
    onPicture({ shape: [1, PIXELS, PIXELS], data: pad.pixels() }, still, inputAt);
  }

  function createPad() {
    const made = createDrawingPad({
      hint: 'Draw something',
      onChange({ timeStamp }) {
        pictures.leave(DRAWING);
        showDrawing(timeStamp);
      },
      onCommit: () => padStore.save(made.state()),
      onFile: pictures.bring,
      onProblem: say,
    });
    made.restore(padStore.load());
    padRoom.append(made.element);
    return made;
  }

  return {
    pad: padRoom,
    back: pictures.back,
    /** What is wrong with a picture, and that there is none yet. */
    words: [problem, waiting],
    /**
     * @param {import('../ui/picture_source.js').Picks} picks
     * @returns {boolean} whether there is a picture
     */
    take(picks) {
      const isDrawing = picks.source === DRAWING;
      if (isDrawing) pad ??= createPad();
      padRoom.hidden = !isDrawing;
      isColorWanted = PHOTOS.includes(picks.source) && picks.color !== false;
      if (!pictures.take(picks, isDrawing) && isDrawing && pictures.shown() !== DRAWING) {
        pictures.leave(DRAWING);
        showDrawing(performance.now());
      }
      const awaited = picks.picture && !picks.picture.isStandIn ? null : AWAITED[picks.source];
      waiting.textContent = awaited && still
        ? `No ${awaited} yet; the maps are those of “${still}”.` : '';
      return pictures.shown() !== null;
    },
    destroy() {
      pictures.destroy();
      pad?.destroy();
    },
  };
}
