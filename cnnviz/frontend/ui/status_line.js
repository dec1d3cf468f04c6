/** The line below a view: connection, pace, downloads. */

import { asSentence } from './sentence.js';

const REFRESH_MS = 250; // a number that changes faster than this can't be read

/**
 * @param {string} [reason] for which the server refuses
 * @returns {string} what a person reads who is turned away
 */
export const refusalText = (reason) =>
  (reason ? asSentence(reason) : 'The server refused the connection');

/**
 * @typedef {'connecting' | 'open' | 'reconnecting' | 'refused'} Status  of the connection
 *
 * @typedef {object} Download  a button for a file to take home
 * @property {string} label
 * @property {() => void|Promise<void>} onClick
 * @property {boolean} [fromServer]  whether it needs the server
 */

/**
 * @param {object} options
 * @param {string} options.kept  what is not lost while the server is away: "your drawing is safe"
 * @param {string} options.title  tells what the pace is measured between
 * @param {(latency: string, engine: string) => string} options.pace  says both, in milliseconds
 * @param {Download[]} options.downloads
 * @param {(sentence: string) => void} options.onProblem  told why one of them failed
 */
export function createStatusLine({ kept, title, pace: sayPace, downloads, onProblem }) {
  const words = {
    connecting: 'Connecting …',
    open: 'Live',
    reconnecting: `Reconnecting … ${kept}`,
  };
  const element = document.createElement('div');
  element.className = 'status-line';
  element.dataset.screenOnly = '';
  const connection = document.createElement('span');
  connection.className = 'status-connection';
  connection.setAttribute('role', 'status');
  const pace = document.createElement('p');
  pace.className = 'status-pace';
  pace.title = title;
  const buttons = downloads.map(({ label, onClick }) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'plain-button';
    button.textContent = label;
    button.onclick = async () => {
      try {
        await onClick();
      } catch (error) {
        onProblem(/** @type {Error} */ (error).message);
      }
    };
    return button;
  });
  element.append(connection, pace, ...buttons);
  let shown = -REFRESH_MS;

  return {
    element,
    /**
     * @param {Status} status
     * @param {string} [reason] for which the server refuses
     * @returns {string} what a person reads for it
     */
    connect(status, reason) {
      element.dataset.connection = status;
      const said = status === 'refused' ? refusalText(reason) : words[status];
      connection.textContent = said;
      buttons.forEach((button, i) => {
        button.disabled = Boolean(downloads[i].fromServer) && status !== 'open';
      });
      return said;
    },
    /** @param {{latency: number, engine: number, now: number}} times in milliseconds */
    pace({ latency, engine, now }) {
      if (now - shown < REFRESH_MS) return;
      shown = now;
      pace.textContent = sayPace(String(Math.round(latency)), engine.toFixed(1));
    },
    destroy: () => element.remove(),
  };
}
