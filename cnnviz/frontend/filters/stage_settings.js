/** How one stage's kernels are slid over their input, and what is made of the answer. */

import { sizeOf } from '../kernel_editor/kernel_operations.js';
import { createField, createNumber, createSegments, createSelect } from '../ui/controls.js';
import { OPERATIONS } from './state.js';
import { ACTIVATIONS, COMBINATIONS, POOLINGS } from './viewer/words.js';

const PADDINGS = { valid: 'Valid: none', same: 'Same', full: 'Full', number: 'Number' };
const BORDERS = {
  zeros: 'Zeros', reflect: 'Reflected', replicate: 'Edge pixel repeated', circular: 'Circular',
};
const DIRECTIONS = { false: 'Correlation', true: 'Convolution' };
const DIRECTION_HINT = 'Mathematical convolution turns the kernel by 180° first; networks leave it '
  + 'as it is, which is correlation.';
const STAMP_HINT = 'Stamps the kernel at each pixel, times the pixel, and adds the overlaps. Padding '
  + 'cuts off the edges; output padding adds to the end.';
const LARGEST_STEP = 8;
const LARGEST_POOL = 16;
const LARGEST_PADDING = 240;
/** By the server's name of a field: the row that it is set in. */
/** @type {Record<string, string | null>} */
const ROW_OF = { pool_size: 'pool', pool_stride: 'pool', kernels: null };

/**
 * @param {object} options
 * @param {(change: Partial<import('./state.js').Stage>, inputAt: number) => void} options.onChange
 */
export function createStageSettings({ onChange }) {
  /** @type {import('./state.js').Stage | null} */
  let stage = null;
  /**
   * @param {'stride' | 'dilation' | 'padding' | 'output_padding'} name
   * @param {string} label
   * @param {number} max
   * @param {number} [min]
   */
  const pair = (name, label, max, min = 1) => ['rows', 'columns'].map((word, which) => createNumber({
    label: `${label}, ${word}`, min, max,
    onInput(value, at) {
      const now = stage?.[name];
      const values = Array.isArray(now) ? [...now] : [0, 0];
      values[which] = value;
      onChange({ [name]: values }, at);
    },
  }));
  /**
   * @param {string} name
   * @param {string} label
   * @param {Record<string, string>} choices
   */
  const select = (name, label, choices) => createSelect({
    label, choices, onInput: (value, at) => onChange({ [name]: value }, at),
  });
  /**
   * @param {string} name
   * @param {string} label
   */
  const number = (name, label) => createNumber({
    label, min: 1, max: LARGEST_POOL, onInput: (value, at) => onChange({ [name]: value }, at),
  });

  const operation = createSelect({
    label: 'Operation', choices: OPERATIONS,
    onInput(value, at) {
      const padding = value === 'transposed' && stage ? { padding: asNumbers(stage) } : {};
      onChange({ operation: value, ...padding }, at);
    },
  });
  const strides = pair('stride', 'Stride', LARGEST_STEP);
  const dilations = pair('dilation', 'Dilation', LARGEST_STEP);
  const paddings = pair('padding', 'Padding', LARGEST_PADDING, 0);
  const outputPaddings = pair('output_padding', 'Output padding', LARGEST_STEP - 1, 0);
  const padding = createSelect({
    label: 'Padding',
    choices: PADDINGS,
    onInput: (value, at) => onChange({ padding: value === 'number' ? [1, 1] : value }, at),
  });
  const border = select('border', 'Border', BORDERS);
  const activation = select('activation', 'Activation', ACTIVATIONS);
  const pooling = select('pooling', 'Pooling', POOLINGS);
  const [poolSize, poolStride] = [number('pool_size', 'Pool size'), number('pool_stride', 'Pool stride')];
  const combine = select('combine', 'Combination', COMBINATIONS);
  const direction = createSegments({
    label: 'Correlation or convolution', choices: DIRECTIONS,
    onInput: (value, at) => onChange({ flip: value === 'true' }, at),
  });

  /** @type {Record<string, ReturnType<typeof createField>>} */
  const rows = {
    combine: createField('Together', [combine]),
    operation: createField('Operation', [operation]),
    stride: createField('Stride', [strides[0], times(), strides[1]]),
    dilation: createField('Dilation', [dilations[0], times(), dilations[1]]),
    padding: createField('Padding', [padding, ...paddings]),
    output_padding: createField('Output padding', [outputPaddings[0], times(), outputPaddings[1]]),
    border: createField('Border', [border]),
    activation: createField('Activation', [activation]),
    pooling: createField('Pooling', [pooling]),
    pool: createField('Pool', [poolSize, word('every'), poolStride]),
    flip: createField('Kernel as', [direction.element]),
  };
  const hint = document.createElement('p');
  hint.className = 'field-hint';
  const element = document.createElement('section');
  element.className = 'stage-settings';
  element.setAttribute('aria-label', 'Settings of the stage');
  element.append(...Object.values(rows).map((row) => row.element), hint);
  const placeHint = (/** @type {boolean} */ isStamped) => {
    hint.textContent = isStamped ? STAMP_HINT : DIRECTION_HINT;
    rows[isStamped ? 'operation' : 'flip'].element.after(hint);
  };

  return {
    element,
    /** @param {import('./state.js').Stage} next */
    set(next) {
      stage = next;
      const isStamped = next.operation === 'transposed';
      operation.value = next.operation;
      placeHint(isStamped);
      strides.forEach((input, i) => fill(input, next.stride[i]));
      dilations.forEach((input, i) => fill(input, next.dilation[i]));
      const isNumber = Array.isArray(next.padding);
      padding.hidden = isStamped && isNumber;
      padding.value = typeof next.padding === 'string' ? next.padding : 'number';
      paddings.forEach((input, i) => {
        input.hidden = !isNumber;
        if (Array.isArray(next.padding)) fill(input, next.padding[i]);
      });
      border.value = next.border;
      outputPaddings.forEach((input, i) => fill(input, next.output_padding[i]));
      rows.output_padding.element.hidden = !isStamped;
      rows.border.element.hidden = isStamped || next.padding === 'valid';
      rows.flip.element.hidden = isStamped;
      activation.value = next.activation;
      pooling.value = next.pooling;
      fill(poolSize, next.pool_size);
      fill(poolStride, next.pool_stride);
      rows.pool.element.hidden = next.pooling === 'none';
      combine.value = next.combine;
      rows.combine.element.hidden = next.kernels.length < 2;
      direction.set(next.flip ? 'true' : 'false');
    },
    /**
     * @param {string|null} field  the server's name, such as "stride"; null: no complaint
     * @param {string} sentence
     * @returns {boolean} whether there is a control that it belongs to
     */
    complain(field, sentence = '') {
      const name = field && (ROW_OF[field] === undefined ? field : ROW_OF[field]);
      for (const [row, { complain }] of Object.entries(rows)) complain(row === name ? sentence : '');
      return Boolean(name && rows[name] && !rows[name].element.hidden);
    },
  };
}

/**
 * As many pixels as a padding's word stands for at a stride of 1.
 * @param {import('./state.js').Stage} stage
 * @returns {number[]}
 */
function asNumbers({ padding, dilation, kernels }) {
  if (typeof padding !== 'string') return padding;
  const cells = (/** @type {0 | 1} */ which) => {
    const sizes = kernels.map(({ values }) => sizeOf(values)[which === 0 ? 'height' : 'width']);
    const reach = dilation[which] * (Math.max(...sizes) - 1);
    if (padding === 'full') return reach;
    return padding === 'same' ? Math.floor(reach / 2) : 0;
  };
  return [cells(0), cells(1)];
}

/**
 * What is being typed is left alone.
 * @param {HTMLInputElement} input
 * @param {number} value
 */
function fill(input, value) {
  if (input.valueAsNumber !== value && !(input.matches(':focus') && input.value === '')) {
    input.value = String(value);
  }
}

/** @param {string} text */
function word(text) {
  const span = document.createElement('span');
  span.textContent = text;
  return span;
}

const times = () => word('×');
