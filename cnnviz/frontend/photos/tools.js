/** What a hand can do besides dragging: what it moves, sliders, and back to the photo as it is. */

import { createButton, createSegments, createSlider } from '../ui/controls.js';
import { PATCHES, SCALES, UNTOUCHED, coverSized } from './placement.js';

/** @typedef {'move' | 'cover'} Mode */

/** @type {Record<Mode, string>} */
const MODES = { move: 'Move', cover: 'Cover' };
const HINTS = matchMedia('(pointer: coarse)').matches ? {
  move: 'Drag; scale and turn with two fingers.',
  cover: 'Drag a grey patch over the photo; size it with two fingers.',
} : {
  move: 'Drag to move, Shift + drag to turn. The wheel scales, Shift + wheel turns. '
    + 'Keys: arrows, +\u00a0−, [\u00a0].',
  cover: 'Drag a grey patch over it; the wheel sizes it. Keys: arrows, + −, Delete.',
};
const GREY_ALREADY = 'grey already';
/** @param {number | string} value */
const pixels = (value) => `${value} px`;

/**
 * Each slider's place in a view: `read` gives its value, `write` the view with another one. Some do
 * nothing to a grey photo.
 *
 * @typedef {import('./placement.js').View} View
 * @type {{label: string, ofColors?: boolean, min: number, max: number, step: number,
 *   say: (value: number) => string, read: (view: Readonly<View>) => number,
 *   write: (view: View, value: number) => View}[]}
 */
const SLIDERS = [
  {
    label: 'Size', min: Math.log2(SCALES.least), max: Math.log2(SCALES.most), step: 0.05,
    say: (power) => `${(2 ** power).toFixed(2)}×`,
    read: ({ scale }) => Math.log2(scale),
    write: (view, power) => ({ ...view, scale: Math.round(100 * 2 ** power) / 100 }),
  },
  {
    label: 'Turn', min: -180, max: 180, step: 1,
    say: (angle) => `${angle < 0 ? '\u2212' : ''}${Math.abs(angle).toFixed(0)}°`,
    read: ({ angle }) => angle,
    write: (view, angle) => ({ ...view, angle }),
  },
  {
    label: 'Blur', min: 0, max: 20, step: 0.5,
    say: (blur) => pixels(blur.toFixed(1)),
    read: ({ blur }) => blur,
    write: (view, blur) => ({ ...view, blur }),
  },
  {
    label: 'Grey', ofColors: true, min: 0, max: 1, step: 0.05,
    say: (grey) => `${Math.round(100 * grey)} %`,
    read: ({ grey }) => grey,
    write: (view, grey) => ({ ...view, grey }),
  },
  {
    label: 'Cover', min: 0, max: PATCHES.most, step: PATCHES.least,
    say: (size) => (size ? pixels(Math.round(size)) : 'none'),
    read: ({ cover }) => cover?.size ?? 0,
    write: coverSized,
  },
];

/**
 * @param {object} options
 * @param {(mode: Mode) => void} options.onMode
 * @param {() => View | null} options.view
 * @param {(view: import('./placement.js').View, inputAt: number) => void} options.onView
 */
export function createPhotoTools({ onMode, view, onView }) {
  const element = document.createElement('div');
  element.className = 'photo-tools';
  element.dataset.screenOnly = '';
  const mode = createSegments({ label: 'What the hand does', choices: MODES, onInput: onMode });
  const reset = createButton('Reset', ({ timeStamp }) => onView(UNTOUCHED, timeStamp),
    { className: 'plain-button', title: 'The photo as it is' });
  const row = document.createElement('div');
  row.className = 'photo-modes';
  const hint = document.createElement('p');
  hint.className = 'field-hint';
  row.append(mode.element, reset, hint);
  const sliders = SLIDERS.map(({ write, ...slider }) => createSlider({
    ...slider,
    onInput: (value, inputAt) => onView(write(view() ?? UNTOUCHED, value), inputAt),
  }));
  const settings = document.createElement('div');
  settings.className = 'photo-settings';
  settings.append(...sliders.map((slider) => slider.element));
  element.append(row, settings);

  return {
    element,
    /** @param {'move'|'cover'} value */
    setMode(value) {
      mode.set(value);
      hint.textContent = HINTS[value];
    },
    /**
     * @param {import('./placement.js').View|null} now  null: there is no photo
     * @param {boolean} [isGrey]  whether the photo has no colors
     */
    show(now, isGrey = false) {
      reset.disabled = !now;
      sliders.forEach((slider, i) => {
        const isIdle = isGrey && Boolean(SLIDERS[i].ofColors);
        slider.enable(now !== null && !isIdle, isIdle ? GREY_ALREADY : '');
        slider.write(SLIDERS[i].read(now ?? UNTOUCHED));
      });
    },
  };
}
