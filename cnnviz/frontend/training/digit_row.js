/** Which digit the networks read: one of ten test digits, or the visitor's own from Digits. */

import { createRaster } from '../pad/raster.js';
import { PIXELS, readDrawing } from '../pad/strokes.js';
import { fromBase64 } from '../ui/base64.js';
import { TABLES } from '../ui/colors.js';
import { createPicture } from '../ui/picture.js';
import { createSessionStore } from '../ui/session_store.js';

const SIDE = 28; // of a test digit
const USUAL = 7;

/**
 * @typedef {{name: string, pixels: Uint8Array, side: number}} Digit
 *
 * @param {object} options
 * @param {string[]} options.digits  in base64
 * @param {(inputAt: number) => void} options.onPick
 * @returns {{element: HTMLElement, pixels: () => Uint8Array}} PIXELS × PIXELS grey levels
 */
export function createDigitRow({ digits, onPick }) {
  const element = document.createElement('div');
  element.className = 'digit-row';
  element.setAttribute('role', 'radiogroup');
  element.setAttribute('aria-label', 'Digit that is read');
  /** @type {Digit[]} */
  const choices = digits.map((text, label) => {
    const pixels = fromBase64(text);
    return { name: `Test digit ${label}`, pixels, side: SIDE };
  });
  const own = ownDrawing();
  if (own) choices.push({ name: 'Your drawing from Digits', pixels: own, side: PIXELS });
  let chosen = choices[own ? choices.length - 1 : USUAL];
  element.append(...choices.map((choice) => createChoice(choice, choice === chosen, (inputAt) => {
    chosen = choice;
    onPick(inputAt);
  })));
  return { element, pixels: () => enlarged(chosen) };
}

/**
 * @param {Digit} digit
 * @param {boolean} isChosen
 * @param {(inputAt: number) => void} onChoose
 */
function createChoice({ name, pixels, side }, isChosen, onChoose) {
  const label = document.createElement('label');
  label.className = 'digit-choice';
  label.title = name;
  const radio = Object.assign(document.createElement('input'), {
    className: 'choice-input', type: 'radio', name: 'digit', checked: isChosen, ariaLabel: name,
  });
  radio.onchange = ({ timeStamp }) => onChoose(timeStamp);
  const picture = createPicture(side, side);
  picture.canvas.setAttribute('aria-hidden', 'true');
  picture.paint(pixels, 0, 255, TABLES.picture);
  label.append(radio, picture.canvas);
  return label;
}

/**
 * Each pixel of a test digit fills a square of the pad's.
 * @param {Digit} digit
 */
function enlarged({ pixels, side }) {
  const whole = PIXELS / side;
  return Uint8Array.from({ length: PIXELS * PIXELS }, (_, i) => {
    const [row, column] = [Math.floor(i / PIXELS), i % PIXELS];
    return pixels[Math.floor(row / whole) * side + Math.floor(column / whole)];
  });
}

/** What is on the pad of the Digits page, if anything is. */
function ownDrawing() {
  const drawing = readDrawing(createSessionStore('digits').load()?.pad);
  if (!drawing) return null;
  const raster = createRaster(new OffscreenCanvas(1, 1));
  raster.render(drawing.items);
  return raster.pixels.some((level) => level > 0) ? raster.pixels : null;
}
