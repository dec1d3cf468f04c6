/** One training: its slider, its first layer at that step, and what it makes of the digit. */

import { createBars } from '../ui/bars.js';
import { extent, scaleEnds } from '../ui/ranges.js';
import { asSentence } from '../ui/sentence.js';
import { asGallery, createExports } from './exports.js';
import { createLayerPictures } from './layer_pictures.js';
import { createScrubber } from './scrubber.js';
import { createWatcher } from './watcher.js';

const found = [0, 0];

/**
 * The largest magnitude, at which a signed scale ends.
 * @param {ArrayLike<number>} values
 */
function largestOf(values) {
  extent(values, 0, values.length, found);
  return scaleEnds('signed', found[0], found[1])[1];
}

/**
 * @typedef {import('./watcher.js').Look} Look
 * @typedef {{weights: number, outputs: number}} Reach  where the scales of a panel end
 *
 * @param {object} options
 * @param {string} options.basePath
 * @param {import('./steps.js').Run} options.run
 * @param {() => Uint8Array} options.pixels  of the digit
 * @param {(inputAt: number|null) => void} options.onLook  there is something else to paint
 * @param {(status: import('../live/connection.js').Status, reason: string) => void}
 *   options.onStatus
 */
export function createRunPanel({ basePath, run, pixels, onLook, onStatus }) {
  const element = document.createElement('section');
  element.className = 'training-run';
  element.setAttribute('aria-label', run.title);
  const [heading, problem, pictures, bars, buttons] = ['h3', 'p', 'div', 'div', 'div']
    .map((tag) => document.createElement(tag));
  heading.textContent = run.title;
  problem.className = 'training-problem';
  problem.setAttribute('role', 'alert');
  pictures.className = 'training-first';
  bars.className = 'training-bars';
  bars.setAttribute('role', 'group');
  bars.setAttribute('aria-label', `Probabilities of ${run.title}`);
  buttons.className = 'training-buttons';
  /** @type {Look | null} */
  let look = null;
  /** @type {Reach | null} */
  let largest = null;
  /**
   * @type {{layer: ReturnType<typeof createLayerPictures>, bars: ReturnType<typeof createBars>} |
   *   null}
   */
  let parts = null; // {layer, bars}, once the network is known
  let step = 0; // that is asked for, while the one before is still looked at
  let lookedAt = 0;

  /** @param {string} sentence */
  const say = (sentence) => { problem.textContent = asSentence(sentence); };
  const watcher = createWatcher({
    basePath,
    run: run.run,
    onLook(next, { step: at, inputAt }) {
      [look, lookedAt] = [next, at];
      largest = { weights: largestOf(next.weights), outputs: largestOf(next.outputs) };
      say('');
      parts ??= build(next);
      onLook(inputAt);
    },
    onProblem: say,
    onStatus,
  });
  const scrubber = createScrubber((next, inputAt) => {
    step = next;
    ask(inputAt);
  });
  element.append(heading, scrubber.element, problem, pictures, bars, buttons);
  scrubber.set(run);

  /** @param {number | null} inputAt */
  function ask(inputAt) {
    watcher.look({ step, pixels: pixels(), inputAt });
  }

  /** @param {Look} first */
  function build(first) {
    const made = { layer: createLayerPictures(first.layer, run.title), bars: createBars(first) };
    const { toDigits, toFilters } = createExports({
      basePath,
      title: run.title,
      step: () => lookedAt,
      file: watcher.file,
      kernels: () => asGallery(look ?? first, run.title, lookedAt),
      onProblem: say,
    });
    pictures.append(made.layer.element);
    bars.append(made.bars.element);
    buttons.append(toDigits, ...(first.layer.isConvolution ? [toFilters] : []));
    return made;
  }

  return {
    element,
    title: run.title,
    /** @param {import('./steps.js').Run} next  the same training, further on */
    set: scrubber.set,
    /** Read another digit. @param {number} inputAt */
    read: ask,
    /** @returns {Reach|null} of its own; null before there is anything to see */
    largest: () => largest,
    /** @param {Reach} common */
    paint(common) {
      if (!parts || !look) return;
      parts.layer.paint(look, common);
      parts.bars.update(look.probabilities);
    },
    destroy() {
      scrubber.destroy();
      watcher.destroy();
      element.remove();
    },
  };
}
