/** "Why 7?": from a class back to the strongest contributions, layer by layer, down to ink. */

import { createLatest } from '../live/latest.js';
import { shortName, unitName } from '../network/units.js';
import { indexOfLargest } from '../ui/bars.js';
import { make, makeButton } from '../ui/elements.js';
import { addition, plusNamed, written } from '../ui/numbers.js';
import { makeRow, makeTotal } from './rows.js';

const DECIMALS = 2;
const INTRODUCTION = 'Each layer’s contributions and the biases behind it add up to the score; the '
  + 'nearer to the input, the more biases lie behind. On the maps: blue speaks for it, orange against '
  + 'it.';

/**
 * @typedef {{label: number, against: number | null}} Question
 *
 * @param {object} options
 * @param {import('../live/messages.js').Ask} options.ask
 * @param {() => void} options.onAsked the first answer to a question that was just asked comes
 * @param {() => void} options.onChange an answer came, or the question was closed
 * @param {() => void} options.onLeave the open question was pressed again
 * @param {() => boolean} options.isCovered whether a value is looked at while the question is open
 * @param {(sentence: string) => void} options.onProblem
 */
export function createWhy({ ask, onAsked, onChange, onLeave, isCovered, onProblem }) {
  /** @type {Question | null} */
  let question = null;
  /** @type {import('../live/frame.js').Frame<import('../live/messages.js').Why> | null} */
  let answer = null;
  /** @type {string[]} */
  let labels = [];
  let isNew = false;
  /** @type {Record<string, import('../live/frame.js').Tensor> | null} */
  let contributions = null;
  let [top, second] = [0, 1];
  const latest = createLatest({
    ask: (/** @type {Question} */ asked) => ask({ type: 'why', ...asked }),
    onAnswer(frame) {
      answer = frame;
      contributions = Object.fromEntries(Object.entries(frame.tensors)
        .map(([name, tensor]) => [name.replace(/^why\./, ''), tensor]));
      if (isNew) onAsked();
      isNew = false;
      onChange();
    },
    onProblem(sentence) {
      close();
      onProblem(sentence);
    },
  });
  const buttons = [makeButton('', () => toggle({ label: top, against: null }), 'why-button'),
    makeButton('', () => toggle({ label: top, against: second }), 'why-button')];
  const element = make('div', 'why-buttons', ...buttons);
  element.dataset.screenOnly = '';
  element.hidden = true;

  /** @param {Question} other */
  const isSame = (other) => question && question.label === other.label
    && question.against === other.against;

  /** @param {Question} next */
  function toggle(next) {
    if (isSame(next) && !isCovered()) onLeave();
    else open(next);
  }

  /** @param {Question} next */
  function open(next) {
    [question, isNew] = [next, true];
    latest.put(next);
    label();
  }

  function close() {
    [question, answer, contributions] = [null, null, null];
    latest.forget();
    label();
    onChange();
  }

  function label() {
    const asked = [{ label: top, against: null }, { label: top, against: second }];
    const words = [`Why ${labels[top]}?`, `Why not ${labels[second]}?`];
    buttons.forEach((button, i) => {
      if (button.textContent !== words[i]) button.textContent = words[i];
      button.setAttribute('aria-pressed', String(Boolean(isSame(asked[i]))));
    });
  }

  return {
    /** The buttons that ask; they stand at the verdict. */
    element,
    /** @returns {Record<string, import('../live/frame.js').Tensor> | null} contributions by layer, to lay over the maps */
    get contributions() { return contributions; },
    /** @returns {string | null} the question that is open and answered */
    get title() {
      return answer && questionText(labels, answer.message.label, answer.message.against);
    },
    close,
    /**
     * A new reading came.
     * @param {ArrayLike<number> | null} probabilities null when nothing is drawn
     * @param {string[]} names of the classes
     */
    read(probabilities, names) {
      labels = names;
      element.hidden = !probabilities;
      if (!probabilities) {
        if (question) close();
        return;
      }
      top = indexOfLargest(probabilities);
      second = indexOfLargest(Array.from(probabilities, (p, i) => (i === top ? -1 : p)));
      label();
      if (question) latest.put(question);
    },
    /**
     * @param {import('../network/columns.js').Column[]} columns
     * @param {(unit: import('../network/units.js').Unit) => void} onPick
     * @returns {Node[]}
     */
    content(columns, onPick) {
      if (!answer || !contributions) return [];
      const { message } = answer;
      const shares = contributions;
      const links = linksOf(columns).map((column) =>
        link(column, message, shares[column.name].data, onPick));
      return [make('div', 'inspector-main',
        make('div', 'why-intro', make('p', '', INTRODUCTION), rivals(message)),
        make('div', 'why-chain', ...links))];
    },
  };

  /**
   * Against which other class, or none.
   * @param {import('../live/messages.js').Why} answer
   */
  function rivals({ label: own, against }) {
    const select = make('select', '');
    select.append(new Option('any other', ''), ...labels.flatMap((name, i) =>
      (i === own ? [] : [new Option(name, String(i), false, i === against)])));
    select.value = against === null ? '' : String(against);
    select.onchange = ({ target }) => { // the one on the page; see morph.js
      const { value } = /** @type {HTMLSelectElement} */ (target);
      open({ label: own, against: value === '' ? null : Number(value) });
    };
    return make('label', 'why-rivals', `${labels[own]} rather than `, select);
  }
}

/**
 * One layer: its strongest units and all others, and what its contributions and the biases behind it
 * add up to.
 * @param {import('../network/columns.js').Column} column
 * @param {import('../live/messages.js').Why} answer
 * @param {ArrayLike<number>} contributions
 * @param {(unit: import('../network/units.js').Unit) => void} onPick
 */
function link(column, { layers, strongest, score }, contributions, onPick) {
  const { total, bias } = layers.find(({ name }) => name === column.name) ?? { total: 0, bias: 0 };
  const units = strongest.filter(({ layer }) => layer === column.name);
  const longest = Math.max(...units.map(({ contribution }) => Math.abs(contribution)), 1e-12);
  const others = othersOf(contributions, units.map(({ contribution }) => contribution), total);
  const sum = addition([total, bias], score, DECIMALS);
  return make('div', 'why-link',
    make('p', 'inspector-caption', column.name),
    ...units.map(({ unit, contribution }) => makeRow({
      name: shortName(column, unit),
      title: unitName(column, unit),
      text: written(contribution, DECIMALS),
      share: contribution / longest,
      onClick: () => onPick({ layer: column.name, unit }),
    })),
    ...(others.count
      ? [makeRow({ name: `${others.count} more`, text: written(others.sum, DECIMALS), share: 0 })]
      : []),
    makeTotal(`${sum.terms[0]} ${plusNamed('biases', sum.terms[1])} ${sum.sign}`, sum.total));
}

/** @typedef {import('../network/columns.js').Column} Column */

/**
 * The layers that say something new, from the class back to the picture: what each layer with weights
 * was given. Between two of them the contributions are the same numbers in other places.
 * @param {Column[]} columns
 * @returns {Column[]}
 */
export function linksOf(columns) {
  const given = columns.map((column, i) => {
    if (!columns[i + 1] || !columns[i + 1].parameters) return null;
    return column.kind === 'flatten' ? columns[i - 1] : column;
  });
  return given.filter((column) => column !== null).reverse();
}

/**
 * The question in words: "Why 7?", "Why 7 and not 1?"
 * @param {string[]} labels
 * @param {number} label
 * @param {number | null} against
 * @returns {string}
 */
export const questionText = (labels, label, against) =>
  `Why ${labels[label]}${against === null ? '' : ` and not ${labels[against]}`}?`;

/**
 * What a layer's units that are not named contribute.
 * @param {ArrayLike<number>} contributions of all units
 * @param {number[]} named contributions of those that are
 * @param {number} total of all
 * @returns {{count: number, sum: number}} of those that contribute anything
 */
export function othersOf(contributions, named, total) {
  const count = Array.from(contributions).filter((value) => value !== 0).length - named.length;
  return { count, sum: named.reduce((rest, value) => rest - value, total) };
}
