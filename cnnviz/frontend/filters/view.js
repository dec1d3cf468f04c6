/** Kernels, settings, maps and arithmetic around one live connection. */

import { createDrawingStore } from '../digits/drawing_store.js';
import { download } from '../digits/download.js';
import { createDialogCloser } from '../live/connection_dialog.js';
import { whenPainted } from '../digits/painted.js';
import { fromBase64 } from '../pad/strokes.js';
import { savePNG } from '../save_png.js';
import { createAddress, fromHash } from './address.js';
import { createCodePanel } from './code_panel.js';
import { stylesheet as kernelSheet } from './kernel_editor/kernel_editor.js';
import { formatKernel } from './kernel_editor/kernel_text.js';
import { createReader } from './reader.js';
import { createRoom, createRoot } from './root.js';
import { createStageEditor } from './stage_editor.js';
import { DEFAULT_STATE, readState } from './state.js';
import { createStatus } from './status.js';
import { createTools } from './tools.js';
import { createMapStrip } from './viewer/map_strip.js';
import { createPanel } from './viewer/panel.js';
import { createPlayer } from './viewer/player.js';
import { progress } from './viewer/progress.js';

const here = (sheet) => new URL(sheet, import.meta.url).href;
const SHEETS = [here('../network/network.css'), kernelSheet, here('./viewer/viewer.css'),
  here('./filters.css')];

/** CSS pixels. */
const PHONE = 640;

/** Without the place in the message, which the control shows, or the stage's number says. */
function asSentence(text) {
  const words = text.replace(/^(?:stages\[\d+\]\.)?(\w+)(?:\[\d+\])*/, '$1').replace('_', ' ');
  return words && `${words[0].toUpperCase()}${words.slice(1)}`.replace(/\.?$/, '.');
}

/**
 * @param {ShadowRoot|HTMLElement} parent
 * @param {import('./filters_view.js').Picks} picks
 */
export function createFiltersView(parent, { basePath, gallery }) {
  const { element, remove } = createRoot(parent, SHEETS);
  const [side, main, problem] = ['side', 'main', 'problem'].map(createRoom);
  problem.setAttribute('role', 'alert');

  const store = createDrawingStore('filters');
  let state = fromHash(location.hash) ?? readState(store.load()) ?? DEFAULT_STATE;
  let answer = null;
  let taken = null; // name of the last picture that the page gave
  let caption = '';
  let isLocked = false;
  let pointed = null;

  const editor = createStageEditor({
    gallery,
    onChange(stages, inputAt) {
      player.stop();
      state = { ...state, stages };
      keep();
      reader.filter(stages, inputAt);
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
    onZoom: tools.setZoom,
  });
  /** What is played: the maps of the stage that is edited. */
  const played = () => strip.chain().findIndex(({ key }) => key === `stage${editor.stage() + 1}.feature`);
  const player = createPlayer({
    count: () => (played() < 0 ? 0 : strip.chain()[played()].shape[1] * strip.chain()[played()].shape[2]),
    onProgress(done) {
      const index = played();
      strip.reveal(done === null ? null : progress(strip.chain(), index, done));
      const last = Math.max((done ?? 0) - 1, 0);
      const width = strip.chain()[index].shape[2];
      const part = pointed?.index === index ? pointed.part : 0;
      strip.point(done === null ? null
        : { index, part, row: Math.floor(last / width), column: last % width }, true);
    },
  });
  const status = createStatus({
    onSavePicture: () => savePNG({ picture: strip.element }, { fileName: 'cnnviz-filters.png' }),
    onSaveTensors: () => reader.exportTensors().then(
      ({ name, bytes }) => download(bytes, name, 'application/zip'),
      ({ message }) => say(message, null),
    ),
    onSaveKernel: saveKernel,
  });
  const code = createCodePanel({ ask: (language) => reader.code(language) });
  const dialogs = createDialogCloser();
  const address = createAddress({ state: () => state, onState: take });
  const reader = createReader({
    basePath,
    stages: state.stages,
    onAnswer: show,
    onProblem: say,
    onStatus(connection) {
      element.dataset.connection = connection;
      status.connect(connection);
      dialogs.watch(connection !== 'open' && answer !== null);
    },
  });
  status.element.append(code.element);

  tools.element.append(player.element);
  side.append(editor.element);
  main.append(tools.element, problem, strip.element);
  element.append(side, main, status.element);
  const resizing = new ResizeObserver(placePanel);
  resizing.observe(element);
  editor.set(state.stages);
  setTools();

  /** Beside or below the maps; on a phone the kernel comes between. */
  function placePanel() {
    const room = element.clientWidth < PHONE ? element : strip.element;
    if (panel.element.parentElement !== room) room.append(panel.element);
  }

  function setTools() {
    const hasActivation = state.stages.some(({ activation }) => activation !== 'none');
    tools.set({ showing: state.showing, hasActivation });
  }

  function keep() {
    store.save(state);
    address.keep();
    setTools();
  }

  /** Another state altogether: somebody opened a link. */
  function take(next) {
    player.stop();
    state = next;
    editor.set(state.stages);
    keep();
    reader.filter(state.stages, performance.now());
  }

  function show(next) {
    answer = next;
    say('', null);
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
    const { message: { ranges, formulas }, tensors, stages } = answer;
    strip.update({ tensors, stages, ranges, formulas, caption,
      showing: state.showing, isLocked });
    showArithmetic();
  }

  function showArithmetic() {
    if (answer) panel.show(pointed, { chain: strip.chain(), ...answer });
  }

  function say(sentence, field) {
    const isAtControl = editor.complain(field, asSentence(sentence));
    problem.textContent = isAtControl ? '' : asSentence(sentence);
  }

  function saveKernel(kind) {
    const kernel = editor.kernel();
    const name = kernel.name.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || 'kernel';
    const text = kind === 'json' ? JSON.stringify(kernel, null, 1) : formatKernel(kernel.values);
    download(`${text}\n`, `${name}.${kind}`, kind === 'json' ? 'application/json' : 'text/plain');
  }

  return {
    /** Show a picture that the page gives, once. */
    take(picture) {
      address.keep(); // the page may have written the address anew
      if (!picture && !taken) say('Choose a picture above.', null);
      if (!picture || picture.name === taken) return;
      [taken, caption] = [picture.name, picture.caption];
      editor.setColor(picture.shape[0] === 3);
      reader.setPicture({ shape: picture.shape, data: fromBase64(picture.pixels) });
    },
    destroy() {
      resizing.disconnect();
      for (const part of [address, reader, dialogs, player, strip, editor, status]) part.destroy();
      remove();
    },
  };
}
