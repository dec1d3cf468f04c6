/**
 * What the page shows, as the browser keeps it, sends it and writes it into the address. Pure.
 *
 * @typedef {{name: string, values: number[][][], bias: number,
 *   settings?: Object<string, number>}} Kernel  with the settings that its formula made it with
 * @typedef {'signed' | 'absolute' | 'clipped' | 'activated'} Showing  of a feature map
 *
 * @typedef {object} Stage  see DEFAULT_STAGE
 * @property {(Kernel & {own?: import('./viewer/geometry.js').Own})[]} kernels  `own`: see applied.js
 * @property {string} operation
 * @property {string} combine
 * @property {boolean} flip
 * @property {number[]} stride
 * @property {number[]} dilation
 * @property {string | number[]} padding
 * @property {number[]} output_padding
 * @property {import('./viewer/geometry.js').PaddingMode} border
 * @property {string} activation
 * @property {string} pooling
 * @property {number} pool_size
 * @property {number} pool_stride
 *
 * @typedef {{stages: Stage[], showing: Showing}} State
 */

import { asSlices } from '../kernel_editor/kernel_operations.js';

export const MOST_STAGES = 3;
export const MOST_KERNELS = 8;
const LONGEST_NAME = 64;

const SOBEL_X = { name: 'Sobel x', values: [[[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]], bias: 0 };

/** @type {Stage} */
export const DEFAULT_STAGE = Object.freeze({
  kernels: [SOBEL_X],
  operation: 'convolution',
  combine: 'none',
  flip: false,
  stride: [1, 1],
  dilation: [1, 1],
  padding: 'valid',
  output_padding: [0, 0],
  border: 'zeros',
  activation: 'relu',
  pooling: 'max',
  pool_size: 2,
  pool_stride: 2,
});

export const OPERATIONS = { convolution: 'Convolution', transposed: 'Transposed convolution' };
/** @type {Showing[]} */
export const SHOWINGS = ['signed', 'absolute', 'clipped', 'activated'];

/** @type {State} */
export const DEFAULT_STATE = Object.freeze({ stages: [DEFAULT_STAGE], showing: 'signed' });

/** @param {any} value */
const isNumbers = (value) => Array.isArray(value) && value.length > 0
  && value.every((number) => Number.isFinite(number));
/** @param {any} rows */
const isMatrix = (rows) => Array.isArray(rows) && rows.length > 0 && rows.every(isNumbers)
  && rows.every(({ length }) => length === rows[0].length);

/** @param {any} kernel */
function isKernel({ name, values, bias }) {
  return typeof name === 'string' && Number.isFinite(bias) && Array.isArray(values)
    && [1, 3].includes(values.length) && values.every(isMatrix);
}

/** @param {any} given */
const isSettings = (given) => Boolean(given) && typeof given === 'object'
  && isNumbers(Object.values(given));

/**
 * @param {any} given
 * @param {unknown} model
 */
const isKind = (given, model) => {
  if (Array.isArray(model)) return isNumbers(given) && given.length === model.length;
  return typeof given === typeof model;
};

/**
 * @param {any} stage
 * @returns {boolean}
 */
function isStage(stage) {
  return Object.entries(DEFAULT_STAGE).every(([name, model]) => {
    const given = stage[name];
    if (name === 'kernels') {
      return Array.isArray(given) && given.length > 0 && given.length <= MOST_KERNELS
        && given.every((kernel) => kernel && isKernel(kernel));
    }
    if (name === 'operation') return Object.hasOwn(OPERATIONS, given);
    if (name === 'padding' && (Array.isArray(given) || stage.operation === 'transposed')) {
      return isKind(given, [0, 0]);
    }
    return isKind(given, model);
  });
}

/**
 * @param {any} given  from an address or from storage, perhaps of an older version
 * @returns {State|null} the state, what is left out filled in; null when it is none
 */
export function readState(given) {
  if (!Array.isArray(given?.stages) || !given.stages.length || given.stages.length > MOST_STAGES) {
    return null;
  }
  if (!given.stages.every((/** @type {unknown} */ stage) => stage && typeof stage === 'object')) return null;
  const stages = given.stages.map((/** @type {object} */ stage) => pick({ ...DEFAULT_STAGE, ...stage }));
  const showing = SHOWINGS.includes(given.showing) ? given.showing : DEFAULT_STATE.showing;
  return stages.every(isStage) ? { stages, showing } : null;
}

/**
 * Only what a stage has: the server refuses fields that it does not know.
 * @param {any} stage
 */
function pick(stage) {
  return Object.fromEntries(Object.keys(DEFAULT_STAGE).map((name) => [name, name === 'kernels'
    && Array.isArray(stage.kernels)
    ? stage.kernels.map((/** @type {any} */ kernel) => kernel && ({
      name: `${kernel.name ?? ''}`.slice(0, LONGEST_NAME),
      values: kernel.values,
      bias: kernel.bias ?? 0,
      ...(isSettings(kernel.settings) && { settings: kernel.settings }),
    }))
    : stage[name]]));
}

/**
 * @param {State} state
 * @returns {{stages: Partial<Stage>[], showing?: Showing}} without what is as it is by default
 */
export function shortened({ stages, showing }) {
  const short = stages.map((stage) => Object.fromEntries(Object.entries(stage).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(DEFAULT_STAGE[/** @type {keyof Stage} */ (name)]))));
  return showing === DEFAULT_STATE.showing ? { stages: short } : { stages: short, showing };
}

/**
 * @param {{name: string, values: number[][] | number[][][], bias?: number}} named  a gallery's kernel,
 *   perhaps without channels
 * @returns {Kernel}
 */
export function toKernel({ name, values, bias = 0 }) {
  return { name, values: asSlices(values), bias };
}
