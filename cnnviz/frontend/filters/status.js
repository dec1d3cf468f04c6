/** The line below the view: pace, connection, what to take away. */

import { createButton } from './controls.js';

const CONNECTION = {
  connecting: 'Connecting …',
  open: 'Live',
  reconnecting: 'Reconnecting … your kernels are safe',
  refused: 'The server refused the connection',
};
const REFRESH_MS = 250; // a number that changes faster than this can't be read

/**
 * @param {object} options
 * @param {() => void} options.onSavePicture
 * @param {() => void} options.onSaveTensors
 * @param {(kind: 'txt'|'json') => void} options.onSaveKernel
 */
export function createStatus({ onSavePicture, onSaveTensors, onSaveKernel }) {
  const element = document.createElement('div');
  element.className = 'filters-status';
  element.dataset.screenOnly = '';
  const connection = document.createElement('span');
  connection.className = 'filters-connection';
  connection.setAttribute('role', 'status');
  const pace = document.createElement('p');
  pace.className = 'filters-pace';
  pace.title = 'From your last move to the new maps on the screen';
  element.append(connection, pace,
    createButton('Save maps (.png)', onSavePicture),
    createButton('Save numbers (.npz)', onSaveTensors),
    createButton('Save kernel (.txt)', () => onSaveKernel('txt')),
    createButton('Save kernel (.json)', () => onSaveKernel('json')));
  let shown = -REFRESH_MS;

  return {
    element,
    /** @param {keyof CONNECTION} status */
    connect(status) {
      connection.textContent = CONNECTION[status];
    },
    /** @param {{latency: number, engine: number, now: number}} times in milliseconds */
    pace({ latency, engine, now }) {
      if (now - shown < REFRESH_MS) return;
      shown = now;
      pace.textContent = `Hand to maps ${Math.round(latency)} ms, `
        + `of which the arithmetic ${engine.toFixed(1)} ms`;
    },
    destroy: () => element.remove(),
  };
}
