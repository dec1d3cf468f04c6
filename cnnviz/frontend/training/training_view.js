/**
 * The Training page's view: kernels, maps and probabilities at every step that was kept.
 */

import { mountable } from '../ui/mounting.js';
import { createTrainingView } from './view.js';

/**
 * @typedef {object} Shown  what the page says
 * @property {string} basePath  what the app is served under: "" or such as "/lab"
 * @property {string[]} digits  ten test digits from 0 to 9, 28 × 28 bytes each, in base64
 * @property {import('./steps.js').Run[]} runs  one, or two side by side
 */

export const { mount, unmount } = mountable(createTrainingView);
