/**
 * The Training page's view: kernels, maps and probabilities at every step that was kept.
 */

import { createDialogCloser } from '../live/connection_dialog.js';
import { bringIntoSight } from '../ui/elements.js';
import { createRoot, mountable, whenPainted } from '../ui/mounting.js';
import { refusalText } from '../ui/status_line.js';
import { createDigitRow } from './digit_row.js';
import { createRunPanel } from './run_panel.js';

/**
 * @typedef {object} Shown  what the page says
 * @property {string} basePath  what the app is served under: "" or such as "/lab"
 * @property {string[]} digits  ten test digits from 0 to 9, 28 × 28 bytes each, in base64
 * @property {import('./steps.js').Run[]} runs  one, or two side by side
 */

const SHEET = new URL('./sheets.css', import.meta.url).href;
const AWAY = 'The server is away. The pictures stay. After a short break this goes on; '
  + 'a server that was started again has forgotten what was trained.';

/**
 * @param {ShadowRoot|HTMLElement} parent
 * @param {Shown} shown
 * @returns {{take: (shown: Shown) => void, destroy: () => void}}
 */
function createTrainingView(parent, { basePath, digits }) {
  const { element, remove } = createRoot(parent, SHEET, 'training');
  const panels = new Map(); // by the training's name
  const begun = new Set(); // names of trainings that were asked for
  const statuses = new Map(); // {status, reason} by the same
  const dialogs = createDialogCloser();
  const row = createDigitRow({
    digits,
    onPick: (inputAt) => panels.forEach((panel) => panel.read(inputAt)),
  });
  const notice = document.createElement('p');
  notice.className = 'training-notice';
  notice.setAttribute('role', 'status');
  const room = document.createElement('div');
  room.className = 'training-runs';
  element.append(row.element, notice, room);

  /**
   * @param {string} run
   * @param {import('../live/connection.js').Status} status
   * @param {string} reason
   */
  function connect(run, status, reason) {
    statuses.set(run, { status, reason });
    showConnection();
  }

  function showConnection() {
    const all = [...statuses.values()];
    element.dataset.connection = all.find(({ status }) => status !== 'open')?.status ?? 'open';
    const refused = all.find(({ status }) => status === 'refused');
    const isAway = all.some(({ status }) => status === 'reconnecting');
    notice.textContent = refused ? refusalText(refused.reason) : isAway ? AWAY : '';
    dialogs.watch(isAway || Boolean(refused));
  }

  /**
   * All panels, since the scales are common to them.
   * @param {number | null} inputAt
   */
  function paint(inputAt) {
    const scales = [...panels.values()].map((panel) => panel.largest()).filter(Boolean);
    /** @param {'weights' | 'outputs'} name */
    const most = (name) => Math.max(...scales.map((largest) => largest[name]));
    const common = { weights: most('weights'), outputs: most('outputs') };
    panels.forEach((panel) => panel.paint(common));
    whenPainted((now) => {
      element.dataset.frame = String(Number(element.dataset.frame) + 1);
      if (inputAt !== null) element.dataset.latencyMs = (now - inputAt).toFixed(1);
    });
  }

  /** @param {string} name */
  function drop(name) {
    panels.get(name).destroy();
    panels.delete(name);
    statuses.delete(name);
  }

  return {
    /** Show these trainings as far as they are. */
    take({ runs }) {
      const names = runs.map(({ run }) => run);
      const asked = runs.filter(({ isBegun }) => isBegun).map(({ run }) => run);
      const hasNew = panels.size > 0 && asked.some((name) => !begun.has(name));
      asked.forEach((name) => begun.add(name));
      for (const [name, panel] of [...panels]) {
        if (!runs.some(({ run, title }) => run === name && title === panel.title)) drop(name);
      }
      for (const run of runs) {
        const known = panels.get(run.run);
        known?.set(run);
        if (!known) {
          panels.set(run.run, createRunPanel({
            basePath,
            run,
            pixels: row.pixels,
            onLook: paint,
            onStatus: (status, reason) => connect(run.run, status, reason),
          }));
        }
      }
      const wanted = names.map((name) => panels.get(name).element);
      if (wanted.some((panel, i) => room.children[i] !== panel)) room.append(...wanted);
      if (hasNew) bringIntoSight(element); // the button may be a long way down
      showConnection();
    },
    destroy() {
      dialogs.destroy();
      for (const name of [...panels.keys()]) drop(name);
      remove();
    },
  };
}

export const { mount, unmount } = mountable(createTrainingView);
