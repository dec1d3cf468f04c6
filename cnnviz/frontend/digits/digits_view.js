/**
 * The Digits view: a pad whose drawing the network reads while the pen moves.
 */

import { createEditing, editsStore } from '../editing/editing.js';
import { createFilmstrip } from '../filmstrip/filmstrip.js';
import { createInspector } from '../inspector/inspector.js';
import { createClient } from '../live/client.js';
import { createDialogCloser } from '../live/connection_dialog.js';
import { bytesOf } from '../live/frame.js';
import { createNetworkView } from '../network/network_view.js';
import { createDrawingPad } from '../pad/drawing_pad.js';
import { PIXELS } from '../pad/strokes.js';
import { fromBase64 } from '../ui/base64.js';
import { mountable, whenPainted } from '../ui/mounting.js';
import { aboutFile } from '../ui/sentence.js';
import { createSessionStore } from '../ui/session_store.js';
import { createStatusLine } from '../ui/status_line.js';
import { digitsDownloads } from './downloads.js';
import { createHeatmapPanel } from './heatmap_panel.js';
import { createBarsPlace, shareHeight } from './layout.js';
import { createCaption, createNotes } from './notes.js';
import { OF_NETWORK, READ } from './reads.js';
import { createStage } from './stage.js';
import { createVerdict } from './verdict.js';

/**
 * @typedef {object} Picks  what the page says
 * @property {string} basePath  what the app is served under: "" or such as "/lab"
 * @property {string} network  a built-in network's name
 * @property {{name: string, pixels: string, caption: string}|null} drawing  to lay on the pad
 * @property {import('../kernel_editor/kernel_gallery.js').NamedKernel[]} gallery  kernels to put in the place of one of the network's
 */

const SHEET = new URL('./sheets.css', import.meta.url).href;

/**
 * @param {ShadowRoot|HTMLElement} parent
 * @param {Picks} picks
 * @returns {{take: (picks: Picks) => void, destroy: () => void}}
 */
function createDigitsView(parent, { basePath, network: networkName, gallery }) {
  const { element, area, remove } = createStage(parent, SHEET);
  const store = createSessionStore(networkName);
  const kept = store.load();
  const steps = { crop: true, fit: true, center: true, ...kept?.steps };
  let taken = kept?.taken ?? null; // name of the last drawing that the page gave
  /** @type {string[]} */
  let inSight = []; // layers on the screen
  /** @type {ReturnType<typeof createVerdict> & {labels: string[]} | null} */
  let verdict = null; // what it all comes to
  const notes = createNotes();
  const { say } = notes;
  /** @type {import('../live/messages.js').Ask} */
  const ask = (message, ...rest) => client.ask(message, ...rest);

  const pad = createDrawingPad({
    around: element,
    onChange: ({ timeStamp }) => client.send({ drawing: pad.pixels() }, timeStamp),
    onCommit: keep,
    onFile: readPicture,
    onGone: () => say(''),
    onProblem: say,
  });
  const film = createFilmstrip({
    steps,
    onToggle(next) {
      client.send({ steps: next }, performance.now());
      keep();
    },
  });
  const network = createNetworkView({
    around: element,
    onWant(layers) {
      inSight = layers;
      client.send({ layers });
    },
    onUnit(unit, isPinned) {
      inspector.point(unit, isPinned);
      if (isPinned) heatmap.close(); // which lies over the arithmetic
    },
    onTab: (back) => inspector.follow(back),
  });
  const inspector = createInspector({
    network,
    padStage: pad.stage,
    padSide: PIXELS,
    ask,
    onEdit: (place) => editing.openAt(place),
  });
  const editing = createEditing({
    gallery,
    network,
    store: editsStore(networkName),
    read: (change, inputAt) => client.send(change, inputAt),
    ask,
    openNetwork: (file) => client.open(file, OF_NETWORK),
    pad: { get: () => ({ drawing: pad.state(), steps: client.state().steps }), set: layShared },
    onPanel(isOpen) {
      element.classList.toggle('is-editing', isOpen);
      if (isOpen) { heatmap.close(); inspector.endQuestion(); }
    },
  });
  const heatmap = createHeatmapPanel({ view: element, inspector, ask });
  const status = createStatusLine({
    kept: 'your drawing is safe',
    title: 'From your last move to the new picture on the screen',
    pace: (latency, engine) => `Pen to picture ${latency} ms, of which the network ${engine} ms`,
    downloads: digitsDownloads({
      picture: element,
      client: () => client,
      layers: () => network.layers,
      inSight: () => inSight,
    }),
    onProblem: say,
  });
  const caption = createCaption(pad, kept);
  const dialogs = createDialogCloser();

  if (kept) pad.restore(kept.pad);
  caption.show();
  area.pad.append(pad.element, notes.elements[0], caption.element, notes.elements[1]);
  area.film.append(editing.own, film.element);
  area.network.append(network.element);
  area.answer.append(inspector.questions);
  area.inspector.append(inspector.element, editing.panel, heatmap.element);
  area.status.append(editing.bar, status.element);

  const client = createClient({
    basePath,
    view: READ,
    start: { network: networkName, steps, drawing: pad.pixels(), ...OF_NETWORK },
    network: networkName,
    onNetwork: describe,
    onAnswer: show,
    onProblem: ({ message }) => say(message),
    onStatus(connection, reason) {
      element.dataset.connection = connection;
      const words = status.connect(connection, reason);
      const away = connection !== 'open' && verdict !== null;
      notes.notice(away ? words : '');
      dialogs.watch(away);
    },
  });

  const placeBars = createBarsPlace(element, network, area.answer);
  const height = shareHeight(element, network, placeBars);

  /**
   * Again after every reconnect, mostly with the same network.
   * @param {import('../live/messages.js').Network} description
   * @param {Record<string, import('../live/frame.js').Tensor>} tensors
   * @param {boolean} isOther
   */
  function describe(description, tensors, isOther) {
    network.describe(description, tensors);
    placeBars();
    editing.describe(description,
      /** @type {import('../editing/edits.js').Weights} */ (tensors), isOther); // float32 all of them
    heatmap.describe(description);
    if (String(verdict?.labels) === String(description.labels)) return;
    verdict?.destroy();
    verdict = { ...createVerdict(description), labels: description.labels };
    area.answer.prepend(verdict.element);
  }

  /** @param {import('../live/client.js').Answer} reading */
  function show({ message, tensors, inputAt, isExact }) {
    if (inputAt !== null) say('');
    const last = network.layers[network.layers.length - 1];
    const probabilities = message.blank ? null : tensors[last].data;
    const drawing = { shape: [PIXELS, PIXELS], data: client.state().drawing };
    network.update(message, tensors);
    inspector.read(message, tensors, verdict?.labels ?? []);
    editing.read(inputAt === null);
    film.update({ drawing, message, tensors });
    verdict?.update(probabilities);
    heatmap.read(tensors.input.data, probabilities, isExact);
    whenPainted((now) => {
      element.dataset.frame = String(Number(element.dataset.frame) + 1);
      if (inputAt === null) return;
      element.dataset.latencyMs = (now - inputAt).toFixed(1);
      status.pace({ latency: now - inputAt, engine: message.engine_ms, now });
    });
  }

  /**
   * @param {Uint8Array} pixels
   * @param {string} from
   */
  function lay(pixels, from) {
    caption.expect(from);
    say('');
    pad.loadDrawing(pixels);
  }

  /**
   * Somebody's drawing, stroke by stroke.
   * @param {import('../editing/shared_state.js').Laid} shared
   */
  function layShared({ drawing, steps: shared }) {
    caption.forget();
    pad.restore({ ...pad.state(), ...drawing });
    film.setSteps(shared);
    client.send({ drawing: pad.pixels(), steps: shared }, performance.now());
    keep();
  }

  /** @param {File} file */
  function readPicture(file) {
    client.askWithFile({ type: 'find_digit' }, file).then(
      ({ tensors }) => lay(bytesOf(tensors.drawing), 'Found in your picture'),
      ({ message }) => say(aboutFile(message, file)),
    );
  }

  function keep() {
    caption.show();
    store.save({ pad: pad.state(), steps: client.state().steps, taken, ...caption.state() });
  }

  return {
    /** Lay a drawing that the page gives on the pad, once; it can be undone. */
    take({ drawing }) {
      if (!drawing || drawing.name === taken) return;
      taken = drawing.name;
      lay(fromBase64(drawing.pixels), drawing.caption);
    },
    destroy() {
      for (const part of [height, editing, client, dialogs, pad, film, inspector, network, heatmap,
        status, verdict]) part?.destroy();
      remove();
    },
  };
}

export const { mount, unmount } = mountable(createDigitsView);
