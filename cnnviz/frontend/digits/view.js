/** Pad, filmstrip, network and verdict around one live connection. */

import { createFilmstrip } from '../filmstrip/filmstrip.js';
import { createNetworkView, stylesheets as networkSheets } from '../network/network_view.js';
import { createDrawingPad } from '../pad/drawing_pad.js';
import { PIXELS, fromBase64 } from '../pad/strokes.js';
import { savePNG } from '../save_png.js';
import { createVerdict, stylesheet as verdictSheet } from '../verdict.js';
import { download } from './download.js';
import { createDrawingStore } from './drawing_store.js';
import { whenPainted } from './painted.js';
import { createReader } from './reader.js';
import { createStage } from './stage.js';
import { createStatus } from './status.js';

const here = (sheet) => new URL(sheet, import.meta.url).href;
const SHEETS = [
  here('../pad/pad.css'),
  here('../filmstrip/filmstrip.css'),
  verdictSheet,
  ...networkSheets,
  here('./digits.css'),
];
/** CSS pixels; below, the maps need the width. */
const BARS_IN_ROW_FROM = 1500;
const ALL_STEPS = { crop: true, fit: true, center: true };

/** A line of text that is not there while it is empty. */
function createLine(name) {
  const line = document.createElement('p');
  line.className = `digits-${name}`;
  return line;
}

const asSentence = (text) => text && `${text[0].toUpperCase()}${text.slice(1)}`.replace(/\.?$/, '.');

/**
 * @param {ShadowRoot|HTMLElement} parent
 * @param {import('./digits_view.js').Picks} picks
 * @returns {{take: (drawing: object|null) => void, destroy: () => void}}
 */
export function createDigitsView(parent, { basePath, network: networkName }) {
  const { element, area, remove } = createStage(parent, SHEETS);
  const store = createDrawingStore(networkName);
  const kept = store.load();
  const steps = { ...ALL_STEPS, ...kept?.steps };
  let taken = kept?.taken ?? null; // name of the last drawing that the page gave
  let caption = kept?.caption ?? '';
  let verdict = null;

  const pad = createDrawingPad({
    around: element,
    onChange: ({ timeStamp }) => reader.read({ drawing: pad.pixels() }, timeStamp),
    onCommit: keep,
    onFile: readPicture,
    onProblem: say,
  });
  const film = createFilmstrip({
    steps,
    onToggle(next) {
      reader.read({ steps: next }, performance.now());
      keep();
    },
  });
  const network = createNetworkView({ onWant: (layers) => reader.read({ layers }) });
  const status = createStatus({
    onSavePicture: () => savePNG({ picture: element }),
    onSaveTensors: () => reader.exportTensors().then(
      ({ name, bytes }) => download(bytes, name, 'application/zip'),
      ({ message }) => say(message),
    ),
  });
  const source = createLine('caption');
  const problem = createLine('problem');
  problem.setAttribute('role', 'alert');

  if (kept) pad.restore(kept.pad);
  source.textContent = caption;
  area.pad.append(pad.element, source, problem);
  area.film.append(film.element);
  area.network.append(network.element);
  area.status.append(status.element);

  const reader = createReader({
    basePath,
    start: { network: networkName, steps, drawing: pad.pixels() },
    onNetwork: describe,
    onReading: show,
    onProblem: say,
    onStatus(connection) {
      element.dataset.connection = connection;
      status.connect(connection);
    },
  });

  const resizing = new ResizeObserver(placeBars);
  resizing.observe(element);

  /** Again after every reconnect, mostly with the same network. */
  function describe(description, tensors) {
    network.describe(description, tensors);
    if (String(verdict?.labels) === String(description.labels)) return;
    verdict?.destroy();
    verdict = { ...createVerdict(description), labels: description.labels };
    area.answer.prepend(verdict.element);
    placeBars();
  }

  /** The bars end the row of layers on a projector; elsewhere they stand beside the verdict. */
  function placeBars() {
    const apart = element.clientWidth < BARS_IN_ROW_FROM;
    network.setBarsApart(apart);
    if (apart && network.bars) area.answer.append(network.bars);
  }

  function show({ message, tensors, inputAt }) {
    const drawing = { shape: [PIXELS, PIXELS], data: reader.state().drawing };
    network.update(message, tensors);
    film.update({ drawing, message, tensors });
    verdict.update(message.blank ? null : tensors.softmax.data);
    whenPainted((now) => {
      element.dataset.frame = String(Number(element.dataset.frame) + 1);
      if (inputAt === null) return;
      element.dataset.latencyMs = (now - inputAt).toFixed(1);
      status.pace({ latency: now - inputAt, engine: message.engine_ms, now });
    });
  }

  function lay(pixels, from) {
    caption = from;
    say('');
    pad.loadDrawing(pixels);
  }

  function readPicture(file) {
    reader.findDigit(file).then(
      (pixels) => lay(pixels, 'Found in your picture'),
      ({ message }) => say(message),
    );
  }

  function keep() {
    if (pad.isBlank()) caption = '';
    source.textContent = caption;
    store.save({ pad: pad.state(), steps: reader.state().steps, taken, caption });
  }

  function say(sentence) {
    problem.textContent = asSentence(sentence);
  }

  return {
    /** Lay a drawing that the page gives on the pad, once; it can be undone. */
    take(drawing) {
      if (!drawing || drawing.name === taken) return;
      taken = drawing.name;
      lay(fromBase64(drawing.pixels), drawing.caption);
    },
    destroy() {
      resizing.disconnect();
      for (const part of [reader, pad, film, network, status, verdict]) part?.destroy();
      remove();
    },
  };
}
