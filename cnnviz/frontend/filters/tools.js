/** The line above the maps: how a response is shown, the scale's lock, zoom. */

import { createButton, createSegments } from '../ui/controls.js';

/** @typedef {import('./state.js').Showing} Showing */

/** @type {Record<Showing, string>} */
const SHOWINGS = {
  signed: 'Signed', absolute: 'Absolute', clipped: '0–255', activated: 'Activated',
};
const ZOOM_STEP = 1.5;

/**
 * @param {object} options
 * @param {(showing: Showing) => void} options.onShowing
 * @param {(isLocked: boolean) => void} options.onLock
 * @param {(factor: number) => void} options.onZoom
 * @param {() => void} options.onWhole
 */
export function createTools({ onShowing, onLock, onZoom, onWhole }) {
  const element = document.createElement('div');
  element.className = 'filters-tools';
  element.dataset.screenOnly = '';
  const showing = createSegments({
    label: 'How the feature maps are shown', choices: SHOWINGS, onInput: onShowing,
  });
  const lock = document.createElement('label');
  lock.className = 'scale-lock';
  lock.title = 'Keep the ends of the color scales as they are while you change the kernel';
  const box = Object.assign(document.createElement('input'), { type: 'checkbox' });
  box.oninput = () => onLock(box.checked);
  lock.append(box, 'Lock scale');
  const zoom = document.createElement('div');
  zoom.className = 'zoom';
  zoom.setAttribute('role', 'group');
  zoom.setAttribute('aria-label', 'Zoom');
  const [out, level, closer] = [
    createButton('−', () => onZoom(1 / ZOOM_STEP)),
    createButton('1×', onWhole, { title: 'Show the whole maps' }),
    createButton('+', () => onZoom(ZOOM_STEP)),
  ];
  out.setAttribute('aria-label', 'Zoom out');
  closer.setAttribute('aria-label', 'Zoom in');
  zoom.append(out, level, closer);
  element.append(showing.element, lock, zoom);

  return {
    element,
    /** @param {{showing: Showing, hasActivation: boolean}} state */
    set({ showing: value, hasActivation }) {
      showing.set(value);
      showing.enable('activated', hasActivation);
    },
    /** @param {{zoom: number, limit: number, shown: number}} now  see map_strip.js */
    setZoom({ zoom: now, limit, shown }) {
      level.textContent = `${shown < 9.95 ? Number(shown.toFixed(1)) : Math.round(shown)}×`;
      out.disabled = now <= 1;
      closer.disabled = now >= limit - 1e-6;
    },
  };
}
