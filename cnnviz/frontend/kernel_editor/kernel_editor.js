/**
 * The kernel editor: a grid of cells for each slice, and what can be done to the whole kernel.
 *
 * @typedef {import('./kernel_draft.js').Kernel} Kernel
 * @typedef {import('./kernel_draft.js').State} State
 * @typedef {import('./kernel_operations.js').Values} Values
 * @typedef {import('./kernel_commands.js').Operation} Operation
 */

import { formatCell, parseNumber } from './cell_number.js';
import { COMMANDS, fitted, inSlice, sameSize } from './kernel_commands.js';
import { createDraft } from './kernel_draft.js';
import { createKernelHead } from './kernel_head.js';
import * as operations from './kernel_operations.js';
import { createKernelSlices } from './kernel_slices.js';
import { formatKernel, isOneNumber, parseKernel } from './kernel_text.js';
import { createTextPanel } from './kernel_text_panel.js';
import { createKernelTools } from './kernel_tools.js';
import { find } from '../ui/find.js';

const { KernelProblem, sizeOf } = operations;

/** @type {Kernel} */
const IDENTITY = { name: 'identity', values: [[[1]]], bias: 0 };
const TEMPLATE = `
  <div class="kernel-body">
    <div class="kernel-side">
      <p class="kernel-summary"></p>
      <p class="problem kernel-problem" role="alert"></p>
      <p class="kernel-hint">↕ Drag a number, or type one.</p>
    </div>
  </div>`;

/**
 * @param {object} options
 * @param {(kernel: Kernel, change: {inputAt: number}) => void} options.onChange  also while a cell
 *   is dragged; with the time stamp of the event that changed the kernel
 * @param {boolean} [options.fixed]  whether the kernel keeps its size and its depth, whatever that
 *   is, as one of a network does; then one slice is shown at a time
 * @returns {{element: HTMLElement, head: HTMLElement, setColor: (color: boolean) => void,
 *   set: (kernel: Kernel, edited?: Kernel) => void, showSlice: (slice: number, all: boolean) => void,
 *   put: (values: number[][] | number[][][], inputAt: number) => void, destroy: () => void,
 *   complainOfSize: (sentence: string) => void}} `head` may stand elsewhere. `set` calls no
 *   onChange; `edited`: as it is now. `setColor(false)` where there are no slices for R, G and B.
 *   `showSlice` with `all`: the whole changes every slice. `put` other weights there, as a step
 */
export function createKernelEditor({ onChange, fixed = false }) {
  const listening = new AbortController();
  const { signal } = listening;
  const element = document.createElement('section');
  element.className = 'kernel-editor';
  element.setAttribute('aria-label', 'Kernel editor');
  element.innerHTML = TEMPLATE;
  /** @param {string} sentence */
  const complain = (sentence) => { find(element, '.kernel-problem').textContent = sentence; };
  let draft = createDraft(IDENTITY);
  let color = true;
  let [shown, all] = [fixed ? 0 : null, true]; // a slice, and whether the others change with it

  const slices = createKernelSlices({
    onDrag: (place, value, at) => preview(cellChange(place, value), at),
    onDragEnd(kept) {
      if (kept) draft.keep();
      else draft.drop();
      if (kept) head.setAble(draft.able());
      else tell(performance.now());
    },
    onValue: (place, value, at) => apply(cellChange(place, value), at),
    onProblem: complain,
  });
  const tools = createKernelTools({
    onSize: (height, width, at) => change((values) => operations.resize(values, height, width), at),
    onMask: (mask, at) => apply({ mask }, at),
    onBias: (bias, at) => apply({ bias }, at),
    onDepth: (depth, at) => change((values) => operations.toDepth(values, depth), at),
    onOperation: (name, at) => attempt(() => change(COMMANDS[name], at)),
    onProblem: complain,
    fixed,
  });
  const text = createTextPanel({
    target: element, write: () => formatKernel(inSight(draft.kernel().values)), onText: takeText,
    signal,
  });
  const head = createKernelHead({ keyTarget: element, onCommand: command });
  element.prepend(head.element);
  find(element, '.kernel-body').prepend(slices.element);
  find(element, '.kernel-side').append(tools.element, text.element);

  /**
   * @param {{slice: number, row: number, column: number}} place
   * @param {number} value
   */
  const cellChange = ({ row, column, slice }, value) => ({
    values: operations.withCell(draft.state().values, { row, column, slice: shown ?? slice }, value),
  });

  /** @param {Values} values */
  const inSight = (values) => (shown === null ? values : [values[shown]]);

  /**
   * Show the kernel, and tell of it.
   * @param {number} inputAt
   */
  function tell(inputAt) {
    complain('');
    refresh();
    onChange(draft.kernel(), { inputAt });
  }

  /**
   * @param {Partial<State>} step
   * @param {number} inputAt
   */
  function preview(step, inputAt) {
    draft.change(step);
    tell(inputAt);
  }

  /**
   * A step that can be undone.
   * @param {Partial<State>} step
   * @param {number} inputAt
   */
  function apply(step, inputAt) {
    draft.change(step);
    draft.keep();
    tell(inputAt);
  }

  /**
   * @param {Operation} operation
   * @param {number} inputAt
   */
  function change(operation, inputAt) {
    const { values, mask } = draft.state();
    /** @param {Values} part */
    const step = (part) => (fixed ? sameSize(part, operation(part, mask)) : operation(part, mask));
    apply({ values: inSlice(values, all ? null : shown, step) }, inputAt);
  }

  /**
   * @param {'undo' | 'redo' | 'reset'} name
   * @param {number} inputAt
   */
  function command(name, inputAt) {
    if (!draft.able()[name]) return;
    draft[name]();
    tell(inputAt);
  }

  /**
   * @param {() => void} action
   * @param {(sentence: string) => void} [say]
   * @returns {boolean} whether it could be done; else its sentence is shown
   */
  function attempt(action, say = complain) {
    try {
      action();
      return true;
    } catch (problem) {
      if (!(problem instanceof KernelProblem)) throw problem;
      say(problem.message);
      return false;
    }
  }

  /**
   * One number is for the cell that has the focus, a matrix is a kernel.
   * @param {string} written
   * @param {number} inputAt
   * @param {(sentence: string) => void} [say]
   */
  function takeText(written, inputAt, say) {
    const place = slices.focused();
    return attempt(() => {
      if (place && isOneNumber(written)) {
        apply(cellChange(place, parseNumber(written)), inputAt);
        return;
      }
      replace(parseKernel(written), inputAt);
    }, say);
  }

  /**
   * @param {Values} given
   * @param {number} inputAt
   */
  function replace(given, inputAt) {
    if (given.length > 1 && !color) {
      throw new KernelProblem('Here a kernel has one matrix for all channels, got 3.');
    }
    const values = fixed
      ? inSlice(draft.state().values, all ? null : shown, (part) => fitted(given, part))
      : given;
    tools.setLock(operations.isSquare(values));
    apply({ values, mask: 'square' }, inputAt);
  }

  function refresh() {
    const { name, values, bias } = draft.kernel();
    const { mask } = draft.state();
    const count = values.flat(2).length;
    slices.update(inSight(values), mask, operations.largestOf(values));
    tools.update({ ...sizeOf(values), mask, bias, color });
    head.setName(name);
    head.setAble(draft.able());
    find(element, '.kernel-summary').textContent =
      `${count} ${count === 1 ? 'weight' : 'weights'}, sum ${formatCell(operations.sumOf(values))}`;
  }

  refresh();

  return {
    element, head: head.element, complainOfSize: tools.complainOfSize,
    set(kernel, edited) {
      const { name, bias = 0 } = kernel;
      const values = operations.asSlices(kernel.values);
      if (shown !== null) shown = Math.min(shown, values.length - 1);
      draft = createDraft({ name, values, bias });
      if (edited) draft.change({ values: edited.values, bias: edited.bias });
      draft.keep();
      tools.setLock(operations.isSquare(values));
      complain('');
      refresh();
    },
    setColor(isColor) {
      color = isColor;
      refresh();
    },
    showSlice(slice, everyOne) {
      [shown, all] = [slice, everyOne];
      refresh();
    },
    put: (values, inputAt) => attempt(() => replace(operations.asSlices(values), inputAt)),
    destroy() {
      listening.abort();
      slices.destroy();
      element.remove();
    },
  };
}
