/**
 * The Photos view: a photo, what the network says to it while a hand moves it, and why.
 */

import { mountable } from '../ui/mounting.js';
import { createPhotosView } from './view.js';

/**
 * @typedef {object} Picks  what the page says
 * @property {string} basePath  what the app is served under: "" or such as "/lab"
 * @property {string} source  where photos come from
 * @property {(import('../ui/picture_source.js').Picture & {note: string})|null} picture  with a sentence
 *   about what the network says to it as it is, or ""
 */

export const { mount, unmount } = mountable(createPhotosView);
