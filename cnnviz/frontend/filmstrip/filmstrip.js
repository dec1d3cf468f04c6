/** The way from the drawing to 28 × 28, in four frames; three of its steps can be switched off. */

import { INK, PAPER, grey, greyImage } from '../pad/raster.js';
import { createFrame } from './frame.js';
import { SIDE, cellSize, layOut, pictureNames, readOuts } from './layout.js';
import { INTRODUCTION, STEPS, createSwitch } from './switches.js';

const CAPTIONS = ['Ink', 'Fitted', 'Center', '28 × 28'];
const WHOLE_STAGE = { top: 0, left: 0, height: SIDE, width: SIDE };
const LARGEST_STAGE = 168; // CSS pixels: larger, and the strip outweighs the pad
/**
 * @typedef {object} Shown
 * @property {{shape: number[], data: ArrayLike<number>}} drawing  that was read
 * @property {import('./layout.js').Marks} message  of the reading
 * @property {Record<string, {shape: number[], data: ArrayLike<number>}>} tensors  of the reading:
 *   "step.fitted" and "input"
 */

/** @type {Shown} */
const EMPTY = {
  drawing: { shape: [1, 1], data: [0] },
  message: { ink_box: null, center_of_mass: null, offset: null },
  tensors: {},
};

/**
 * @param {object} options
 * @param {(steps: {crop: boolean, fit: boolean, center: boolean}) => void} [options.onToggle]
 * @param {{crop: boolean, fit: boolean, center: boolean}} [options.steps]  at the start
 */
export function createFilmstrip({
  onToggle = () => {},
  steps = { crop: true, fit: true, center: true },
} = {}) {
  const element = document.createElement('div');
  element.className = 'film';
  element.style.setProperty('--film-paper', grey(PAPER));
  element.style.setProperty('--film-ink', grey(INK));
  element.setAttribute('role', 'group');
  element.setAttribute('aria-label', 'From the drawing to 28 × 28');
  const strip = document.createElement('div');
  strip.className = 'film-strip';
  const hint = document.createElement('p');
  hint.className = 'film-hint';
  hint.dataset.screenOnly = '';
  hint.textContent = INTRODUCTION;
  const frames = CAPTIONS.map(createFrame);
  strip.append(...frames.map((frame) => frame.element));
  element.append(strip, hint);

  let now = { ...steps };
  let reading = EMPTY;
  let cell = 2;

  /** @param {import('./switches.js').Step} step */
  const explain = ({ name, on, off }) => { hint.textContent = now[name] ? on : off; };
  const switches = STEPS.map((step, index) => {
    const made = createSwitch(
      step,
      (isOn) => {
        now = { ...now, [step.name]: isOn };
        explain(step);
        onToggle({ ...now });
      },
      () => explain(step),
    );
    made.set(now[step.name]);
    frames[index].element.append(made.element);
    return made;
  });
  strip.addEventListener('pointerleave', () => { hint.textContent = INTRODUCTION; });

  function paint() {
    const { drawing, message, tensors } = reading;
    const fitted = tensors['step.fitted'] ?? { shape: [1, 1], data: [0] };
    const input = tensors.input ?? { shape: [1, 1], data: [0] };
    const shape = fitted.shape.slice(-2);
    const places = layOut({ drawing: drawing.shape, fitted: shape, message }, now, cell);
    const [ink, fit, center, result] = frames;
    const fittedImage = greyImage(fitted, 255);
    // A drawing of 112 × 112 has four pixels along the side of a cell.
    ink.showPicture(greyImage(drawing, 255), WHOLE_STAGE, cell % 4 === 0);
    ink.showBox('box', places.inkBox);
    fit.showPicture(fittedImage, places.fitted, true);
    fit.showBox('box', places.target);
    center.showPicture(fittedImage, places.fitted, true);
    center.showRing('middle', places.middle, 2.5);
    center.showCross('mass', places.mass, 4.5);
    result.showPicture(greyImage(input, 1), WHOLE_STAGE, true);
    result.showBox('box', places.result);
    const texts = readOuts(shape, message);
    const names = pictureNames(texts);
    frames.forEach((frame, index) => frame.showWords(texts[index], names[index]));
  }

  function resize() {
    const ratio = devicePixelRatio;
    const { columnGap } = getComputedStyle(strip);
    const gap = Number.parseFloat(columnGap) || 0;
    const room = (strip.clientWidth - gap * (frames.length - 1)) / frames.length;
    if (room <= 0) return;
    cell = cellSize(Math.min(room, LARGEST_STAGE), ratio);
    strip.style.setProperty('--film-side', `${(SIDE * cell) / ratio}px`);
    paint();
  }

  const observer = new ResizeObserver(resize);
  observer.observe(strip);
  paint();

  return {
    element,

    /** @param {Shown} next */
    update(next) {
      reading = next;
      paint();
    },

    /** @param {{crop: boolean, fit: boolean, center: boolean}} next  without calling onToggle */
    setSteps(next) {
      now = { ...next };
      switches.forEach((made, index) => made.set(now[STEPS[index].name]));
      paint();
    },

    destroy() {
      observer.disconnect();
      element.remove();
    },
  };
}
