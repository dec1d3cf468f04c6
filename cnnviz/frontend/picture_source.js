/**
 * Which picture a view works on: one that the page gives, or the visitor's own, pasted or dropped.
 *
 * The view keeps the visitor's own picture, as the server forgets it with the connection. A link
 * does not hold it.
 *
 * @typedef {{shape: number[], pixels: string}} Pixels  bytes by channel, in base64
 * @typedef {Pixels & {name: string, caption: string, grey?: Pixels|null, isOwn?: boolean,
 *   isStandIn?: boolean}} Picture  see `GivenPicture` on the page's side
 * @typedef {{source: string, color?: boolean, picture: Picture|null}} Picks  what the page says
 */

import { acceptFiles } from './pad/files.js';
import { fromBase64, toBase64 } from './pad/strokes.js';

const isPixels = (given) => Array.isArray(given?.shape) && typeof given.pixels === 'string';
const toPixels = ({ shape, data }) => ({ shape, pixels: toBase64(data) });

/**
 * @param {object} options
 * @param {HTMLElement} options.around  where pictures may be dropped
 * @param {string} options.word  for a picture: "picture", "photo"
 * @param {{load: () => object|null, save: (state: object|null) => void}} options.store  keeps the
 *   visitor's own
 * @param {(file: File) => Promise<{color: object, grey?: object}>} options.readFile  decodes it;
 *   rejected with a sentence
 * @param {(tensor: {shape: number[], data: Uint8Array}, picture: Picture, inputAt: number) => void}
 *   options.onPicture
 * @param {(sentence: string) => void} options.onProblem  told "" when there is none any more
 */
export function createPictureSource({ around, word, store, readFile, onPicture, onProblem }) {
  const listening = new AbortController();
  const kept = store.load();
  let own = isPixels(kept?.own) ? kept.own : null;
  let taken = own && kept.taken; // what the page gave when that was brought
  let shown = null; // name of what the view works on
  let isColor = true;
  let read = 0; // files so far: of several, the last one counts

  acceptFiles(around, { onFile: bring, onProblem }, listening.signal);

  function show(picture) {
    const { shape, pixels } = (!isColor && picture.grey) || picture;
    const name = `${picture.name} ${shape[0]}`;
    if (name === shown) return;
    shown = name;
    onProblem('');
    onPicture({ shape, data: fromBase64(pixels) }, picture, performance.now());
  }

  function setOwn(next) {
    if (own === next) return;
    own = next;
    store.save(own && { own, taken });
  }

  async function bring(file) {
    read += 1;
    const number = read;
    try {
      const { color, grey } = await readFile(file);
      if (number !== read) return;
      setOwn({ name: `own ${Date.now()}`, caption: `Your ${word}`, ...toPixels(color),
        grey: grey ? toPixels(grey) : null });
      show(own);
    } catch ({ message }) {
      if (number === read) onProblem(message);
    }
  }

  return {
    /** @param {File} file  that was brought in another way */
    bring,
    /** The view works on something else, which is no picture from here. @param {string} name */
    leave(name) {
      shown = name;
      setOwn(null);
      onProblem('');
    },
    /** @returns {string|null} name of what the view works on */
    shown: () => shown,
    /**
     * @param {Picks} picks
     * @param {boolean} [isElse]  whether something that is no picture from here was picked
     * @returns {boolean} whether one of these is shown
     */
    take({ source, color = true, picture }, isElse = false) {
      const key = `${source} ${picture?.name ?? ''}`;
      const isTold = key !== taken && !picture?.isStandIn && (picture !== null || isElse);
      taken = key;
      isColor = color;
      if (isTold) setOwn(picture?.isOwn ? picture : null);
      if (own ?? picture) show(own ?? picture);
      return Boolean(own ?? picture);
    },
    destroy: () => listening.abort(),
  };
}
