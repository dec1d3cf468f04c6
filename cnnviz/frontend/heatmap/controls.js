/** What can be chosen about a heatmap. */

import { make, makeButton } from '../ui/elements.js';
import { find } from '../ui/find.js';
import { formatWholePercent } from '../ui/numbers.js';
import { areMany, classChoices } from './classes.js';
import { createLabelBox } from './label_box.js';
import { METHODS } from './methods.js';

/** @type {Choice<string | null>[]} */
const KINDS = [{ value: null, text: 'Off' },
  ...METHODS.map(({ name, title }) => ({ value: name, text: title }))];

/**
 * @typedef {object} Chosen
 * @property {string | null} method  null: no heatmap
 * @property {number | null} label  null: whichever class is ahead
 * @property {number} size  of the patch, in pixels that the network reads
 * @property {boolean} isHalf  whether the patch goes on by half its side
 * @property {boolean} control  whether the one with random weights stands beside it
 * @property {number} opacity  0–1
 */

/**
 * @param {object} options
 * @param {number[]} options.patchSizes
 * @param {Chosen} options.start
 * @param {(change: Partial<Chosen>) => void} options.onChange
 */
export function createControls({ patchSizes, start, onChange }) {
  const kind = createChoices({ label: 'Heatmap', onChange: (method) => onChange({ method }) });
  /** @param {number | null} label */
  const pick = (label) => onChange({ label });
  const classes = createChoices({ label: 'Class', onChange: pick });
  const another = createLabelBox(pick);
  const sizes = createChoices({ label: 'Patch', onChange: (size) => onChange({ size }) });
  const half = make('input', '');
  half.type = 'checkbox';
  half.onchange = () => onChange({ isHalf: half.checked });
  const finer = make('label', 'heat-check', half, 'half steps');
  const patch = make('div', 'heat-row', sizes.element, finer);
  finer.title = 'The patch goes on by half its side: finer, in four times as many places';

  const slider = Object.assign(make('input', ''), { type: 'range', min: 0, max: 100, step: 1 });
  slider.setAttribute('aria-label', 'Opacity of the heatmap');
  const said = make('output', '');
  slider.oninput = () => onChange({ opacity: slider.valueAsNumber / 100 });
  const control = makeButton('Random weights', () => onChange({ control: !chosen.control }),
    'heat-button');
  control.title = 'The control: the same heatmap by a network that has learned nothing';
  const looks = make('div', 'heat-row',
    make('label', 'heat-opacity', 'Opacity', slider, said), control);
  classes.element.append(another.element);
  const rest = make('div', 'heat-rest', classes.element, patch, looks);
  const element = make('div', 'heat-controls', kind.element, rest);
  element.dataset.screenOnly = '';
  let chosen = start;

  return {
    element,
    /** @param {string[]} labels @param {string[] | null} groups */
    describe(labels, groups) {
      another.describe(labels, groups);
      another.element.hidden = !areMany(labels.length);
    },
    /** @param {Chosen} now */
    show(now) {
      chosen = now;
      kind.set(KINDS, now.method);
      rest.hidden = !now.method;
      patch.hidden = now.method !== 'occlusion';
      sizes.set(patchSizes.map((value) => ({ value, text: `${value} × ${value}` })), now.size);
      half.checked = now.isHalf;
      slider.value = String(Math.round(100 * now.opacity));
      said.value = formatWholePercent(now.opacity);
      slider.setAttribute('aria-valuetext', said.value);
      control.setAttribute('aria-pressed', String(now.control));
    },
    /**
     * @param {number[]} near  classes with a button of their own
     * @param {string[]} labels
     * @param {ArrayLike<number>} probabilities
     */
    showClasses(near, labels, probabilities) {
      classes.set(classChoices(near, labels, probabilities), chosen.label);
      another.show(chosen.label !== null && near.includes(chosen.label) ? null : chosen.label);
    },
  };
}

let made = 0; // radio buttons of two choices in one document must not share a name

/**
 * @template Value
 * @typedef {object} Choice
 * @property {Value} value
 * @property {string} text
 * @property {string} [detail]  less important, after the text
 */

/**
 * @typedef {{row: HTMLLabelElement, input: HTMLInputElement, text: HTMLElement,
 *   detail: HTMLElement}} Row
 */

/**
 * @template Value
 * @param {object} options
 * @param {string} options.label
 * @param {(value: Value) => void} options.onChange
 * @returns {{element: HTMLFieldSetElement, set: (choices: Choice<Value>[], value: Value) => void}}
 *   `set` calls no onChange; a value that is none of the choices' picks none
 */
export function createChoices({ label, onChange }) {
  const element = document.createElement('fieldset');
  element.className = 'heat-choices';
  const legend = element.appendChild(document.createElement('legend'));
  legend.textContent = label;
  const room = element.appendChild(document.createElement('div'));
  room.className = 'heat-choices-room';
  made += 1;
  const name = `heat-choice-${made}`;
  /** @type {Row[]} */
  const rows = [];
  /** @type {Choice<Value>[]} */
  let shown = [];

  /**
   * @param {number} index
   * @returns {Row}
   */
  function createRow(index) {
    const row = document.createElement('label');
    row.innerHTML = '<input class="choice-input" type="radio"><span><span></span><small></small></span>';
    const input = find(row, 'input', HTMLInputElement);
    input.name = name;
    input.onchange = () => onChange(shown[index].value);
    room.append(row);
    return { row, input, text: find(row, 'span > span'), detail: find(row, 'small') };
  }

  /**
   * @param {Node} part
   * @param {string} text
   */
  function write(part, text) {
    if (part.textContent !== text) part.textContent = text;
  }

  return {
    element,
    set(choices, value) {
      shown = choices;
      for (const { row } of rows.splice(choices.length)) row.remove();
      while (rows.length < choices.length) rows.push(createRow(rows.length));
      rows.forEach(({ input, text, detail }, i) => {
        write(text, choices[i].text);
        write(detail, choices[i].detail ?? '');
        input.checked = choices[i].value === value;
      });
    },
  };
}
