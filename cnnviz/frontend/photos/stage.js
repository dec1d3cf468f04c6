/**
 * The square picture: what the network reads, pixel by pixel, at rest; while a hand moves, the photo
 * itself in the same place, so that the hand sees no delay.
 *
 * @typedef {import('./placement.js').View} View
 * @typedef {{box: number[], kind: 'solid'|'dashed'}} Outline  top, left, bottom, right in input
 *   pixels, the last two exclusive
 */

import { contextOf } from '../ui/canvas.js';
import { TABLES, cssColor } from '../ui/colors.js';
import { paintTensor } from '../ui/picture.js';
import { SIDE } from './placement.js';

const SVG = 'http://www.w3.org/2000/svg';
const KEYS = 'ArrowLeft ArrowRight ArrowUp ArrowDown Plus - [ ] Delete';

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} name
 */
function part(tag, name) {
  const made = document.createElement(tag);
  made.className = name;
  return made;
}

/** @param {{empty: string}} options  what to say while there is no photo */
export function createStage({ empty }) {
  const element = part('div', 'photo-stage');
  element.tabIndex = 0;
  element.setAttribute('role', 'application');
  element.setAttribute('aria-label', 'Photo');
  element.setAttribute('aria-keyshortcuts', KEYS);
  element.style.setProperty('--even-grey', EVEN_GREY);
  const [moving, input] = [part('canvas', 'photo-moving'), part('canvas', 'photo-input')];
  Object.assign(input, { width: SIDE, height: SIDE });
  const patch = part('div', 'photo-patch');
  const layers = part('div', 'photo-layers');
  const outlines = document.createElementNS(SVG, 'svg');
  outlines.setAttribute('class', 'photo-outlines');
  outlines.setAttribute('viewBox', `0 0 ${SIDE} ${SIDE}`);
  outlines.setAttribute('aria-hidden', 'true');
  const invitation = part('p', 'photo-empty');
  invitation.textContent = empty;
  element.append(moving, input, patch, layers, outlines, invitation);
  for (const one of [moving, input, patch]) one.hidden = true;

  /** @type {ReturnType<typeof createPhotoPainter> | null} */
  let painter = null;
  /** @type {View | null} */
  let view = null;
  let drawing = 0;
  const resizing = new ResizeObserver(() => {
    element.style.setProperty('--unit', `${element.clientWidth / SIDE}px`);
    if (painter && !moving.hidden) draw();
  });
  resizing.observe(element);

  function draw() {
    drawing = 0;
    const side = Math.round(element.clientWidth * devicePixelRatio) || SIDE;
    if (moving.width !== side) Object.assign(moving, { width: side, height: side });
    if (view) painter?.paint(moving, view);
  }

  /** @param {View} view */
  function placePatch({ cover }) {
    patch.hidden = !cover;
    if (!cover) return;
    for (const [name, value] of Object.entries(cover)) {
      patch.style.setProperty(`--${name}`, String(value));
    }
  }

  return {
    element,
    /** @returns {HTMLCanvasElement} SIDE × SIDE, the newest that the network has read */
    input,
    /** @param {Photo} tensor  another photo */
    setPhoto(tensor) {
      painter = createPhotoPainter(tensor);
      invitation.hidden = true;
    },
    /** The photo lies otherwise now. @param {View} next */
    place(next) {
      view = next;
      placePatch(view);
      [moving.hidden, input.hidden] = [false, true];
      element.style.setProperty('--blur', String(view.blur));
      drawing ||= requestAnimationFrame(draw);
    },
    /** The hand rests. @param {Photo} tensor  what was read */
    rest(tensor) {
      paintTensor(tensor, input);
      [moving.hidden, input.hidden] = [true, false];
    },
    /** @param {'move'|'cover'} mode */
    setMode(mode) {
      element.dataset.mode = mode;
    },
    /** Lay something over the picture that fills the square. @param {Element} layer */
    layer: (layer) => layers.append(layer),
    /** @param {Outline[]|null} boxes */
    outline(boxes) {
      outlines.replaceChildren(...(boxes ?? []).flatMap(({ box, kind }) =>
        ['halo', kind].map((name) => rectangle(box, `outline-box outline-${name}`))));
    },
    destroy() {
      cancelAnimationFrame(drawing);
      resizing.disconnect();
    },
  };
}

/**
 * @param {number[]} box
 * @param {string} name
 */
function rectangle([top, left, bottom, right], name) {
  const rect = document.createElementNS(SVG, 'rect');
  rect.setAttribute('class', name);
  const sides = { x: left, y: top, width: right - left, height: bottom - top };
  for (const [side, value] of Object.entries(sides)) rect.setAttribute(side, String(value));
  return rect;
}

/** What is beside the photo, and what covers it. */
export const EVEN_GREY = cssColor(TABLES.picture, 0.5);

/** @typedef {{shape: number[], data: Uint8Array | Float32Array}} Photo  bytes by channel */

const RED = 0.299; // of BT.601, as cnnviz.images.reading.to_grey weighs them
const GREEN = 0.587;
const BLUE = 0.114;

/**
 * @param {Photo} tensor
 * @returns {Photo} one channel
 */
function greyOf({ shape: [channels, height, width], data }) {
  if (channels === 1) return { shape: [1, height, width], data };
  const plane = height * width;
  const grey = Uint8Array.from({ length: plane }, (_, i) =>
    Math.round(RED * data[i] + GREEN * data[plane + i] + BLUE * data[2 * plane + i]));
  return { shape: [1, height, width], data: grey };
}

/**
 * @param {Photo} tensor
 * @returns {{paint: (canvas: HTMLCanvasElement, view: import('./placement.js').View) => void}}
 *   `paint` leaves blur and cover to others
 */
export function createPhotoPainter(tensor) {
  const [, height, width] = tensor.shape;
  const side = Math.min(height, width);
  const middle = {
    x: Math.floor((width - side) / 2) + side / 2, y: Math.floor((height - side) / 2) + side / 2,
  };
  const color = paintTensor(tensor);
  /** @type {HTMLCanvasElement | null} */
  let grey = null; // made when it is wanted

  return {
    paint(canvas, view) {
      const context = contextOf(canvas);
      const unit = canvas.width / SIDE;
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.globalAlpha = 1;
      context.fillStyle = EVEN_GREY;
      context.fillRect(0, 0, canvas.width, canvas.height);
      context.translate((SIDE / 2 + view.x) * unit, (SIDE / 2 + view.y) * unit);
      context.rotate((view.angle * Math.PI) / 180);
      const scale = (view.scale * unit * SIDE) / side;
      context.scale(scale, scale);
      context.imageSmoothingQuality = 'high';
      context.drawImage(color, -middle.x, -middle.y);
      if (!view.grey) return;
      grey ??= paintTensor(greyOf(tensor));
      context.globalAlpha = view.grey;
      context.drawImage(grey, -middle.x, -middle.y);
    },
  };
}
