/**
 * Follows any value of the network: asks the server how it came to be, shows the arithmetic in the
 * dock, and outlines what the value is made of and what it feeds, down to the drawing.
 *
 * @typedef {import('../network/units.js').Unit} Unit
 * @typedef {import('./ways.js').Inspected} Inspected
 * @typedef {Unit & {done: number | null}} Asked
 */

import { createLatest } from '../live/latest.js';
import { partName } from '../network/columns.js';
import { unitName } from '../network/units.js';
import { asSentence } from '../ui/sentence.js';
import { createDock } from './dock.js';
import { createKinds } from './kinds.js';
import { BESIDE_LENS, createLens, roomBeside } from './lens.js';
import { createPadWindow } from './pad_window.js';
import { createSlide } from './slide.js';
import { createTools } from './tools.js';
import { cameFrom, goesTo, neighbors, pathsOf } from './ways.js';
import { createWhy } from './why.js';

/**
 * @param {object} options
 * @param {import('../network/network_view.js').NetworkView} options.network
 * @param {HTMLElement} options.padStage where the drawing lies
 * @param {number} options.padSide pixels of the drawing
 * @param {import('../live/messages.js').Ask} options.ask
 * @param {((place: {layer: string, map: number}) => void) | null} [options.onEdit] the kernel of a map, or a
 *   unit's bias, is to be changed; without it nothing offers that
 */
export function createInspector({ network, padStage, padSide, ask, onEdit = null }) {
  /** @type {Unit | null} */
  let pointed = null;
  let pinned = false; // whether it stays
  /** @type {{unit: number[], done: number} | null} */
  let played = null;
  /** @type {Inspected | null} */
  let answer = null;
  /** @type {{message: import('../live/messages.js').Reading, fitted: number[]} | null} */
  let reading = null;
  let problem = '';
  /** @type {typeof why.contributions} */
  let overlay = null;

  const latest = createLatest({
    ask: (/** @type {Asked} */ { layer, unit }) => ask({ type: 'inspect', layer, unit }),
    onAnswer({ message, tensors }, { done }) {
      answer = { ...message, tensors, done };
      problem = '';
      render();
    },
    onProblem: sayProblem,
  });
  const slide = createSlide({
    onProgress(playing) {
      played = playing;
      if (pointed) askAgain();
    },
  });
  const wayBack = createWayBack(network);
  const why = createWhy({
    ask,
    onAsked: () => { if (pinned && pointed) wayBack.leave(pointed); },
    onChange: render,
    onLeave: leaveQuestion,
    isCovered: () => pinned,
    onProblem: sayProblem,
  });
  const dock = createDock({ onClose: closeTop, onResize: render, onCover: network.reveal });
  const tools = createTools({
    network,
    slide: slide.element,
    onWay: (back) => network.pin(follow(back)),
    onBack: closeTop,
    onEdit: onEdit && (() => {
      if (pointed) onEdit({ layer: pointed.layer, map: pointed.unit[0] });
    }),
  });
  dock.tools.append(tools.element);
  const kinds = createKinds({ onChange: render });
  const lens = createLens((unit) => { if (answer) network.pin({ layer: answer.layer, unit }); });
  const padWindow = createPadWindow(padStage, padSide);
  const listening = new AbortController();
  document.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape' && !pinned && why.title) leaveQuestion();
  }, { signal: listening.signal, capture: true }); // before Escape lets go of what is pinned
  render();

  /** @param {string} sentence */
  function sayProblem(sentence) {
    problem = sentence;
    render();
  }

  function askAgain() {
    if (!pointed) return;
    latest.put({ layer: pointed.layer, unit: played?.unit ?? pointed.unit, done: played?.done ?? null });
  }

  /** What is on top goes first: the pinned value, then the question that was asked. */
  function closeTop() {
    if (pinned) network.pin(null);
    else leaveQuestion();
  }

  function leaveQuestion() {
    const there = wayBack.take();
    why.close();
    if (there) setTimeout(() => network.pin(there)); // the same Escape would let go of it again
  }

  /** A question's colors lie over the maps while it is what the panel shows. */
  function colorMaps() {
    const next = pinned ? null : why.contributions;
    if (next !== overlay) network.layOver(next);
    overlay = next;
  }

  /** @param {string} layer */
  const columnsAround = (layer) => neighbors(network.scene.columns, layer);

  function render() {
    const inspected = pointed && answer;
    if (!why.title) wayBack.forget();
    colorMaps();
    if (problem) dock.show({ title: asSentence(problem), kind: 'problem', content: [], stays: pinned });
    else if (inspected && (pinned || !why.title)) showUnit(inspected);
    else if (why.title && !pinned) showQuestion();
    else if (!pointed) dock.clear();
    const under = pinned ? why.title && `“${why.title}”` : wayBack.name;
    tools.show({ pinned: pinned && Boolean(inspected), kind: inspected?.kind, under });
    outline(inspected);
  }

  /** @param {Inspected} shown */
  function showUnit(shown) {
    const { column, before, at, ...others } = columnsAround(shown.layer);
    if (!column) return; // of a network that is gone
    const enlarged = enlarge(shown, { column, at });
    const room = { ...dock.room, width: dock.room.width - (enlarged ? enlarged + BESIDE_LENS : 0) };
    const content = kinds.show(shown, { ...others, column, before: before ?? column, room,
      onPick: network.pin });
    dock.show({ title: unitName(column, shown.unit), kind: shown.kind, stays: pinned,
      content: enlarged ? [...content, lens.element] : content });
  }

  /**
   * The width that the enlarged map takes.
   * @param {Inspected} shown
   * @param {{column: import('../network/columns.js').Column, at: number}} around
   */
  function enlarge(shown, { column, at }) {
    if (column.form !== 'maps') return 0;
    const { unit: [part], done } = shown;
    const room = roomBeside(dock.room, kinds.needs(shown, dock.room.height));
    const pixels = network.scene.parts[at].pixelsOf(part);
    return lens.show({ rows: column.rows, across: column.across, pixels },
      { name: partName(column, part), unit: shown.unit, done }, room);
  }

  function showQuestion() {
    dock.show({ title: why.title ?? '', kind: 'why', stays: true,
      content: why.content(network.scene.columns, network.pin) });
  }

  /** @param {Inspected | null} inspected */
  function outline(inspected) {
    network.outline(inspected && { ...inspected, unit: inspected, paths: pathsOf(inspected.tensors) });
    const region = inspected?.layer === 'input'
      ? inspected.unit.map((index) => [index]) : inspected?.sources.input;
    padWindow.show(region ?? null, reading?.message, reading?.fitted);
  }

  /**
   * Where the data came from, or goes on to, from the pinned unit; null where it ends.
   * @param {boolean} back
   * @returns {Unit | null}
   */
  function follow(back) {
    if (!answer) return null;
    const { before, after, at } = columnsAround(answer.layer);
    return back ? cameFrom(answer, before) : goesTo(answer, after, network.scene.values[at + 1]);
  }

  return {
    /** The panel. */
    element: dock.element,
    /** Buttons that ask why, for a place beside the verdict. */
    questions: why.element,
    /** Nothing asks why any longer: something else takes the panel's place. */
    endQuestion: why.close,
    follow,
    /**
     * @param {Unit | null} unit that is pointed at
     * @param {boolean} isPinned
     */
    point(unit, isPinned) {
      if (!unit && !pointed) return;
      [pointed, pinned, played, problem] = [unit, isPinned && Boolean(unit), null, ''];
      slide.offer(unit && pinned ? columnsAround(unit.layer).column ?? null : null, unit?.unit[0]);
      if (pointed) {
        askAgain();
        return;
      }
      latest.forget();
      answer = null;
      render();
    },
    /**
     * A new reading has come: the numbers follow it.
     * @param {import('../live/messages.js').Reading} message
     * @param {Record<string, import('../live/frame.js').Tensor>} tensors
     * @param {string[]} labels
     */
    read(message, tensors, labels) {
      reading = { message, fitted: tensors['step.fitted'].shape };
      why.read(message.blank ? null : tensors[network.layers[network.layers.length - 1]].data, labels);
      if (pointed) askAgain();
    },
    destroy() {
      latest.forget();
      listening.abort();
      for (const part of [slide, dock, padWindow]) part.destroy();
    },
  };
}

/** @param {import('../network/network_view.js').NetworkView} network */
export function createWayBack(network) {
  /** @type {Unit | null} */
  let unit = null;
  /** @type {import('../network/columns.js').Column[] | null} */
  let columns = null; // those of the network that it belongs to

  function forget() {
    [unit, columns] = [null, null];
  }

  return {
    /** @returns {string | null} its name; null when there is none, or in a network that is gone */
    get name() {
      if (!unit || columns !== network.scene.columns) return null;
      const { layer, unit: place } = unit;
      const column = columns.find(({ name }) => name === layer);
      return column ? unitName(column, place) : null;
    },
    /** @param {Unit} pinned is let go */
    leave(pinned) {
      [unit, columns] = [pinned, network.scene.columns];
      network.pin(null);
    },
    /** @returns {Unit | null} it, once */
    take() {
      const there = this.name ? unit : null;
      forget();
      return there;
    },
    forget,
  };
}
