/** What an activation makes of a value: the point on its curve. */

import { commonDecimals, written } from '../decimals.js';
import { activationCurve } from './curve.js';
import { make, makeTotal } from './elements.js';

const WORDS = {
  relu: ['ReLU keeps what is above zero: the larger of 0 and the input.',
    (x) => `the larger of 0 and ${x} =`],
  relu6: ['ReLU6 keeps what is above zero, and makes 6 of all that is above 6.',
    (x) => `the larger of 0 and ${x}, at most 6 =`],
  leaky_relu: ['Leaky ReLU keeps what is above zero, and a hundredth of the rest.',
    (x) => `leaky ReLU of ${x} is`],
  tanh: ['tanh presses any number between −1 and 1.', (x) => `tanh ${x} ≈`],
  sigmoid: ['Sigmoid presses any number between 0 and 1.', (x) => `sigmoid of ${x} ≈`],
};

/** @returns {Node[]} */
export function showActivation({ kind, arithmetic: { input, value } }) {
  const { decimals } = commonDecimals([input, value]);
  const [before, after] = [written(input, decimals), written(value, decimals)];
  const [rule, equation] = WORDS[kind];
  return [
    activationCurve(kind, input, value),
    make('div', 'inspector-main', make('p', '', rule), makeTotal(equation(before), after)),
  ];
}
