/**
 * What can be set of a kernel that a formula gives: the kernel follows while a slider is dragged. The
 * server works it out.
 *
 * @typedef {{name: string, title: string, least: number, most: number, step: number, usual: number,
 *   unit: string}} Setting
 * @typedef {{name: string, formula?: string, settings?: Setting[]}} Made  a kernel of the gallery
 * @typedef {{setting: Setting, element: HTMLElement, write: (value: number) => void}} Row
 * @typedef {{name: string, formula: string, settings: Record<string, number>, inputAt: number}} Question
 */

import { createLatest } from '../live/latest.js';
import { createButton, createField, createSlider } from '../ui/controls.js';

/** Seeds have no order that a slider could show. */
const SEED = 'seed';

/**
 * @param {object} options
 * @param {(question: {formula: string, settings: Object<string, number>}) => Promise<number[][]>}
 *   options.make  gives the kernel's rows; rejected with a sentence
 * @param {(kernel: {name: string, values: number[][][], settings: Object<string, number>},
 *   inputAt: number) => void} options.onKernel
 * @param {(sentence: string) => void} options.onProblem
 */
export function createKernelSettings({ make, onKernel, onProblem }) {
  const element = document.createElement('section');
  element.className = 'kernel-settings';
  element.setAttribute('aria-label', 'Settings of the kernel');
  /** @type {Made | null} */
  let made = null; // the kernel of the gallery whose rows these are
  /** @type {Record<string, number>} */
  let now = {};
  /** @type {Row[]} */
  let rows = [];
  const latest = createLatest({
    ask: (/** @type {Question} */ { formula, settings }) => make({ formula, settings }),
    onAnswer: (values, { name, settings, inputAt }) =>
      onKernel({ name, values: [values], settings }, inputAt),
    onProblem,
  });

  /**
   * @param {string} name
   * @param {number} value
   * @param {number} inputAt
   */
  function change(name, value, inputAt) {
    now = { ...now, [name]: value };
    show();
    if (!made?.formula) return;
    latest.put({ name: made.name, formula: made.formula, settings: now, inputAt });
  }

  function show() {
    for (const { setting, write } of rows) write(now[setting.name]);
  }

  return {
    element,
    /**
     * @param {Made|null} next  null: nothing can be set of the kernel
     * @param {Object<string, number>} [settings]  that it was made with, where they are not as usual
     */
    set(next, settings = {}) {
      latest.forget();
      element.hidden = !next;
      if (next !== made) {
        rows = (next?.settings ?? []).map((setting) => createRow(setting, change));
        element.replaceChildren(...rows.map((row) => row.element));
      }
      made = next;
      now = Object.fromEntries((next?.settings ?? []).map(({ name, usual }) =>
        [name, settings[name] ?? usual]));
      show();
    },
    destroy: () => latest.forget(),
  };
}

/**
 * @param {Setting} setting
 * @param {(name: string, value: number, inputAt: number) => void} onChange
 * @returns {Row}
 */
function createRow(setting, onChange) {
  const { name, title, least, most, step, unit } = setting;
  const decimals = Number.isInteger(step) ? 0 : 1;
  /** @param {number} value */
  const say = (value) => `${value.toFixed(decimals)}${unit === '°' || !unit ? unit : ` ${unit}`}`;
  if (name === SEED) {
    const output = document.createElement('output');
    let seed = least;
    const another = createButton('Another', ({ timeStamp }) =>
      onChange(name, seed < most ? seed + 1 : least, timeStamp), { className: 'kernel-another' });
    return {
      setting,
      element: createField(title, [another, output]).element,
      /** @param {number} value */
      write(value) {
        seed = value;
        output.textContent = say(value);
      },
    };
  }
  const { element, write } = createSlider({ label: title, min: least, max: most, step, say,
    onInput: (value, inputAt) => onChange(name, value, inputAt) });
  return { setting, element, write };
}
