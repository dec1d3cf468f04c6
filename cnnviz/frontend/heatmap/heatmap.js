/**
 * Heatmaps over a picture: which pixels made a class's score what it is, and whether they would look
 * the same without any learning.
 */

import { indexOfLargest } from '../ui/bars.js';
import { make, makeButton } from '../ui/elements.js';
import { createLegend } from '../ui/legend.js';
import { asSentence } from '../ui/sentence.js';
import { createAsking } from './asking.js';
import { areSame, nearClasses } from './classes.js';
import { createControls } from './controls.js';
import { createFigure } from './figure.js';
import { createHeatmapCanvas } from './heatmap_canvas.js';
import { methodNamed } from './methods.js';
import { createProgress } from './progress.js';
import { endsOf, extremesOf } from './scale.js';
import { colorsText, hardlyText, likenessText, meaningText, valueText, writerOf } from './words.js';

/**
 * @typedef {import('./scale.js').Heat} Heat
 * @typedef {import('./asking.js').Shown} Shown
 * @typedef {import('./heatmap_canvas.js').Cell} Cell
 */

/** @type {import('./asking.js').Now} */
const NOTHING = { trained: null, control: null, isAsking: false, isStopped: false, problem: '' };
const POINT = matchMedia('(pointer: coarse)').matches ? 'Tap' : 'Point at';

/**
 * @param {HTMLElement} element
 * @param {string} text
 */
function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
  element.hidden = !text;
}

/**
 * @param {object} options
 * @param {import('../live/messages.js').Ask} options.ask
 * @param {number[]} options.patchSizes  to choose from, the second one to begin with
 * @param {() => HTMLCanvasElement | null} options.picture  what the network looks at, to be laid
 *   under the heatmaps that are compared
 * @param {string} [options.noun]  what it is called: "photo"
 * @param {boolean} [options.isPair]  whether the trained network's heatmap stands beside the control
 *   once more; it need not where the overlay does
 * `overlay` fills the picture that the caller lays it over; `read` is called with every answer about
 * the picture, null when there is none.
 */
export function createHeatmap({ ask, patchSizes, picture, noun = 'photo', isPair = true }) {
  /** @type {import('./controls.js').Chosen} */
  let chosen = { method: null, label: null, size: patchSizes[1], isHalf: false, control: false,
    opacity: 0.7 };
  /** @type {string[]} */
  let labels = [];
  /** @type {ArrayLike<number> | null} */
  let probabilities = null;
  /** @type {number[]} */
  let near = []; // classes with a button of their own
  let isAtRest = false;
  let isMissed = false; // whether another picture came while no heatmap was wanted
  let now = NOTHING;
  /** @type {Cell | null} */
  let cell = null;

  const asking = createAsking({
    ask,
    onChange(next) {
      now = next;
      render();
    },
  });
  const controls = createControls({ patchSizes, start: chosen, onChange: choose });
  const overlay = createHeatmapCanvas(point);
  overlay.element.classList.add('heat-overlay');
  const figures = (isPair ? ['Trained', 'Random weights'] : ['Random weights'])
    .map((caption) => createFigure({ caption, picture, onPoint: point }));
  const progress = createProgress({ onStop: asking.stop, onGoOn: asking.goOn });
  const [hardly, said, late, problem, readout, clear, likeness] = ['hardly', 'said', 'late',
    'problem', 'readout', 'clear', 'likeness'].map((name) => make('p', `heat-${name}`));
  for (const live of [hardly, said, readout]) live.setAttribute('role', 'status');
  problem.classList.add('problem');
  problem.setAttribute('role', 'alert');
  const again = makeButton('Try again', asking.goOn, 'heat-button');
  const legend = createLegend('positive');
  const pair = make('div', 'heat-pair', ...figures.map((figure) => figure.element), likeness);
  likeness.title = 'Spearman’s rank correlation of the two, as in Adebayo et al., Sanity Checks for '
    + 'Saliency Maps, 2018';
  const element = make('section', 'heat',
    make('div', 'heat-main', controls.element, progress.element, late, problem, again, hardly,
      said, readout),
    make('div', 'heat-scale', legend.element, clear), pair);
  element.setAttribute('aria-label', 'Heatmap');
  const place = watchPlace(element, overlay.element, tell);

  const labelNow = () => chosen.label ?? (probabilities ? indexOfLargest(probabilities) : null);
  /** @param {Heat} heat */
  const nameOf = (heat) => labels[heat.message.label];

  /** @param {Partial<import('./controls.js').Chosen>} change */
  function choose(change) {
    const wasOff = !chosen.method;
    chosen = { ...chosen, ...change };
    if (wasOff && chosen.method) {
      asking.see(isMissed, isAtRest, wish());
      isMissed = false;
    } else asking.want(wish());
    render();
  }

  function wish() {
    const { method, size, isHalf, control } = chosen;
    const label = labelNow();
    return method === null || label === null ? null : {
      method, label, size, stride: isHalf ? Math.ceil(size / 2) : size, control };
  }

  /** @param {Cell | null} next */
  function point(next) {
    cell = next;
    for (const part of [overlay, ...figures]) part.mark(cell);
    tell();
  }

  function tell() {
    const { trained, control } = now;
    const isThere = cell && trained && cell.row < trained.rows && cell.column < trained.across;
    const hint = trained ? `${POINT} the heatmap ${place.isAbove() ? 'above ' : ''}for its numbers.` : '';
    write(readout, isThere && trained && cell
      ? valueText(trained, cell, nameOf(trained), control) : hint);
  }

  /**
   * @param {Shown | null} heat
   * @param {string} words
   * @returns {import('./heatmap_canvas.js').Laid | null}
   */
  function shownAs(heat, words) {
    if (!heat) return null;
    const { title } = methodNamed(heat.message.method);
    return { heat, ends: endsOf(heat), opacity: chosen.opacity,
      label: `${words}: ${title} for “${nameOf(heat)}”` };
  }

  function render() {
    const { trained, control, isAsking, isStopped } = now;
    const isOn = chosen.method !== null;
    element.dataset.on = String(isOn);
    controls.show(chosen);
    if (isOn && probabilities) controls.showClasses(near, labels, probabilities);
    overlay.show(shownAs(trained, 'Heatmap'));
    pair.hidden = !isOn || !chosen.control;
    const compared = [...(isPair ? [shownAs(trained, 'Heatmap to compare')] : []),
      shownAs(control, 'Heatmap with random weights')];
    figures.forEach((figure, i) => { if (chosen.control) figure.show(compared[i]); });
    legend.element.hidden = !trained;
    if (trained) {
      const { name, meaning } = methodNamed(trained.message.method);
      legend.show(endsOf(trained), meaning, extremesOf(trained),
        writerOf(name));
    }
    write(clear, trained ? colorsText(trained, chosen.opacity, noun) : '');
    const growing = [trained, control].find((heat) =>
      heat?.isCurrent && heat.message.done < heat.message.total);
    progress.show(growing && !now.problem ? { ...growing.message, isStopped } : null);
    said.setAttribute('aria-busy', String(Boolean(growing))); // read out once it is whole
    say(trained, isOn, isAsking);
    compare(trained, control);
    tell();
  }

  /**
   * @param {Shown | null} trained
   * @param {boolean} isOn
   * @param {boolean} isAsking
   */
  function say(trained, isOn, isAsking) {
    const isBefore = trained && !trained.isCurrent && !methodNamed(chosen.method ?? '').isQuick;
    write(late, isBefore ? `Of the ${noun} before: it is worked out again when the ${noun} rests.` : '');
    write(problem, isOn ? asSentence(now.problem) : '');
    again.hidden = problem.hidden;
    const empty = !isOn ? '' : !probabilities ? `There is no ${noun} yet.`
      : isAsking ? 'Working it out …' : '';
    write(hardly, trained ? hardlyText(trained, nameOf(trained), noun) : '');
    write(said, trained ? meaningText(trained, nameOf(trained), noun) : empty);
  }

  /**
   * @param {Shown | null} trained
   * @param {Shown | null} control
   */
  function compare(trained, control) {
    const isWhole = trained?.isCurrent && control?.isCurrent
      && control.message.done === control.message.total;
    write(likeness, isWhole
      ? likenessText(control.message.likeness, trained.message.probability) : '');
  }

  render();
  return {
    element,
    overlay: overlay.element,
    /** @returns {string | null} */
    get method() { return chosen.method; },
    /** @param {string | null} method  null: no heatmap */
    setMethod: (method) => choose({ method }),
    /**
     * @param {string[]} newLabels
     * @param {string[] | null} [groups]
     */
    describe(newLabels, groups = null) {
      if (String(newLabels) !== String(labels)) chosen = { ...chosen, label: null };
      labels = newLabels;
      controls.describe(labels, groups);
    },
    /**
     * @param {ArrayLike<number> | null} next
     * @param {boolean} isExact
     */
    read(next, isExact) {
      if (!next && !probabilities) return;
      const isOther = !areSame(next, probabilities);
      [probabilities, isAtRest] = [next, isExact];
      if (next && (isExact || near.length === 0)) near = nearClasses(next); // not under a hand
      if (!chosen.method) {
        isMissed ||= isOther;
        return;
      }
      if (next) asking.see(isOther, isExact, wish());
      else asking.clear();
      render();
    },
    destroy() {
      place.destroy();
      asking.clear();
      element.remove();
      overlay.element.remove();
    },
  };
}

/**
 * @param {HTMLElement} element  what is said
 * @param {HTMLElement} overlay  fills its parent, the picture, which may be laid anywhere later
 * @param {() => void} onChange
 * @returns {{isAbove: () => boolean, destroy: () => void}}  not above: it is beside
 */
export function watchPlace(element, overlay, onChange) {
  let isAbove = false;
  const observer = new ResizeObserver(() => {
    const picture = overlay.parentElement?.getBoundingClientRect();
    const was = isAbove;
    // Not by height: the picture may stay in sight while the rest is scrolled under it
    isAbove = picture !== undefined && element.getBoundingClientRect().left < picture.right;
    if (isAbove !== was) onChange();
  });
  observer.observe(element);
  return { isAbove: () => isAbove, destroy: () => observer.disconnect() };
}
