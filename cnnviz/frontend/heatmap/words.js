/** What a heatmap says, in words and with its numbers. Pure. */

import { formatNumber, formatPercent, written } from '../ui/numbers.js';
import { extremesOf, shareBeyond } from './scale.js';

/** @typedef {import('./scale.js').Heat} Heat */

const DECIMALS = 2; // of scores

/** From here on two heatmaps are said to be alike, or partly so. */
const ALIKE = 0.7;
const PARTLY = 0.4;

/**
 * A change of a probability, which is written in percent: "41.0 points".
 * @param {number} change
 */
const pointsText = (change) => `${formatNumber(100 * change)} points`;

/** @param {string} method @returns {(value: number) => string} how its numbers are written */
export const writerOf = (method) => (method === 'occlusion' ? pointsText : formatNumber);

/** Below this probability a class is hardly seen. */
const HARDLY = 0.01;

/** @type {Record<string, (heat: Heat, name: string, noun: string) => string>} */
const MEANINGS = {
  grad_cam: (heat, name) => (largest(heat) > 0
    ? `Where the network’s last maps speak for “${name}”. The strongest place is 1 by construction: `
      + 'it says where, not how much, and is as coarse as those maps.'
    : `The network’s last maps speak for “${name}” nowhere: all is 0.`),
  occlusion: (heat, name) => {
    const [least, most] = extremesOf(heat);
    const gained = least < 0 ? `, ${pointsText(-least)} gained` : '';
    return `What “${name}” loses (blue) or gains (orange) of its `
      + `${formatPercent(heat.message.probability)} with a grey patch over a pixel, the mean of all `
      + `patches over it: at most ${pointsText(Math.max(0, most))} lost${gained}. What is only seen `
      + 'with two places covered at once it doesn’t show.';
  },
  input_gradient: (heat, name, noun) =>
    `How fast the score of “${name}” changes with each pixel`
    + `${noun === 'photo' ? '’s steepest color' : ''}, up or down: at most by `
    + `${formatNumber(largest(heat))} for a full step. It says what a small change would do, not what `
    + 'the pixel adds now.',
  integrated_gradients: (heat, name, noun) =>
    `What each pixel adds (blue) to the score of “${name}” or takes off (orange) on the way from `
    + `black to this ${noun}. Exactly, all pixels would add up to the score’s rise from black, `
    + `${written(rise(heat), DECIMALS)}; these add up to ${written(total(heat), DECIMALS)}: the `
    + `difference is the error of so few steps. One alone ${mostText(heat)}. `
    + `${noun === 'photo' ? 'A black pixel' : 'Paper, which is black,'} gets 0 by construction.`,
};

/** @type {Record<string, (value: number, name: string) => string>} */
const VALUES = {
  grad_cam: (value) => `${formatNumber(value)} of 1`,
  occlusion: (value, name) => (value < 0
    ? `covering here adds ${pointsText(-value)} to “${name}”`
    : `covering here takes ${pointsText(value)} off “${name}”`),
  input_gradient: (value) => `${formatNumber(value)} of score for a full step`,
  integrated_gradients: (value) => (value < 0
    ? `takes ${formatNumber(-value)} off the score`
    : `adds ${formatNumber(value)} to the score`),
};

/** @param {Heat} heat */
const largest = (heat) => extremesOf(heat)[1];

/**
 * What the strongest pixels do.
 * @param {Heat} heat
 */
function mostText(heat) {
  const [least, most] = extremesOf(heat);
  const adds = `adds at most ${formatNumber(Math.max(0, most))}`;
  return least < 0 ? `${adds} or takes off ${formatNumber(-least)}` : adds;
}

/** @param {Heat} heat */
function total({ data }) {
  let sum = 0;
  for (let i = 0; i < data.length; i += 1) sum += data[i];
  return sum;
}
/** @param {Heat} heat */
const rise = ({ message }) => message.score - (message.baseline_score ?? 0);

/**
 * What the numbers of a heatmap are, and what they don't show.
 * @param {Heat} heat
 * @param {string} name  of the class
 * @param {string} noun  what the network looks at: "photo"
 * @returns {string}
 */
export const meaningText = (heat, name, noun) => MEANINGS[heat.message.method](heat, name, noun);

/**
 * The number at a place: "row 12, column 30: 0.41 of 1".
 * @param {Heat} heat
 * @param {{row: number, column: number}} cell
 * @param {string} name  of the class
 * @param {Heat | null} control  the same with random weights
 * @returns {string}
 */
export function valueText(heat, { row, column }, name, control = null) {
  const { message: { method }, data, across } = heat;
  const at = row * across + column;
  const other = control ? `; with random weights ${writerOf(method)(control.data[at])}` : '';
  return `row ${row + 1}, column ${column + 1}: ${VALUES[method](data[at], name)}${other}`;
}

/**
 * What the colors leave out.
 * @param {Heat} heat
 * @param {number} opacity  0–1
 * @param {string} noun
 * @returns {string} empty when they leave out nothing
 */
export function colorsText(heat, opacity, noun) {
  const beyond = shareBeyond(heat);
  return [
    beyond && `${formatPercent(beyond)} of the pixels lie beyond the scale and have its end color.`,
    opacity < 1
      && 'The nearer to 0, the more see-through. '
        + `The ${noun} is grey under it: all color is the heatmap’s.`,
  ].filter(Boolean).join(' ');
}

/**
 * That there is hardly anything to be explained, when the class is improbable.
 * @param {Heat} heat  the trained network's
 * @param {string} name  of the class
 * @param {string} noun
 * @returns {string} empty when it isn't
 */
export const hardlyText = ({ message: { probability } }, name, noun) => (probability < HARDLY
  ? `The network hardly sees “${name}” in this ${noun} (${formatPercent(probability)}): `
    + 'the heatmap explains little.'
  : '');

/**
 * What the likeness to the control tells (Adebayo et al., 2018): a low one proves nothing, as two
 * noises are unlike too. Of a class that is hardly seen, first that it tells little.
 * @param {number | null} likeness  Spearman's rank correlation
 * @param {number} probability  of the class, by the trained network
 * @returns {string}
 */
export function likenessText(likeness, probability) {
  const hardly = probability < HARDLY
    ? `Of a class with ${formatPercent(probability)} a heatmap explains little. ` : '';
  return hardly + alikeText(likeness);
}

/** @param {number | null} likeness */
function alikeText(likeness) {
  if (likeness === null) return 'One of the two is the same everywhere: they can’t be compared.';
  const similarity = `(similarity ${written(likeness, DECIMALS)})`;
  const size = Math.abs(likeness);
  if (size < PARTLY) {
    return `It differs from the one with random weights ${similarity}: so it must, to explain anything.`;
  }
  if (size < ALIKE) {
    return `It is partly like the one with random weights ${similarity}: that part comes without any `
      + 'learning.';
  }
  const how = likeness > 0 ? 'looks alike' : 'looks alike, only inverted,';
  return `It ${how} with random weights ${similarity}: it explains nothing that was learned.`;
}

/** @param {number} done @param {number} all @returns {string} "23 of 49 places" */
export const progressText = (done, all) => `${done} of ${all} places`;
