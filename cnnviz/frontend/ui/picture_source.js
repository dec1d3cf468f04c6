/**
 * Which picture a view works on: one that the page gives, or the visitor's own.
 *
 * The view keeps the visitor's own picture, as the server forgets it with the connection. A link
 * does not hold it.
 *
 * @typedef {{shape: number[], pixels: string}} Pixels  bytes by channel, in base64
 * @typedef {{shape: number[], data: Uint8Array | Float32Array}} Bytes  of a picture, as they were sent
 * @typedef {Pixels & {name: string, caption: string, grey?: Pixels|null, isOwn?: boolean,
 *   isStandIn?: boolean, note?: string}} Picture  see `GivenPicture` on the page's side
 * @typedef {{source: string, color?: boolean, picture: Picture|null}} Picks  what the page says
 */

import { fromBase64, toBase64 } from './base64.js';
import { acceptFiles, isPicture } from './dropped_files.js';
import { aboutFile, asSentence } from './sentence.js';

/** @param {any} given as it was kept */
const isPixels = (given) => Array.isArray(given?.shape) && typeof given.pixels === 'string';
/** @param {Bytes} tensor */
const toPixels = ({ shape, data }) => ({ shape, pixels: toBase64(data) });

/**
 * The way back to what the page's own box still holds while something else is shown.
 * @param {() => void} onBack
 */
function createWayBack(onBack) {
  const button = Object.assign(document.createElement('button'), {
    className: 'picture-back', type: 'button', hidden: true, onclick: onBack,
  });
  return {
    button,
    /** @param {Picture|null} given  null: there is nothing to go back to */
    show(given) {
      button.hidden = !given;
      if (!given) return;
      const { caption, isOwn } = given;
      button.textContent = `Back to ${isOwn ? 'the file chosen above'
        : `${caption[0].toLowerCase()}${caption.slice(1)}`}`;
    },
  };
}

/**
 * @param {object} options
 * @param {HTMLElement} options.around  where pictures may be dropped
 * @param {string} options.word  for a picture: "picture", "photo"
 * @param {import('./session_store.js').Store<any>} options.store  keeps the
 *   visitor's own
 * @param {(file: File) => Promise<{color: Bytes, grey?: Bytes}>} options.readFile  decodes it;
 *   rejected with a sentence
 * @param {(tensor: {shape: number[], data: Uint8Array}, picture: Picture, inputAt: number) => void}
 *   options.onPicture
 * @param {(sentence: string) => void} options.onProblem  told "" when there is none any more
 */
export function createPictureSource({ around, word, store, readFile, onPicture, onProblem }) {
  const listening = new AbortController();
  const kept = store.load();
  /** @type {Picture | null} */
  let own = isPixels(kept?.own) ? kept.own : null;
  let taken = own && kept.taken; // what the page gave when that was brought
  /** @type {Picture | null} */
  let given = null; // what the page gives
  /** @type {Picture | null} */
  let chosen = null; // what the page's box holds a file of
  /** @type {string | null} */
  let shown = null; // name of what the view works on
  let isColor = true;
  let read = 0; // files so far: of several, the last one counts

  const above = () => given ?? chosen;
  const back = createWayBack(() => {
    const picture = above();
    if (!picture) return;
    setOwn(picture.isOwn ? picture : null);
    show(picture);
  });
  acceptFiles(around, {
    onFile: bring,
    onProblem(sentence, file) {
      read += 1; // an earlier one that is still being read is not what was meant last
      onProblem(isPicture(file) ? aboutFile(sentence, file) : asSentence(sentence)); // names it
    },
    onGone() {
      chosen = null;
      back.show(null);
      onProblem('');
    },
  }, listening.signal);

  /** @param {Picture} picture */
  function show(picture) {
    const { shape, pixels } = (!isColor && picture.grey) || picture;
    const name = `${picture.name} ${shape[0]}`;
    back.show(own && above()?.name !== own.name ? above() : null);
    if (name === shown) return;
    shown = name;
    onProblem('');
    onPicture({ shape, data: fromBase64(pixels) }, picture, performance.now());
  }

  /** @param {Picture | null} next */
  function setOwn(next) {
    if (own === next) return;
    own = next;
    store.save(own && { own, taken });
  }

  /**
   * @param {File} file
   * @param {{caption?: string}} [brought]  of the page's own box
   */
  async function bring(file, brought) {
    read += 1;
    const number = read;
    onProblem('');
    try {
      const { color, grey } = await readFile(file);
      if (number !== read) return;
      const brings = { name: `own ${Date.now()}`, caption: brought?.caption ?? `Your ${word}`,
        ...toPixels(color), grey: grey ? toPixels(grey) : null, isOwn: true };
      setOwn(brings);
      if (brought) chosen = brings;
      show(brings);
    } catch (error) {
      const { message } = /** @type {Error} */ (error);
      if (number === read) onProblem(aboutFile(message, file));
    }
  }

  return {
    /** Shows again what the page gives; hidden while that is shown. */
    back: back.button,
    /** @param {File} file  that was brought in another way */
    bring,
    /** The view works on something else, which is no picture from here. @param {string} name */
    leave(name) {
      shown = name;
      setOwn(null);
      back.show(null);
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
      given = picture?.isStandIn ? null : picture;
      isColor = color;
      if (isTold) setOwn(picture?.isOwn ? picture : null);
      const wanted = own ?? picture;
      if (wanted) show(wanted);
      return wanted !== null;
    },
    destroy: () => listening.abort(),
  };
}
