/**
 * The Photos view: a photo, what the network says to it while a hand moves it, and why.
 */

import { createBlocks } from '../blocks/blocks.js';
import { createHeatmap } from '../heatmap/heatmap.js';
import { createClient } from '../live/client.js';
import { createDialogCloser } from '../live/connection_dialog.js';
import { bringIntoSight } from '../ui/elements.js';
import { createMemoryStore } from '../ui/memory_store.js';
import { createRoot, mountable, whenPainted } from '../ui/mounting.js';
import { createPictureSource } from '../ui/picture_source.js';
import { asSentence } from '../ui/sentence.js';
import { createStatusLine } from '../ui/status_line.js';
import { createAnswer } from './answer.js';
import { createGestures } from './gestures.js';
import { UNTOUCHED, isUntouched } from './placement.js';
import { createStage } from './stage.js';
import { createPhotoTools } from './tools.js';

/**
 * @typedef {object} Picks  what the page says
 * @property {string} basePath  what the app is served under: "" or such as "/lab"
 * @property {string} source  where photos come from
 * @property {(import('../ui/picture_source.js').Picture & {note: string})|null} picture  with a sentence
 *   about what the network says to it as it is, or ""
 */

const SHEET = new URL('./sheets.css', import.meta.url).href;

/**
 * The state: the picture (1 or 3, H, W), how it lies, and the layers whose thumbnails are wanted; see
 * `createBlocks`.
 * @type {import('../live/client.js').View}
 */
const LOOK = {
  stateType: 'look',
  answerType: 'seen',
  isReady: ({ picture }) => picture !== null,
  toPart: ({ picture, ...message }) =>
    ({ message, tensors: /** @type {import('../live/frame.js').Tensors} */ (picture ? { picture } : {}) }),
};

const PATCH_SIZES = [16, 32, 48, 64];
const PRIVACY = 'Your photo stays in this tab’s and in the server’s memory: it is never written to '
  + 'disk nor shown to anyone, and is gone when the tab is reloaded or closed.';

/**
 * @param {string} name
 * @param {string} [words]
 */
function line(name, words = '') {
  const made = Object.assign(document.createElement('p'), { className: name });
  made.textContent = words;
  return made;
}

/**
 * @param {string} name
 * @param {...HTMLElement} parts
 */
function room(name, ...parts) {
  const made = Object.assign(document.createElement('div'), { className: name });
  made.append(...parts);
  return made;
}

/**
 * @typedef {import('./placement.js').View} View
 *
 * @param {ShadowRoot|HTMLElement} parent
 * @param {Picks} picks
 */
function createPhotosView(parent, { basePath }) {
  const { element, remove } = createRoot(parent, SHEET, 'photos');
  /** @type {'move' | 'cover'} */
  let mode = 'move';
  /** @type {Pick<import('../live/client.js').Answer, 'message' | 'tensors' | 'isExact'>
   *   & {isOther: boolean} | null} */
  let last = null; // the newest answer
  const notice = line('photos-notice');
  const [problem, refusal] = [line('problem photos-problem'), line('problem photos-problem')];
  for (const alert of [problem, refusal]) alert.setAttribute('role', 'alert');

  const caption = line('photo-caption');
  const stage = createStage({ empty: 'Choose a photo above, or paste or drop one here.' });
  const viewNow = () => (client.state().picture ? client.state().view : null);
  const gestures = createGestures(stage.element, { view: viewNow, mode: () => mode, onView: place });
  const tools = createPhotoTools({ onMode: setMode, view: viewNow, onView: place });
  const answer = createAnswer({ empty: 'No photo yet' });
  const held = watchHeld([stage.element, tools.element], () => {
    if (last?.isExact) tellAnswer();
  });
  /** @type {import('../live/messages.js').Ask} */
  const ask = (message, ...rest) => client.ask(message, ...rest);
  const heatmap = createHeatmap({
    ask,
    patchSizes: PATCH_SIZES,
    picture: () => stage.input,
  });
  const blocks = createBlocks({
    ask,
    onWant: (layers) => client.send({ layers }),
    outline: stage.outline,
    stagePicture: () => stage.input,
  });
  const status = createStatusLine({
    kept: 'your photo is safe',
    title: 'From your last move to the new bars on the screen',
    pace: (latency, engine) => `Hand to bars ${latency} ms, of which the network ${engine} ms`,
    downloads: [],
    onProblem: say,
  });
  const dialogs = createDialogCloser();

  stage.layer(heatmap.overlay);
  const shown = room('photo-shown', caption);
  element.append(
    room('photos-top',
      room('photos-left', room('photo-place', stage.element), shown, tools.element),
      room('photos-right', notice, problem, refusal, answer.element, heatmap.element,
        line('photos-privacy', PRIVACY))),
    room('photos-below', blocks.strip, blocks.panel, status.element),
  );

  const client = createClient({
    basePath,
    view: LOOK,
    start: { picture: null, view: UNTOUCHED, layers: {} },
    network: 'photos',
    onNetwork(description, tensors) {
      answer.describe(description.labels);
      heatmap.describe(description.labels, description.groups);
      blocks.describe(description, tensors);
    },
    onAnswer: tell,
    onProblem: ({ message }) => say(message),
    onStatus(connection, detail) {
      element.dataset.connection = connection;
      const words = status.connect(connection, detail);
      const isAway = connection !== 'open' && last !== null;
      notice.textContent = isAway ? words : '';
      dialogs.watch(isAway);
    },
  });
  const source = createPictureSource({
    around: element,
    word: 'photo',
    store: createMemoryStore('photos'),
    readFile: (file) => client.askWithFile({ type: 'read_picture' }, file)
      .then(({ tensors: { color, grey } }) => ({ color, grey })),
    onPicture(picture, { caption: words, note = '' }, inputAt) {
      stage.setPhoto(picture);
      caption.textContent = words;
      answer.expect(note);
      client.send({ picture, view: UNTOUCHED }, inputAt);
      show(UNTOUCHED);
    },
    onProblem(sentence) {
      refusal.textContent = asSentence(sentence);
      if (sentence) bringIntoSight(refusal);
    },
  });
  shown.append(source.back);
  setMode(mode);
  tools.show(null);

  /** @param {'move' | 'cover'} next */
  function setMode(next) {
    mode = next;
    stage.setMode(mode);
    tools.setMode(mode);
  }

  /** @param {View} view */
  function show(view) {
    stage.place(view);
    tools.show(view, client.state().picture?.shape[0] === 1);
    answer.showNote(isUntouched(view));
  }

  /**
   * @param {View} view
   * @param {number} inputAt
   */
  function place(view, inputAt) {
    show(view);
    client.send({ view }, inputAt);
  }

  function tellAnswer() {
    if (!last) return;
    const { message, tensors, isExact, isOther } = last;
    answer.update(tensors.probabilities.data, message.groups,
      isOther || (isExact && !held.isHeld()));
  }

  /** @param {import('../live/client.js').Answer} answered */
  function tell({ message, tensors, inputAt, sent, ...answered }) {
    const isExact = 'input' in tensors && answered.isExact; // else the hand has moved on
    last = { message, tensors, isExact, isOther: sent?.tensors !== undefined && 'picture' in sent.tensors };
    say('');
    if (isExact) stage.rest(tensors.input);
    tellAnswer();
    heatmap.read(tensors.probabilities.data, isExact);
    blocks.update(message, tensors, isExact);
    whenPainted((now) => {
      element.dataset.frame = String(Number(element.dataset.frame) + 1);
      if (inputAt === null) return;
      element.dataset.latencyMs = (now - inputAt).toFixed(1);
      status.pace({ latency: now - inputAt, engine: message.engine_ms, now });
    });
  }

  /** @param {string} sentence */
  function say(sentence) {
    problem.textContent = asSentence(sentence);
  }

  return {
    /** Show what the page gives. @param {Picks} picks */
    take: (picks) => source.take(picks),
    destroy() {
      for (const part of [source, client, dialogs, held, gestures, stage, heatmap, blocks, status]) {
        part.destroy();
      }
      remove();
    },
  };
}

/**
 * @param {HTMLElement[]} elements
 * @param {() => void} onRelease
 * @returns {{isHeld: () => boolean, destroy: () => void}}
 */
function watchHeld(elements, onRelease) {
  const pointers = new Set();
  const listening = new AbortController();
  const { signal } = listening;
  for (const element of elements) {
    element.addEventListener('pointerdown', ({ pointerId }) => pointers.add(pointerId), { signal });
  }
  /** @param {PointerEvent} event */
  const release = ({ pointerId }) => {
    if (pointers.delete(pointerId) && !pointers.size) onRelease();
  };
  for (const type of /** @type {const} */ (['pointerup', 'pointercancel'])) {
    window.addEventListener(type, release, { signal, capture: true });
  }
  return { isHeld: () => pointers.size > 0, destroy: () => listening.abort() };
}

export const { mount, unmount } = mountable(createPhotosView);
