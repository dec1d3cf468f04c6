/**
 * Play, pause, step: the kernel slides over the maps before, and the output fills in. Who wants less
 * motion steps.
 */

import { formatCount } from './numbers.js';

/**
 * @param {object} options
 * @param {() => number} options.count  pixels of the output that is played
 * @param {(done: number|null) => void} options.onProgress  null: everything is shown
 * @returns {{element: HTMLElement, stop: () => void, destroy: () => void}}
 */
export function createPlayer({ count, onProgress }) {
  const element = document.createElement('div');
  element.className = 'player';
  element.setAttribute('role', 'group');
  element.setAttribute('aria-label', 'Slide the kernel');
  element.dataset.screenOnly = '';
  /**
   * @param {string} text
   * @param {() => void} onclick
   */
  const button = (text, onclick) => {
    const made = Object.assign(document.createElement('button'), { type: 'button', onclick });
    made.textContent = text;
    return made;
  };
  const play = button('Play', () => (frame ? pause() : run()));
  play.className = 'player-play';
  const step = button('Step', () => { pause(); advance(1); });
  const end = button('Show all', stop);
  const speed = Object.assign(document.createElement('input'), {
    type: 'range', min: 0, max: 100, value: startPosition(0),
  });
  const label = document.createElement('label');
  label.className = 'player-speed';
  label.append('Speed', speed);
  const note = document.createElement('span');
  note.className = 'player-note';
  let isChosen = false; // the speed, by hand
  const say = () => speed.setAttribute('aria-valuetext', speedText(Number(speed.value), count()));
  speed.oninput = () => {
    isChosen = true;
    say();
  };
  end.hidden = true;
  element.append(play, step, end, label, note);
  /** @type {number | null} */
  let done = null;
  let frame = 0;
  let last = 0;
  let owed = 0; // fractions of a pixel

  /** @param {number} by */
  function advance(by) {
    const all = count();
    if (!all) return;
    const next = Math.min((done ?? 0) + by, all);
    if (next === all && done !== null && by > 0) {
      pause();
      done = all;
    } else done = next;
    end.hidden = false;
    note.textContent = progressText(done, all);
    onProgress(done);
  }

  function run() {
    if (done === null || done >= count()) done = 0;
    if (!isChosen) speed.valueAsNumber = startPosition(count());
    play.textContent = 'Pause';
    last = performance.now();
    owed = 1; // the first pixel at once
    say();
    frame = requestAnimationFrame(tick);
  }

  /** @param {number} now */
  function tick(now) {
    frame = requestAnimationFrame(tick);
    owed += (Math.max(0, now - last) / 1000) * speedOf(Number(speed.value), count());
    last = now;
    const whole = Math.floor(owed);
    owed -= whole;
    if (whole) advance(whole);
  }

  function pause() {
    cancelAnimationFrame(frame);
    frame = 0;
    play.textContent = 'Play';
  }

  function stop() {
    pause();
    if (done === null) return;
    done = null;
    end.hidden = true;
    note.textContent = '';
    onProgress(null);
  }

  return {
    element,
    stop,
    destroy() {
      pause();
      element.remove();
    },
  };
}

/**
 * @param {number} position  of the speed slider, 0 to 100
 * @param {number} count  pixels to fill in
 * @returns {number} pixels a second: from one to all
 */
export const speedOf = (position, count) => Math.max(count, 2) ** (position / 100);

/** Seconds in which a large output fills in; a small one is followed number by number. */
const START_SECONDS = 30;
const START_LEAST = 45;

/**
 * @param {number} count pixels to fill in
 * @returns {number} position of the speed slider to begin with, 0 to 100
 */
export function startPosition(count) {
  const all = Math.max(count, 2);
  return Math.max(START_LEAST, Math.round((100 * Math.log(Math.max(all / START_SECONDS, 1))) / Math.log(all)));
}

/**
 * @param {number} position
 * @param {number} count
 * @returns {string} such as "12 pixels a second"
 */
export function speedText(position, count) {
  const speed = Math.round(speedOf(position, count));
  return speed === 1 ? '1 pixel a second' : `${speed.toLocaleString('en')} pixels a second`;
}

/**
 * @param {number} done
 * @param {number} count
 * @returns {string} such as "12 of 676 pixels, the rest is still to come"
 */
export function progressText(done, count) {
  const said = `${formatCount(done)} of ${formatCount(count)} pixels`;
  return done < count ? `${said}, the rest is still to come` : said;
}
