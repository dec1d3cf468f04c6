/**
 * Follows any value of the network: asks the server how it came to be, shows the arithmetic in the
 * dock, and outlines what the value is made of and what it feeds, down to the drawing.
 *
 * @typedef {import('../network/units.js').Unit} Unit
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
import { createWayBack } from './way_back.js';
import { cameFrom, goesTo, neighbors, pathsOf } from './ways.js';
import { createWhy } from './why.js';

/**
 * @param {object} options
 * @param {ReturnType<typeof import('../network/network_view.js').createNetworkView>} options.network
 * @param {HTMLElement} options.padStage where the drawing lies
 * @param {number} options.padSide pixels of the drawing
 * @param {import('../live/messages.js').Ask} options.ask
 * @param {(place: {layer: string, map: number}) => void} [options.onEdit] the kernel of a map, or a
 *   unit's bias, is to be changed; without it nothing offers that
 */
export function createInspector({ network, padStage, padSide, ask, onEdit = null }) {
  let [pointed, pinned, played] = [null, false, null]; // unit, whether it stays, {unit, done}
  let [answer, reading, problem, overlay] = [null, null, '', null];

  const latest = createLatest({
    ask: ({ layer, unit }) => ask({ type: 'inspect', layer, unit }),
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
    onAsked: () => pinned && wayBack.leave(pointed),
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
    onEdit: onEdit && (() => onEdit({ layer: pointed.layer, map: pointed.unit[0] })),
  });
  dock.tools.append(tools.element);
  const kinds = createKinds({ onChange: render });
  const lens = createLens((unit) => network.pin({ layer: answer.layer, unit }));
  const padWindow = createPadWindow(padStage, padSide);
  const listening = new AbortController();
  document.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape' && !pinned && why.title) leaveQuestion();
  }, { signal: listening.signal, capture: true }); // before Escape lets go of what is pinned
  render();

  function sayProblem(sentence) {
    problem = sentence;
    render();
  }

  function askAgain() {
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

  const columnsAround = (layer) => neighbors(network.scene.columns, layer);

  function render() {
    const inspected = pointed && answer;
    if (!why.title) wayBack.forget();
    colorMaps();
    if (problem) dock.show({ title: asSentence(problem), kind: 'problem', content: [], stays: pinned });
    else if (inspected && (pinned || !why.title)) showUnit();
    else if (why.title && !pinned) showQuestion();
    else if (!pointed) dock.clear();
    const under = pinned ? why.title && `“${why.title}”` : wayBack.name;
    tools.show({ pinned: pinned && Boolean(inspected), kind: inspected?.kind, under });
    outline(inspected);
  }

  function showUnit() {
    const around = columnsAround(answer.layer);
    if (!around.column) return; // of a network that is gone
    const enlarged = enlarge(around);
    const room = { ...dock.room, width: dock.room.width - (enlarged ? enlarged + BESIDE_LENS : 0) };
    const content = kinds.show(answer, { ...around, room, onPick: network.pin });
    dock.show({ title: unitName(around.column, answer.unit), kind: answer.kind, stays: pinned,
      content: enlarged ? [...content, lens.element] : content });
  }

  /** The width that the enlarged map takes. */
  function enlarge({ column, at }) {
    if (column.form !== 'maps') return 0;
    const { unit: [part], done } = answer;
    const room = roomBeside(dock.room, kinds.needs(answer, dock.room.height));
    const pixels = network.scene.parts[at].pixelsOf(part);
    return lens.show({ rows: column.rows, across: column.across, pixels },
      { name: partName(column, part), unit: answer.unit, done }, room);
  }

  function showQuestion() {
    dock.show({ title: why.title, kind: 'why', stays: true,
      content: why.content(network.scene.columns, network.pin) });
  }

  function outline(inspected) {
    network.outline(inspected && { ...inspected, unit: inspected, paths: pathsOf(inspected.tensors) });
    const region = inspected?.layer === 'input'
      ? inspected.unit.map((index) => [index]) : inspected?.sources.input;
    padWindow.show(region ?? null, reading?.message, reading?.fitted);
  }

  /** Where the data came from, or goes on to, from the pinned unit; null where it ends. */
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
      slide.offer(pinned ? columnsAround(unit.layer).column : null, unit?.unit[0]);
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
     * @param {object} message
     * @param {Record<string, import('../live/frame.js').Tensor>} tensors
     * @param {string[]} labels
     */
    read(message, tensors, labels) {
      reading = { message, fitted: tensors['step.fitted'].shape };
      why.read(message.blank ? null : tensors[network.layers.at(-1)].data, labels);
      if (pointed) askAgain();
    },
    destroy() {
      latest.forget();
      listening.abort();
      for (const part of [slide, dock, padWindow]) part.destroy();
    },
  };
}
