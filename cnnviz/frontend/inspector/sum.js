/** A sum of two layers: both numbers, and what they add up to. */

import { addition } from '../ui/decimals.js';
import { unitName } from '../network/units.js';
import { make, makeButton, makeTotal, plus } from '../ui/elements.js';

/**
 * @param {import('./ways.js').Inspected} inspected
 * @param {import('./kinds.js').Context} context
 * @returns {Node[]}
 */
export function showSum({ unit, arithmetic: { input, other, value } }, context) {
  const { terms, total, sign } = addition([input, other], value);
  /**
   * @param {import('../network/columns.js').Column} column
   * @param {string} text
   */
  const link = (column, text) => makeButton(`${unitName(column, unit)}: ${text}`,
    () => context.onPick({ layer: column.name, unit }), 'inspector-link');
  return [make('div', 'inspector-main',
    make('p', '', 'Two numbers at the same place, added: what the block found, and what went '
      + 'around it.'),
    make('p', '', link(context.before, terms[0])),
    ...(context.other ? [make('p', '', link(context.other, terms[1]))] : []),
    makeTotal(`${terms[0]} ${plus(terms[1])} ${sign}`, total))];
}
