/** A slider along the steps of a training; it stays at the newest one until it is moved. */

import { placeAmong, stepText } from './steps.js';

const EACH_MS = 350;

/**
 * @param {(step: number, inputAt: number|null) => void} onStep  called when it is another one;
 *   `inputAt` is null when no hand was behind it
 * @returns {{element: HTMLElement, set: (run: import('./steps.js').Run) => void,
 *   destroy: () => void}}
 */
export function createScrubber(onStep) {
  const element = document.createElement('div');
  element.className = 'scrubber';
  const play = Object.assign(document.createElement('button'), {
    type: 'button', className: 'scrubber-play', onclick: () => (timer ? pause() : begin()),
  });
  const slider = Object.assign(document.createElement('input'), { type: 'range', min: 0, step: 1 });
  const said = document.createElement('output');
  /** @type {import('./steps.js').Run} */
  let run = { run: '', title: '', steps: [], stepsPerEpoch: 1, isBegun: false, ending: '' };
  let index = -1;
  /** @type {number | null} */
  let shown = null; // the step
  let timer = 0;
  element.append(play, slider, said);

  slider.oninput = ({ timeStamp }) => {
    pause();
    go(slider.valueAsNumber, timeStamp);
  };

  /**
   * @param {number} next
   * @param {number | null} inputAt
   */
  function go(next, inputAt) {
    const isOther = run.steps[next] !== shown;
    index = next;
    shown = run.steps[index];
    write();
    if (isOther) onStep(shown, inputAt);
  }

  function write() {
    const text = stepText(run, index);
    slider.max = String(run.steps.length - 1);
    slider.value = String(index);
    slider.setAttribute('aria-valuetext', text);
    if (said.value !== text) said.value = text;
    play.hidden = slider.hidden = run.steps.length < 2; // nowhere to go yet
  }

  function begin() {
    go(index === run.steps.length - 1 ? 0 : index, performance.now());
    timer = setInterval(advance, EACH_MS);
    name();
  }

  function advance() {
    if (index < run.steps.length - 1) go(index + 1, performance.now());
    if (index === run.steps.length - 1) pause();
  }

  function pause() {
    clearInterval(timer);
    timer = 0;
    name();
  }

  function name() {
    play.textContent = timer ? 'Pause' : 'Play';
    play.setAttribute('aria-label', `${play.textContent} the training: ${run.title}`);
  }

  return {
    element,
    set(next) {
      const place = placeAmong(run.steps, index, next.steps);
      run = next;
      slider.setAttribute('aria-label', `Step of ${run.title}`);
      name();
      go(place, null);
    },
    destroy: pause,
  };
}
