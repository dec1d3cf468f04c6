/** What a step of a training is good for elsewhere: its network on Digits, its kernels on Filters. */

import { openNext } from '../editing/kept_network.js';
import { keepKernels } from '../kernel_editor/own_kernels.js';
import { formatCount } from '../ui/numbers.js';
import { kernelRows } from './first_layer.js';

const FAMILY = 'your training';
const FINDS = 'What your training found useful: nobody chose these numbers.';
const RANDOM = 'Nothing on purpose: these are the random numbers it starts from.';

/** @param {number} step */
const whenText = (step) => (step ? `step ${formatCount(step)}` : 'random');

/**
 * @param {import('./watcher.js').Look} look
 * @param {string} title  of the training
 * @param {number} step
 * @returns {import('../kernel_editor/kernel_gallery.js').NamedKernel[]}
 */
export function asGallery({ layer, weights }, title, step) {
  return Array.from({ length: layer.count }, (_, i) => ({
    name: `${layer.name} ${i + 1}, ${whenText(step)}`,
    family: FAMILY,
    values: kernelRows(layer, weights, i),
    finds: step ? FINDS : RANDOM,
    source: `${layer.name}, map ${i + 1}, of the training ${title}`,
  }));
}

/**
 * @param {object} options
 * @param {string} options.basePath
 * @param {string} options.title  of the training
 * @param {() => number} options.step  at which its network is shown
 * @param {() => Promise<Uint8Array>} options.file  of that network
 * @param {() => ReturnType<typeof asGallery>} options.kernels
 * @param {(sentence: string) => void} options.onProblem
 * @returns {{toDigits: HTMLButtonElement, toFilters: HTMLButtonElement}}
 */
export function createExports({ basePath, title, step, file, kernels, onProblem }) {
  /**
   * @param {string} text
   * @param {() => string | Promise<string>} action
   */
  const button = (text, action) => Object.assign(document.createElement('button'), {
    type: 'button',
    textContent: text,
    async onclick() {
      try {
        goTo(await action());
      } catch (error) {
        const { message } = /** @type {Error} */ (error);
        onProblem(message);
      }
    },
  });
  const toDigits = button('Use on Digits', async () => {
    openNext('digits', await file(), `${title}, ${whenText(step())}`);
    return `${basePath}/digits`;
  });
  const toFilters = button('Kernels to Filters', async () => {
    keepKernels(kernels());
    return `${basePath}/`;
  });
  return { toDigits, toFilters };
}

/** @param {string} path */
const withoutEnd = (path) => path.replace(/\/$/, '');

/**
 * By the link in Streamlit's own navigation where there is one: the visit goes on, and nothing is
 * loaded again.
 *
 * @param {string} path  such as "/lab/digits"
 */
export function goTo(path) {
  const links = [...document.querySelectorAll('a[data-testid="stTopNavLink"]')]
    .filter((link) => link instanceof HTMLAnchorElement);
  const link = links.find(({ pathname }) => withoutEnd(pathname) === withoutEnd(path));
  if (link) link.click();
  else location.assign(path);
}
