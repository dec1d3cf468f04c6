/** What leaves the page and comes to it: networks as files, the whole state as a link or a file. */

import { bytesOf } from '../live/frame.js';
import { fromBase64, toBase64 } from '../ui/base64.js';
import { download } from '../ui/download.js';
import { MAX_FILE_BYTES } from '../ui/dropped_files.js';
import { asSentence } from '../ui/sentence.js';
import { MOST_KEPT } from './kept_network.js';
import { fromHash, isLink, share } from './link.js';
import { createOwnNetwork } from './network_bar.js';
import { readShared, sharedFromFile, writeShared } from './shared_state.js';

const SETTLE_MS = 300; // a dragged number is worth keeping once it rests
const MEBIBYTE = 2 ** 20;

/**
 * @typedef {import('./shared_state.js').Laid} Laid
 * @typedef {NonNullable<ReturnType<typeof readShared>>} Taken
 * @typedef {{get: () => Laid, set: (shown: Laid) => void}} Pad  the drawing, and what is done with it
 *
 * @typedef {object} Kept
 * @property {import('./packing.js').PackedEdits} edits
 * @property {string | null} network  its file in base64; null: the page's own
 * @property {string} [title]
 *
 * @param {object} options
 * @param {import('../ui/session_store.js').Store<Kept | null>} options.store
 * @param {() => import('./editing.js').Session} options.editing
 * @param {import('../live/messages.js').Ask} options.ask
 * @param {(file: Uint8Array | null) => Promise<void>} options.openNetwork  null: the built-in one
 * @param {Pad} options.pad
 */
export function createHandover({ store, editing, ask, openNetwork, pad }) {
  /** @type {{bytes: Uint8Array, text: string, title: string} | null} */
  let own = null; // the file of the network that was opened, as bytes and in base64; its title
  let isBegun = false;
  let timer = 0;

  /**
   * @param {string} text
   * @param {string} [name] of the action that it is about
   */
  const tell = (text, name) => editing().bar.tell(text, name);
  const state = () => writeShared({
    ...pad.get(), edits: editing().pack(), ...(own && { network: own.text }),
  });

  /**
   * What can't be done is said at the action's button, if it has one, and all stays as it was.
   * @param {() => Promise<void>} action
   * @param {string} [name] of the action
   */
  const trying = (action, name) => async () => {
    try {
      await action();
    } catch (error) {
      const { message } = /** @type {Error} */ (error);
      tell(asSentence(message), name);
    }
  };

  const line = createOwnNetwork(trying(() => use(null)));

  /**
   * @param {Uint8Array | null} bytes
   * @param {string} [title]
   */
  async function use(bytes, title = 'from a file') {
    await openNetwork(bytes);
    own = bytes && { bytes, text: toBase64(bytes), title };
    line.show(own ? title : null);
    keep();
  }

  /**
   * Somebody's state, from a link or a file.
   * @param {Taken} shared
   * @param {string} [title]
   */
  async function take(shared, title) {
    if (shared.file || own) await use(shared.file, title);
    pad.set(shared);
    if (!editing().unpack(shared.edits)) {
      throw new Error('the changes are those of another network; the drawing is shown');
    }
  }

  /** @param {File} file */
  async function openFile(file) {
    if (file.size > MAX_FILE_BYTES) {
      throw new Error(`the file must be at most 8 MB, got ${(file.size / MEBIBYTE).toFixed(1)} MB`);
    }
    const bytes = new Uint8Array(await file.arrayBuffer());
    const shared = sharedFromFile(bytes);
    if (shared) await take(shared, file.name);
    else await use(bytes, file.name);
    tell(`Opened ${file.name}.`);
  }

  async function save() {
    const { message, tensors } = await ask({ type: 'save_network' });
    download(bytesOf(tensors.file), message.name, 'application/octet-stream');
    tell(`Saved as ${message.name}.`);
  }

  async function shareState() {
    const { text, address } = await share(state());
    if (address) editing().bar.tellLink(text, address);
    else tell(text);
  }

  /** A link is for once: a reload shall bring back what became of it. */
  async function takeLink() {
    const shared = readShared(await fromHash(location.hash));
    history.replaceState(history.state, '', `${location.pathname}${location.search}`);
    if (!shared) throw new Error('the link is cut off, or not one of this page');
    await take(shared);
  }

  /** @param {Kept} kept */
  async function takeKept({ network, title, edits }) {
    if (network) await use(fromBase64(network), title);
    editing().unpack(edits);
  }

  function keep() {
    clearTimeout(timer);
    timer = setTimeout(write, SETTLE_MS);
  }

  function write() {
    timer = 0;
    const tooLarge = own && own.bytes.length > MOST_KEPT;
    store.save(tooLarge ? null
      : { edits: editing().pack(), network: own && own.text, ...(own && { title: own.title }) });
  }

  const leave = () => timer && write();
  const changed = () => isLink(location.hash) && trying(takeLink)();
  window.addEventListener('pagehide', leave);
  window.addEventListener('hashchange', changed);

  return {
    /** @type {import('./network_bar.js').Action[]} */
    actions: [
      { name: 'save', label: 'Save network', onClick: trying(save, 'save') },
      { name: 'open', label: 'Open …', title: 'A network (.safetensors), or a saved state (.json)',
        onClick: () => editing().bar.chooseFile() },
      { name: 'share', label: 'Copy link', title: 'To this drawing and these changes',
        onClick: trying(shareState, 'share') },
    ],
    /** Says whose network it is. */
    element: line.element,
    /** @param {File} file */
    openFile: (file) => trying(() => openFile(file), 'open')(),
    keep,
    /** The network is there: go on with what a link brings, or with what was kept. */
    async begin() {
      if (isBegun) return;
      isBegun = true;
      const kept = store.load();
      if (isLink(location.hash)) await trying(takeLink)();
      else if (kept) await trying(() => takeKept(kept))();
    },
    destroy() {
      leave();
      line.element.remove();
      window.removeEventListener('pagehide', leave);
      window.removeEventListener('hashchange', changed);
    },
  };
}
