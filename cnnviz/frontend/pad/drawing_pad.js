/** The drawing pad: paper, tools, keys and dropped pictures around one drawing. */

import { acceptFiles } from '../ui/dropped_files.js';
import { find } from '../ui/find.js';
import { commandFor, isTyping } from '../ui/keyboard.js';
import { createInk } from './ink.js';
import { followKeys } from './keyboard.js';
import { followPointer } from './pointer.js';
import { INK, PAPER, grey } from './raster.js';
import { BRUSH, SIDE, brushSize, readDrawing } from './strokes.js';
import { createToolbar } from './toolbar.js';

const HELP =
  'Draw with mouse, pen or finger. By keyboard: arrow keys move the pen, with Shift further; ' +
  'Space puts it down and lifts it; Escape lifts it.';
const TEMPLATE = `
  <div class="pad-stage">
    <canvas class="pad-paper" role="application" aria-label="Drawing pad" tabindex="0"
      aria-description="${HELP}"></canvas>
    <p class="pad-hint"></p>
    <div class="pad-cursor" hidden></div>
  </div>
  <p class="pad-status" role="status" data-screen-only></p>`;
const SAID_MS = 4000;
/** @type {Partial<Record<Tool, string>>} */
const SAID = { undo: 'Undone', redo: 'Redone', clear: 'Cleared' };

/**
 * @typedef {import('../ui/keyboard.js').Command} Tool
 * @typedef {ReturnType<typeof createDrawingPad>} DrawingPad
 *
 * @param {object} options
 * @param {(change: {timeStamp: number}) => void} [options.onChange]  the pixels changed; with the
 *   time stamp of the newest event that changed them
 * @param {() => void} [options.onCommit]  `state()` is worth keeping: a stroke ended, an undo, …
 * @param {(file: File) => void} [options.onFile]  a picture was pasted, dropped or brought
 * @param {() => void} [options.onGone]  the page's box no longer holds one
 * @param {(sentence: string) => void} [options.onProblem]  a file was refused
 * @param {string} [options.hint]  what to do, on an empty pad
 * @param {HTMLElement} [options.around]  where the shortcut keys work and pictures may be dropped; the
 *   pad itself if left out
 */
export function createDrawingPad({
  onChange = () => {},
  onCommit = () => {},
  onFile = () => {},
  onGone = () => {},
  onProblem = () => {},
  hint: invitation = 'Draw a digit',
  around,
} = {}) {
  const listening = new AbortController();
  const { signal } = listening;
  const element = document.createElement('div');
  element.className = 'pad';
  element.innerHTML = TEMPLATE;
  element.style.setProperty('--pad-paper', grey(PAPER));
  element.style.setProperty('--pad-ink', grey(INK));
  const paper = find(element, '.pad-paper', HTMLCanvasElement);
  const [stage, hint, cursor, status] =
    ['stage', 'hint', 'cursor', 'status'].map((name) => find(element, `.pad-${name}`));
  hint.textContent = invitation;
  let size = Number(BRUSH.usual);
  let erase = false;
  let said = 0; // timer

  const toolbar = createToolbar({ onTool: use, onSize: setSize });
  stage.after(toolbar.element);
  const ink = createInk(paper, {
    onPaint(timeStamp) {
      showHint();
      onChange({ timeStamp });
    },
    onHistory() {
      refresh();
      onCommit();
    },
  });

  /**
   * For screen readers; gone when it is no longer news.
   * @param {string} sentence
   */
  function say(sentence) {
    status.textContent = sentence;
    clearTimeout(said);
    said = setTimeout(() => { status.textContent = ''; }, SAID_MS);
  }

  /** The hint goes with the first ink, and comes back when the pen has left an empty pad. */
  function showHint() {
    hint.hidden = ink.isDrawing() || !ink.isBlank();
  }

  function refresh() {
    showHint();
    cursor.style.setProperty('--pad-brush-size', `${(100 * size) / SIDE}%`);
    toolbar.update({
      size, erase, undo: ink.canUndo(), redo: ink.canRedo(), clear: ink.canClear(),
    });
  }

  /** @param {unknown} next */
  function setSize(next) {
    size = brushSize(next);
    ink.end();
    refresh();
  }

  /** @param {boolean} next */
  function setErase(next) {
    erase = next;
    ink.end();
    refresh();
    say(erase ? 'Eraser' : 'Pen');
  }

  /**
   * @param {Tool} tool
   * @param {number} [timeStamp]
   */
  function use(tool, timeStamp = performance.now()) {
    if (tool === 'eraser') setErase(!erase);
    else if (tool === 'thinner') setSize(size - BRUSH.step);
    else if (tool === 'thicker') setSize(size + BRUSH.step);
    else ink[tool](timeStamp);
    const news = SAID[tool];
    if (news) say(news);
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    if (event.defaultPrevented || event.isComposing || isTyping(event)) return;
    const tool = commandFor(event);
    if (!tool) return;
    event.preventDefault();
    use(tool, event.timeStamp);
  }

  const stroke = { extend: ink.extend, end: ink.end };
  followPointer(paper, {
    ...stroke,
    begin: (sample, eraserEnd, timeStamp) =>
      ink.begin(sample, { size, erase: erase || eraserEnd }, timeStamp),
  }, signal);
  followKeys(paper, cursor, {
    ...stroke,
    begin: (sample, timeStamp) => ink.begin(sample, { size, erase }, timeStamp),
    isDrawing: ink.isDrawing,
    say,
  }, signal);
  acceptFiles(around ?? element, { onFile, onGone, onProblem }, signal);
  (around ?? element).addEventListener('keydown', onKey, { signal });
  refresh();

  return {
    element,
    /** The paper itself, for a picture of the whole view. */
    canvas: paper,
    /** What holds the paper, and all that lies over it. */
    stage,
    /** @returns {Uint8Array} 112 × 112, 0 the paper and 255 full ink; a copy */
    pixels: ink.pixels,
    isBlank: ink.isBlank,
    /** @param {Uint8Array} levels  112 × 112; can be undone */
    loadDrawing: (levels, timeStamp = performance.now()) => ink.load(levels, timeStamp),
    clear: () => use('clear'),
    undo: () => use('undo'),
    redo: () => use('redo'),
    /**
     * @returns {import('./strokes.js').Drawing & {size: number, erase: boolean}} to keep as JSON: the
     *   drawing with its history, and the brush
     */
    state: () => ({ ...ink.drawing(), size, erase }),

    /**
     * Go on from a kept state. Calls neither onChange nor onCommit.
     *
     * @param {any} state  as it was kept
     * @returns {boolean} false, and nothing changes, if this is no state
     */
    restore(state) {
      const drawing = readDrawing(state);
      if (!drawing) return false;
      size = brushSize(state.size);
      erase = state.erase === true;
      ink.restore(drawing);
      refresh();
      return true;
    },

    destroy() {
      listening.abort();
      clearTimeout(said);
      element.remove();
    },
  };
}
