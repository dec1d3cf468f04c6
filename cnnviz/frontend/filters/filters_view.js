/**
 * The Filters view: kernels slid over a picture, and what comes out, while the hand moves.
 */

import { mountable } from '../ui/mounting.js';
import { createFiltersView } from './view.js';

/**
 * @typedef {object} Picks  what the page says
 * @property {string} basePath  what the app is served under: "" or such as "/lab"
 * @property {string} source  where pictures come from; "Drawing" wants a pad
 * @property {boolean} color  whether the visitor's own picture is wanted in color
 * @property {(import('../ui/picture_source.js').Picture & {example?: object|null})|null} picture  with
 *   the stage of the worked case that it is of
 * @property {{name: string, family: string, values: number[][], finds: string,
 *   source: string, formula?: string,
 *   settings?: import('./kernel_settings.js').Setting[]}[]} gallery  the kernels to choose from
 */

export const { mount, unmount } = mountable(createFiltersView);
