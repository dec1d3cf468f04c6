/** The bias of a dense unit: one cell, dragged or typed as those of a kernel. */

import { createKernelGrid } from '../kernel_editor/kernel_grid.js';
import { find } from '../ui/find.js';

/**
 * @param {(bias: number, inputAt: number) => void} onChange
 * @returns {{element: HTMLElement, set: (options: {name: string, original: number,
 *   bias: number}) => void, destroy: () => void}}
 */
export function createBiasCell(onChange) {
  const element = document.createElement('div');
  element.className = 'edit-bias kernel-editor';
  element.innerHTML = `
    <p class="kernel-name"></p>
    <div class="edit-bias-row"><span>Bias</span>
      <button type="button" data-action="reset">Reset</button></div>
    <p class="problem kernel-problem" role="alert"></p>
    <p class="kernel-hint">↕ Drag the number, or type one. It is added to the unit's sum.</p>`;
  const [name, row, reset, problem] =
    ['.kernel-name', '.edit-bias-row', 'button', '.kernel-problem']
      .map((selector) => find(element, selector));
  let [original, bias, before] = [0, 0, 0];

  /** @param {number} value */
  function show(value) {
    bias = value;
    problem.textContent = '';
    const largest = Math.max(Math.abs(bias), Math.abs(original)) || 1;
    grid.update({ rows: [[bias]], largest, mask: 'square', label: 'Bias' });
    reset.setAttribute('aria-disabled', String(bias === original));
  }

  /**
   * @param {number} value
   * @param {number} inputAt
   */
  function take(value, inputAt) {
    show(value);
    onChange(bias, inputAt);
  }

  const grid = createKernelGrid({
    onDrag: (_, value, inputAt) => take(value, inputAt),
    onDragEnd(kept) {
      if (kept) before = bias;
      else take(before, performance.now());
    },
    onValue(_, value, inputAt) {
      before = value;
      take(value, inputAt);
    },
    onProblem: (sentence) => { problem.textContent = sentence; },
  });
  row.insertBefore(grid.element, reset);
  reset.addEventListener('click', ({ timeStamp }) => {
    before = original;
    if (bias !== original) take(original, timeStamp);
  });

  return {
    element,
    set(next) {
      ({ original, bias: before } = next);
      name.textContent = next.name;
      show(next.bias);
    },
    destroy: () => grid.destroy(),
  };
}
