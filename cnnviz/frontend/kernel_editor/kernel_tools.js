/** Everything that changes the whole kernel: size, mask, bias, channels and operations. */

import { formatExact, parseNumber, stepped } from './cell_number.js';
import { FINE_STEP, STEP } from './cell_drag.js';
import { icon } from './icons.js';
import { KernelProblem, MAX_SIDE } from './kernel_operations.js';
import { closest, find } from '../ui/find.js';

const OPERATIONS = [
  { name: 'flipHorizontal', label: 'Flip left and right', face: icon('flipHorizontal') },
  { name: 'flipVertical', label: 'Flip top and bottom', face: icon('flipVertical') },
  { name: 'rotate', label: 'Rotate by 90° clockwise', face: icon('rotate') },
  { name: 'transpose', label: 'Transpose: swap rows and columns', face: icon('transpose') },
  { name: 'negate', label: 'Negate: change every sign', face: '±' },
  { name: 'double', label: 'Double every weight', face: '×2' },
  { name: 'halve', label: 'Halve every weight', face: '÷2' },
  { name: 'sumToOne', label: 'Make the sum 1: keeps the brightness', face: 'Σ=1' },
  { name: 'zero', label: 'Set every weight to 0', face: '0' },
  { name: 'sumToZero', label: 'Make the sum 0: even areas give 0', face: 'Σ=0' },
];
const MASKS = ['square', 'cross', 'disk'];

/**
 * @param {string} action
 * @param {string} label
 * @param {string} face
 */
const button = (action, label, face) =>
  `<button type="button" data-action="${action}" aria-label="${label}" title="${label}">${face}</button>`;

/** @param {string} side */
const stepper = (side) => `
  <span class="kernel-stepper" role="group" aria-label="${side}">
    ${button(`${side} -1`, `Less ${side}`, '−')}
    <output class="kernel-${side}" aria-label="${side}"></output>
    ${button(`${side} 1`, `More ${side}`, '+')}
  </span>`;

const TEMPLATE = `
  <div class="kernel-field kernel-shape">
    <span class="kernel-label">Size</span>
    ${stepper('height')}<span aria-hidden="true">×</span>${stepper('width')}
    <label class="kernel-check"><input type="checkbox" class="kernel-lock"> square</label>
  </div>
  <p class="problem kernel-problem kernel-size-problem" role="alert"></p>
  <div class="kernel-field kernel-shape" role="group" aria-label="Mask">
    <span class="kernel-label">Mask</span>
    <span class="kernel-masks">${MASKS.map((mask) =>
      button(`mask ${mask}`, `Mask: ${mask}`, icon(mask))).join('')}</span>
  </div>
  <label class="kernel-field" title="Added to every sum">
    <span class="kernel-label">Bias</span>
    <input class="kernel-bias" type="text" autocomplete="off" spellcheck="false">
  </label>
  <label class="kernel-field kernel-check kernel-channels">
    <input type="checkbox" class="kernel-same"> the same for all channels
  </label>
  <div class="kernel-operations" role="group" aria-label="Operations">
    ${OPERATIONS.map(({ name, label, face }) => button(`do ${name}`, label, face)).join('')}
  </div>`;

/**
 * @typedef {import('./mask.js').Mask} Mask
 * @typedef {'height' | 'width'} Side
 *
 * @typedef {object} Now of the kernel
 * @property {number} height
 * @property {number} width
 * @property {number} depth
 * @property {Mask} mask
 * @property {number} bias
 * @property {boolean} color  whether it may have slices of its own for R, G and B
 *
 * @param {object} handlers
 * @param {(height: number, width: number, timeStamp: number) => void} handlers.onSize
 * @param {(mask: Mask, timeStamp: number) => void} handlers.onMask
 * @param {(bias: number, timeStamp: number) => void} handlers.onBias
 * @param {(depth: 1 | 3, timeStamp: number) => void} handlers.onDepth
 * @param {(name: string, timeStamp: number) => void} handlers.onOperation
 * @param {(sentence: string) => void} handlers.onProblem
 * @param {boolean} handlers.fixed  whether the kernel keeps its size and depth
 */
export function createKernelTools({
  onSize, onMask, onBias, onDepth, onOperation, onProblem, fixed,
}) {
  const element = document.createElement('div');
  element.className = 'kernel-tools';
  element.innerHTML = TEMPLATE;
  for (const field of element.querySelectorAll('.kernel-shape')) {
    field.toggleAttribute('hidden', fixed);
  }
  const [lock, bias, same] = ['lock', 'bias', 'same']
    .map((name) => find(element, `.kernel-${name}`, HTMLInputElement));
  const channels = find(element, '.kernel-channels');
  const outputs = { height: find(element, '.kernel-height'), width: find(element, '.kernel-width') };
  const sizeProblem = find(element, '.kernel-size-problem');
  /** @type {Pick<Now, 'height' | 'width' | 'bias'>} */
  let now = { height: 0, width: 0, bias: 0 };

  /**
   * @param {Side} side
   * @param {number} by
   * @param {number} timeStamp
   */
  function resize(side, by, timeStamp) {
    const size = { height: now.height, width: now.width };
    size[side] += by;
    if (lock.checked) size.height = size.width = size[side];
    if (size[side] >= 1 && size[side] <= MAX_SIDE) onSize(size.height, size.width, timeStamp);
  }

  element.addEventListener('click', (event) => {
    const pressed = closest(event.target, 'button');
    if (!pressed || pressed.ariaDisabled === 'true') return;
    const [action, value] = (pressed.dataset.action ?? '').split(' ');
    if (action === 'mask') onMask(/** @type {Mask} */ (value), event.timeStamp);
    else if (action === 'do') onOperation(value, event.timeStamp);
    else resize(/** @type {Side} */ (action), Number(value), event.timeStamp);
  });
  lock.addEventListener('change', (event) => {
    const side = Math.max(now.height, now.width);
    if (lock.checked && now.height !== now.width) onSize(side, side, event.timeStamp);
  });
  same.addEventListener('change', (event) => onDepth(same.checked ? 1 : 3, event.timeStamp));

  /** @param {Event} event */
  function takeBias(event) {
    try {
      const value = parseNumber(bias.value);
      onProblem('');
      if (value !== now.bias) onBias(value, event.timeStamp);
    } catch (problem) {
      if (!(problem instanceof KernelProblem)) throw problem;
      onProblem(`Bias: ${problem.message}`);
    }
    bias.value = formatExact(now.bias);
  }
  bias.addEventListener('change', takeBias);
  bias.addEventListener('keydown', (event) => {
    const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    if (event.key === 'Escape') bias.value = formatExact(now.bias);
    if (!direction) return;
    event.preventDefault();
    onBias(stepped(now.bias, direction, event.shiftKey ? FINE_STEP : STEP), event.timeStamp);
  });

  return {
    element,

    /** @param {string} sentence  what is wrong with the size; nothing when it is right */
    complainOfSize(sentence) {
      sizeProblem.textContent = sentence;
      for (const group of element.querySelectorAll('.kernel-stepper')) {
        group.ariaDescription = sentence || null;
      }
    },

    /**
     * Say whether a kernel that is not square may stay so.
     * @param {boolean} locked
     */
    setLock(locked) {
      lock.checked = locked;
    },

    /** @param {Now} state */
    update(state) {
      if (state.bias !== now.bias || !bias.value) bias.value = formatExact(state.bias);
      now = state;
      for (const side of /** @type {const} */ (['height', 'width'])) {
        outputs[side].textContent = String(state[side]);
        disable(`${side} -1`, state[side] === 1);
        disable(`${side} 1`, state[side] === MAX_SIDE);
      }
      for (const mask of MASKS) {
        buttonOf(`mask ${mask}`).setAttribute('aria-pressed', String(mask === state.mask));
      }
      same.checked = state.depth === 1;
      channels.hidden = fixed || (!state.color && state.depth === 1);
    },
  };

  /** @param {string} action */
  function buttonOf(action) {
    return find(element, `[data-action="${action}"]`);
  }

  /**
   * Not `disabled`: that would take the focus away from under someone's finger.
   * @param {string} action
   * @param {boolean} disabled
   */
  function disable(action, disabled) {
    buttonOf(action).setAttribute('aria-disabled', String(disabled));
  }
}
