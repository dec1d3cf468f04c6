/** Files for the person, made of what is on the page. */

import { download } from '../digits/download.js';
import { formatKernel } from './kernel_editor/kernel_text.js';

/**
 * @param {import('./state.js').Kernel} kernel
 * @param {'txt'|'json'} kind
 */
export function saveKernel({ name, values, bias }, kind) {
  const fileName = name.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || 'kernel';
  const text = kind === 'json'
    ? JSON.stringify({ name, values, bias }, null, 1) : formatKernel(values);
  download(`${text}\n`, `${fileName}.${kind}`, kind === 'json' ? 'application/json' : 'text/plain');
}
