/** A cell's number edited as text, in an input that lies over the cell. */

import { formatExact, parseNumber } from './cell_number.js';
import { KernelProblem } from './kernel_operations.js';

/** @type {Record<string, [number, number]>} */
const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0] };

/**
 * @param {HTMLElement} cell
 * @param {object} options
 * @param {number} options.value
 * @param {string} [options.typed]  the key that began the edit, instead of the number
 * @param {(value: number, timeStamp: number) => void} options.onValue  the number was changed
 * @param {(sentence: string) => void} options.onProblem  it isn't a number; '' when it is again
 * @param {(move: [number, number] | null) => void} options.onEnd  rows and columns to go on by;
 *   null if the focus has gone elsewhere
 */
export function editCell(cell, { value, typed, onValue, onProblem, onEnd }) {
  const input = document.createElement('input');
  Object.assign(input, { className: 'kernel-input', type: 'text', autocomplete: 'off' });
  input.spellcheck = false;
  input.inputMode = 'text'; // decimal keyboards have no minus and no slash
  input.setAttribute('aria-label', (cell.getAttribute('aria-label') ?? '').replace(/:.*/, ''));
  input.value = typed ?? formatExact(value);
  cell.append(input);
  input.focus({ preventScroll: true });
  if (typed === undefined) input.select();
  let open = true;

  /** @param {[number, number] | null} move */
  function close(move) {
    open = false;
    input.remove();
    onEnd(move);
  }

  /**
   * @param {number} timeStamp
   * @returns {boolean} whether the text is a number
   */
  function take(timeStamp) {
    try {
      const next = parseNumber(input.value);
      onProblem('');
      if (next !== value) onValue(next, timeStamp);
      return true;
    } catch (problem) {
      if (!(problem instanceof KernelProblem)) throw problem;
      onProblem(problem.message);
      input.setAttribute('aria-invalid', 'true');
      return false;
    }
  }

  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    event.stopPropagation(); // the grid's keys are the text's here
    /** @type {[number, number] | undefined} */
    const move = event.key === 'Enter' ? [0, 0] : MOVES[event.key];
    if (event.key === 'Escape') onProblem('');
    if (event.key !== 'Escape' && !move) return;
    event.preventDefault();
    if (!move) close([0, 0]);
    else if (take(event.timeStamp)) close(move);
  });
  input.addEventListener('blur', (event) => {
    if (!open) return;
    open = false;
    take(event.timeStamp); // what isn't a number is said, and the number before it stays
    input.remove();
    onEnd(null);
  });
}
