/**
 * The Digits view: a pad whose drawing the network reads while the pen moves.
 */

import { mountable } from '../ui/mounting.js';
import { createDigitsView } from './view.js';

/**
 * @typedef {object} Picks  what the page says
 * @property {string} basePath  what the app is served under: "" or such as "/lab"
 * @property {string} network  a built-in network's name
 * @property {{name: string, pixels: string, caption: string}|null} drawing  to lay on the pad
 * @property {{name: string, sentence: string}|null} [refused]  a file that is no digit, and why
 * @property {object[]} gallery  kernels to put in the place of one of the network's
 */

export const { mount, unmount } = mountable(createDigitsView);
