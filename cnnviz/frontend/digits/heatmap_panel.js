/**
 * Heatmaps of the drawing: a button beside "Why 7?", and a panel where the arithmetic else is, with
 * the picture that the network reads enlarged under the heatmap.
 */

import { createHeatmap } from '../heatmap/heatmap.js';
import { TABLES } from '../ui/colors.js';
import { make, makeButton } from '../ui/elements.js';
import { find } from '../ui/find.js';
import { createPicture } from '../ui/picture.js';

const SIDE = 28;
const PATCH_SIZES = [2, 4, 7];
const PAPER = -1; // what black stands for: the paper, 0, is grey, on which dark colors are seen
const FIRST = 'grad_cam'; // with which the panel opens

/**
 * @param {object} options
 * @param {HTMLElement} options.view  knows by a class whether the panel is open
 * @param {{questions: HTMLElement, endQuestion: () => void}} options.inspector  whose place the panel
 *   takes; its button goes to the questions, of which another one closes it
 * @param {import('../live/messages.js').Ask} options.ask
 */
export function createHeatmapPanel({ view, inspector, ask }) {
  const { questions, endQuestion } = inspector;
  const under = createPicture(SIDE, SIDE);
  under.canvas.setAttribute('aria-hidden', 'true');
  const heat = createHeatmap({ ask, patchSizes: PATCH_SIZES, picture: () => under.canvas,
    noun: 'drawing', isPair: false });
  const button = makeButton('Heatmap', () => (panel.hidden ? open() : close()));
  button.setAttribute('aria-expanded', 'false');
  const shut = makeButton('✕', close, 'edit-close');
  shut.setAttribute('aria-label', 'Close');
  shut.title = 'Close (Esc)';
  const panel = make('section', 'edit-panel heat-panel',
    make('div', 'heat-stage', under.canvas, heat.overlay), heat.element,
    make('div', 'edit-head', shut));
  panel.setAttribute('aria-label', 'Heatmap of the drawing');
  panel.dataset.screenOnly = '';
  panel.tabIndex = -1; // so that Escape works after a click beside the controls
  panel.hidden = true;
  const sizing = new ResizeObserver(() =>
    panel.style.setProperty('--own-height', `${panel.offsetHeight}px`));
  sizing.observe(panel);
  let method = FIRST;
  /** @type {ArrayLike<number> | null} */
  let picture = null; // what the network has read

  function open() {
    endQuestion(); // whose colors lie over the maps
    panel.hidden = false;
    told();
    paint();
    heat.setMethod(method);
    find(heat.element, 'input:checked').focus({ preventScroll: true });
  }

  function close() {
    if (panel.hidden) return;
    const hadFocus = panel.contains(/** @type {ShadowRoot | Document} */ (panel.getRootNode()).activeElement);
    method = heat.method ?? FIRST;
    panel.hidden = true;
    told();
    heat.setMethod(null); // nothing is asked for what is not seen
    if (hadFocus) button.focus({ preventScroll: true });
  }

  function told() {
    view.classList.toggle('is-heated', !panel.hidden);
    button.setAttribute('aria-expanded', String(!panel.hidden));
  }

  function paint() {
    if (!panel.hidden && picture) under.paint(picture, PAPER, 1, TABLES.picture);
  }

  panel.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation(); // what is below stays as it is
    close();
  });
  questions.append(button);
  questions.addEventListener('click', ({ target }) => {
    if (target !== button) close();
  });

  return {
    element: panel,
    close,
    /** @param {{labels: string[]}} description */
    describe: ({ labels }) => heat.describe(labels),
    /**
     * @param {ArrayLike<number>} input  28 × 28, what the network has read
     * @param {ArrayLike<number> | null} probabilities  null when nothing is drawn
     * @param {boolean} isExact  whether the drawing is at rest
     */
    read(input, probabilities, isExact) {
      picture = input;
      paint();
      heat.read(probabilities, isExact);
    },
    destroy() {
      sizing.disconnect();
      heat.destroy();
    },
  };
}
