/** Kernels that came out of the visitor's own training, kept in the tab's storage. */

import { createSessionStore } from '../ui/session_store.js';

const store = createSessionStore('own kernels');

/** @returns {import('./kernel_gallery.js').NamedKernel[]} none before any were kept */
export const ownKernels = () => store.load() ?? [];

/**
 * Put kernels in the gallery of the Filters page, in place of those kept before.
 *
 * @param {import('./kernel_gallery.js').NamedKernel[]} kernels
 * @throws {Error} when the browser keeps nothing
 */
export function keepKernels(kernels) {
  store.save(kernels);
  if (ownKernels().length !== kernels.length) throw new Error('the browser has no room for them');
}
