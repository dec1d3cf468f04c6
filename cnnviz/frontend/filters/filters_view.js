/**
 * The Filters view: kernels slid over a picture, and what comes out, while the hand moves.
 */

import { ownKernels } from '../kernel_editor/own_kernels.js';
import { createClient } from '../live/client.js';
import { createDialogCloser } from '../live/connection_dialog.js';
import { make } from '../ui/elements.js';
import { createRoot, mountable, whenPainted } from '../ui/mounting.js';
import { createSessionStore } from '../ui/session_store.js';
import { createStatusLine } from '../ui/status_line.js';
import { createAddress, fromHash } from './address.js';
import { createCodePanel } from './code_panel.js';
import { inWords } from './complaint.js';
import { filterDownloads } from './downloads.js';
import { createExampleNotice } from './example_notice.js';
import { createFiltering, rowsOf } from './filtering.js';
import { createFollowing, keepClear, placePanel } from './in_sight.js';
import { createFilteredSource } from './picture_source.js';
import { createResultMirror } from './result_mirror.js';
import { createStageEditor } from './stage_editor.js';
import { createStagePlayer } from './stage_player.js';
import { DEFAULT_STATE, readState } from './state.js';
import { createTools } from './tools.js';
import { createMapStrip } from './viewer/map_strip.js';
import { createPanel } from './viewer/panel.js';

/**
 * @typedef {object} Picks  what the page says
 * @property {string} basePath  what the app is served under: "" or such as "/lab"
 * @property {string} source  where pictures come from; "Drawing" wants a pad
 * @property {boolean} color  whether the visitor's own picture is wanted in color
 * @property {(import('../ui/picture_source.js').Picture & {example?: object|null})|null} picture  with
 *   the stage of the worked case that it is of
 * @property {import('./stage_editor.js').GalleryKernel[]} gallery  the kernels to choose from
 */

const NOTHING = { message: '' };
const SHEET = new URL('./sheets.css', import.meta.url).href;

/**
 * @param {ShadowRoot|HTMLElement} parent
 * @param {Picks} picks
 */
function createFiltersView(parent, { basePath, gallery }) {
  const { element, remove } = createRoot(parent, SHEET, 'filters-view');
  const [side, maps, problem] = ['filters-side', 'filters-maps', 'problem filters-problem']
    .map((className) => make('div', className));
  const main = createFollowing();
  problem.setAttribute('role', 'alert');

  const store = createSessionStore('filters');
  const linked = fromHash(location.hash);
  /** @type {import('./state.js').State} */
  let state = linked ?? readState(store.load()) ?? DEFAULT_STATE;
  /** @type {import('./filtering.js').Filtered | null} */
  let answer = null;
  let caption = '';
  let isLocked = false;
  /** @type {import('./viewer/pointing.js').Place | null} */
  let pointed = null;

  const mirror = createResultMirror();
  const editor = createStageEditor({
    result: mirror.element,
    onChoose: () => showResult(),
    gallery: [...gallery, ...ownKernels()],
    onChange(stages, inputAt) {
      example.hide();
      player.stop();
      state = { ...state, stages };
      keep();
      client.send({ stages }, inputAt);
    },
    makeKernel: (question) => client.ask({ type: 'kernel', ...question })
      .then(({ tensors }) => rowsOf(tensors.values)),
    onProblem: (message) => complain({ message }),
  });
  const example = createExampleNotice({
    isSet: linked !== null,
    stages: () => state.stages,
    onStages: (stages) => take({ ...state, stages }),
  });
  const source = createFilteredSource({
    around: element,
    readFile: (file) => client.askWithFile({ type: 'read_picture' }, file)
      .then(({ tensors: { color, grey } }) => ({ color, grey })),
    onPicture(picture, words, inputAt) {
      player.stop();
      caption = words;
      editor.setColor(picture.shape[0] === 3);
      client.send({ picture }, inputAt);
      example.leave(words);
    },
  });
  const tools = createTools({
    onShowing(showing) {
      state = { ...state, showing };
      keep();
      paint();
    },
    onLock(lock) {
      isLocked = lock;
      paint();
    },
    onZoom: (factor) => strip.zoomBy(factor),
    onWhole: () => strip.zoomOut(),
  });
  const panel = createPanel({ onClose: () => strip.point(null) });
  const strip = createMapStrip({
    onPoint(place) {
      pointed = place;
      showArithmetic();
    },
    onPin: (map) => keepClear(map, panel.element),
    onZoom: tools.setZoom,
  });
  const player = createStagePlayer({ strip, stage: editor.stage, pointed: () => pointed });
  const status = createStatusLine({
    kept: 'your kernels are safe',
    title: 'From your last move to the new maps on the screen',
    pace: (latency, engine) => `Hand to maps ${latency} ms, of which the arithmetic ${engine} ms`,
    downloads: filterDownloads({ maps: strip.element, kernel: editor.kernel,
      exportTensors: () => client.exportTensors() }),
    onProblem: (message) => complain({ message }),
  });
  const code = createCodePanel({
    ask: (language) => client.ask({ type: 'code', language }).then(({ message }) => message.text),
  });
  const dialogs = createDialogCloser();
  const address = createAddress({ state: () => state, onState: take });
  const filtering = createFiltering();
  const client = createClient({
    basePath,
    view: filtering.view,
    start: { stages: state.stages, picture: null },
    onAnswer: (next) => show(filtering.complete(next)),
    onProblem: complain,
    onStatus(connection, reason) {
      element.dataset.connection = connection;
      status.connect(connection, reason);
      dialogs.watch(connection !== 'open' && answer !== null);
    },
  });
  status.element.classList.add('filters-status');
  status.element.append(code.element);

  tools.element.append(player.element);
  side.append(editor.element);
  maps.append(source.pad, strip.element);
  main.append(tools.element, problem, ...source.words, example.element, source.back, maps);
  element.append(side, main.element, status.element);
  const showResult = () => mirror.show(strip.featureOf(editor.stage(), editor.kernelAt()));
  const placing = placePanel(panel.element, element, strip.element);
  editor.set(state.stages);
  setTools();

  function setTools() {
    const hasActivation = state.stages.some(({ activation }) => activation !== 'none');
    tools.set({ showing: state.showing, hasActivation });
  }

  function keep() {
    store.save(state);
    address.keep();
    setTools();
  }

  /**
   * Another state altogether: somebody opened a link.
   * @param {import('./state.js').State} next
   */
  function take(next) {
    example.hide();
    player.stop();
    state = next;
    editor.set(state.stages);
    keep();
    client.send({ stages: state.stages }, performance.now());
  }

  /** @param {import('./filtering.js').Filtered} next */
  function show(next) {
    answer = next;
    complain(NOTHING);
    paint();
    whenPainted((now) => {
      element.dataset.frame = String(Number(element.dataset.frame) + 1);
      if (next.inputAt === null) code.renew(); // at rest
      if (next.inputAt === null) return;
      const latency = now - next.inputAt;
      element.dataset.latencyMs = latency.toFixed(1);
      status.pace({ latency, engine: next.message.engine_ms, now });
    });
  }

  function paint() {
    if (!answer) return;
    const { message: { ranges, sizes }, tensors, stages } = answer;
    strip.update({ tensors, stages, ranges, sizes, caption, showing: state.showing, isLocked });
    showArithmetic();
    showResult();
  }

  function showArithmetic() {
    if (answer) panel.show(pointed, { chain: strip.chain(), ...answer });
  }

  /** @param {import('../live/refusal.js').WireError} error */
  function complain(error) {
    const isAtControl = editor.complain(error.argument ?? '', inWords(error));
    problem.textContent = isAtControl ? '' : inWords(error);
  }

  return {
    /** Show what the page gives. @param {Picks} picks */
    take(picks) {
      address.keep(); // the page may have written the address anew
      if (!source.take(picks)) complain({ message: 'Choose a picture above' });
      example.take(picks.picture);
    },
    destroy() {
      for (const part of [
        address, client, source, main, placing, dialogs, player, strip, editor, mirror, status,
      ]) part.destroy();
      remove();
    },
  };
}

export const { mount, unmount } = mountable(createFiltersView);
