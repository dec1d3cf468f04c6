/** A layer without maps: its largest numbers, each a click away from its arithmetic. */

import { makeRow } from '../inspector/rows.js';
import { createLatest } from '../live/latest.js';
import { partName } from '../network/columns.js';
import { make } from '../ui/elements.js';
import { morph } from '../ui/morph.js';
import { formatCount, formatNumber, formatPercent } from '../ui/numbers.js';
import { asSentence } from '../ui/sentence.js';

const MOST = 12;

/**
 * The largest numbers' indices.
 * @param {ArrayLike<number>} values
 * @param {number} count
 * @returns {number[]} the largest first
 */
export const largestOf = (values, count) => Array.from(values, (_, i) => i)
  .sort((a, b) => values[b] - values[a]).slice(0, count);

/**
 * @param {object} options
 * @param {import('../live/messages.js').Ask} options.ask
 * @param {(index: number) => void} options.onPick
 */
export function createUnitList({ ask, onPick }) {
  const [title, list] = [make('p', 'gallery-count'), make('div', 'unit-list')];
  const element = make('div', 'block-units', title, list);
  /** @type {import('../network/columns.js').Column | null} */
  let column = null;
  /** @type {import('../network/columns.js').Column | null} */
  let after = null;
  /** @type {ArrayLike<number> | null} */
  let probabilities = null;

  // A layer's output is what the layer after it reads: that is told with any of its units.
  const latest = createLatest({
    ask: (/** @type {import('../network/units.js').Unit} */ { layer, unit }) =>
      ask({ type: 'inspect', layer, unit }),
    onAnswer({ tensors }) {
      if (column) paint((tensors.logits ?? tensors.inputs).data, column);
    },
    onProblem(sentence) { list.textContent = asSentence(sentence); },
  });

  /**
   * @param {ArrayLike<number>} values
   * @param {import('../network/columns.js').Column} layer
   */
  function paint(values, layer) {
    const largest = largestOf(values, MOST);
    const end = Math.max(...largest.map((i) => Math.abs(values[i])), 1e-12);
    const write = layer.meaning === 'probability' ? formatPercent : formatNumber;
    morph(list, largest.map((i) => makeRow({
      name: layer.labels?.[i] ?? `map ${i + 1}`,
      title: partName(layer, i),
      text: write(values[i]),
      share: values[i] / end,
      onClick: () => onPick(i),
    })));
  }

  function refresh() {
    if (!column || !probabilities) return;
    if (after) latest.put({ layer: after.name, unit: [largestOf(probabilities, 1)[0]] });
    else paint(probabilities, column);
  }

  return {
    element,
    /**
     * @param {import('../network/columns.js').Column | null} next null for a layer with maps
     * @param {import('../network/columns.js').Column | null} reader the layer that reads it
     */
    show(next, reader) {
      element.hidden = !next;
      latest.forget();
      [column, after] = [next, reader];
      if (!column) return;
      list.replaceChildren();
      title.textContent = `The largest of ${formatCount(column.parts)}`;
      refresh();
    },
    /** @param {ArrayLike<number>} next probabilities of all classes */
    update(next) {
      probabilities = next;
      refresh();
    },
    destroy: () => latest.forget(),
  };
}
