/** What an activation makes of a value: the point on its curve. */

import { make } from '../ui/elements.js';
import { commonDecimals, written } from '../ui/numbers.js';
import { makeTotal } from './rows.js';

/**
 * @param {import('./ways.js').Inspected} inspected
 * @returns {Node[]}
 */
export function showActivation({ kind, arithmetic: { input, value } }) {
  const { decimals } = commonDecimals([input, value]);
  const [before, after] = [written(input, decimals), written(value, decimals)];
  const { rule, equation, curve } = ACTIVATIONS[kind];
  return [
    activationCurve(curve, input, value),
    make('div', 'inspector-main', make('p', '', rule), makeTotal(equation(before), after)),
  ];
}

/**
 * `rule` says what the function does, `equation` what stands before its value, `curve` how it runs.
 * @type {Record<string, {rule: string, equation: (x: string) => string,
 *   curve: (x: number) => number}>}
 */
export const ACTIVATIONS = {
  relu: {
    rule: 'ReLU keeps what is above zero: the larger of 0 and the input.',
    equation: (x) => `the larger of 0 and ${x} =`,
    curve: (x) => Math.max(0, x),
  },
  relu6: {
    rule: 'ReLU6 keeps what is above zero, and makes 6 of all that is above 6.',
    equation: (x) => `the larger of 0 and ${x}, at most 6 =`,
    curve: (x) => Math.min(6, Math.max(0, x)),
  },
  leaky_relu: {
    rule: 'Leaky ReLU keeps what is above zero, and a hundredth of the rest.',
    equation: (x) => `leaky ReLU of ${x} is`,
    curve: (x) => Math.max(0.01 * x, x),
  },
  tanh: {
    rule: 'tanh presses any number between −1 and 1.',
    equation: (x) => `tanh ${x} ≈`,
    curve: Math.tanh,
  },
  sigmoid: {
    rule: 'Sigmoid presses any number between 0 and 1.',
    equation: (x) => `sigmoid of ${x} ≈`,
    curve: (x) => 1 / (1 + Math.exp(-x)),
  },
};

const SVG = 'http://www.w3.org/2000/svg';
const SIDE = 128;
const STEPS = 32;

/**
 * @param {number} x
 * @param {number} y
 * @param {number} extent  the axes go from minus this to this, above 0
 * @returns {{x: number, y: number}} where the point is, in the drawing's units from the top left
 */
export function onCurve(x, y, extent) {
  /** @param {number} value */
  const at = (value) => ((value / extent + 1) / 2) * SIDE;
  return { x: at(x), y: SIDE - at(y) };
}

/**
 * @param {(x: number) => number} curve how the activation runs
 * @param {number} x the activation's input
 * @param {number} y its output
 * @returns {SVGElement}
 */
export function activationCurve(curve, x, y) {
  const extent = 1.25 * Math.max(Math.abs(x), Math.abs(y), 1e-9);
  const [point, zero] = [onCurve(x, y, extent), onCurve(0, 0, extent)];
  const line = Array.from({ length: STEPS + 1 }, (_, i) => {
    const at = ((2 * i) / STEPS - 1) * extent;
    const { x: across, y: down } = onCurve(at, curve(at), extent);
    return `${i ? 'L' : 'M'}${across.toFixed(1)} ${down.toFixed(1)}`;
  }).join('');
  const svg = draw('svg', { class: 'inspector-curve', viewBox: `0 0 ${SIDE} ${SIDE}` });
  svg.setAttribute('aria-hidden', 'true'); // the words beside it say the same
  svg.append(
    draw('path', { class: 'curve-axes', d: `M0 ${zero.y}H${SIDE}M${zero.x} 0V${SIDE}` }),
    draw('path', { class: 'curve-way', d: `M${point.x} ${zero.y}V${point.y}H${zero.x}` }),
    draw('path', { class: 'curve-line', d: line }),
    draw('circle', { class: 'curve-point', cx: point.x, cy: point.y, r: 5 }),
  );
  return svg;
}

/**
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 */
function draw(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  return element;
}
