/**
 * Which picture is filtered: one that the page gives, the visitor's own, or what the pad holds.
 *
 * The browser keeps the visitor's own picture and drawing in the tab's session storage, as the
 * server forgets them with the connection. A link holds neither.
 *
 * @typedef {{shape: number[], pixels: string}} Pixels  bytes by channel, in base64
 * @typedef {Pixels & {name: string, caption: string, grey?: Pixels|null, isOwn?: boolean,
 *   isStandIn?: boolean}} Picture  see `GivenPicture` on the page's side
 */

import { createDrawingStore } from '../drawing_store.js';
import { createDrawingPad } from '../pad/drawing_pad.js';
import { acceptFiles } from '../pad/files.js';
import { PIXELS, fromBase64, toBase64 } from '../pad/strokes.js';
import { asSentence } from '../sentence.js';
import { createRoom } from './root.js';

const DRAWING = 'Drawing'; // the page's word for it

const isPixels = (given) => Array.isArray(given?.shape) && typeof given.pixels === 'string';
const toPixels = ({ shape, data }) => ({ shape, pixels: toBase64(data) });

/**
 * @param {object} options
 * @param {HTMLElement} options.around  where pictures may be dropped
 * @param {(file: File) => Promise<{color: object, grey?: object}>} options.readFile  decodes it;
 *   rejected with a sentence
 * @param {(picture: {shape: number[], data: Uint8Array}, caption: string, inputAt: number) => void}
 *   options.onPicture
 */
export function createPictureSource({ around, readFile, onPicture }) {
  const listening = new AbortController();
  const store = createDrawingStore('filters picture');
  const padStore = createDrawingStore('filters pad');
  const kept = store.load();
  const [padRoom, problem] = ['pad', 'problem'].map(createRoom);
  problem.setAttribute('role', 'alert');
  let own = isPixels(kept?.own) ? kept.own : null;
  let taken = own && kept.taken; // what the page gave when that was brought
  let shown = null; // name of the picture that is filtered
  let pad = null; // made when somebody wants to draw
  let isColor = true;
  let read = 0; // files so far: of several, the last one counts

  acceptFiles(around, { onFile: take, onProblem: say }, listening.signal);

  function say(sentence) {
    problem.textContent = asSentence(sentence);
  }

  function show({ name, caption, ...pixels }, inputAt = performance.now()) {
    const { shape, pixels: bytes } = (!isColor && pixels.grey) || pixels;
    if (`${name} ${shape[0]}` === shown) return;
    shown = `${name} ${shape[0]}`;
    say('');
    onPicture({ shape, data: fromBase64(bytes) }, caption, inputAt);
  }

  function showDrawing(inputAt) {
    shown = DRAWING;
    say('');
    onPicture({ shape: [1, PIXELS, PIXELS], data: pad.pixels() }, 'Your drawing', inputAt);
  }

  function setOwn(next) {
    if (own === next) return;
    own = next;
    store.save(own && { own, taken });
  }

  async function take(file) {
    read += 1;
    const number = read;
    try {
      const { color, grey } = await readFile(file);
      if (number !== read) return;
      setOwn({ name: `own ${Date.now()}`, caption: 'Your picture', ...toPixels(color),
        grey: grey ? toPixels(grey) : null });
      show(own);
    } catch ({ message }) {
      if (number === read) say(message);
    }
  }

  function createPad() {
    const made = createDrawingPad({
      hint: 'Draw something',
      onChange({ timeStamp }) {
        setOwn(null);
        showDrawing(timeStamp);
      },
      onCommit: () => padStore.save(made.state()),
      onFile: take,
      onProblem: say,
    });
    made.restore(padStore.load());
    padRoom.append(made.element);
    return made;
  }

  return {
    pad: padRoom,
    problem,
    /**
     * @param {{source: string, color?: boolean, picture: Picture|null}} picks
     * @returns {boolean} whether there is a picture
     */
    take({ source, color = true, picture }) {
      const key = `${source} ${picture?.name ?? ''}`;
      const isDrawing = source === DRAWING;
      const isTold = key !== taken && !picture?.isStandIn && (picture !== null || isDrawing);
      taken = key;
      isColor = color;
      if (isDrawing) pad ??= createPad();
      padRoom.hidden = !isDrawing;
      if (isTold) setOwn(picture?.isOwn ? picture : null);
      if (own) show(own);
      else if (picture) show(picture);
      else if (isDrawing && shown !== DRAWING) showDrawing(performance.now());
      return shown !== null;
    },
    destroy() {
      listening.abort();
      pad?.destroy();
    },
  };
}
