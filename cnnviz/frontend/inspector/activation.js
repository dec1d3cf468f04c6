/** What an activation makes of a value: the point on its curve. */

import { commonDecimals, written } from '../ui/decimals.js';
import { ACTIVATIONS } from './activations.js';
import { activationCurve } from './curve.js';
import { make, makeTotal } from '../ui/elements.js';

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
