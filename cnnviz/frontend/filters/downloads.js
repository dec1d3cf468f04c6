/** Files for the person, made of what is on the page. */

import { formatKernel } from '../kernel_editor/kernel_text.js';
import { download, savePNG } from '../ui/download.js';

/**
 * @param {import('./state.js').Kernel} kernel
 * @param {'txt'|'json'} kind
 */
function saveKernel({ name, values, bias }, kind) {
  const fileName = name.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || 'kernel';
  const text = kind === 'json'
    ? JSON.stringify({ name, values, bias }, null, 1) : formatKernel(values);
  download(`${text}\n`, `${fileName}.${kind}`, kind === 'json' ? 'application/json' : 'text/plain');
}

/**
 * @param {object} options
 * @param {HTMLElement} options.maps
 * @param {() => import('./state.js').Kernel} options.kernel
 * @param {() => Promise<{name: string, bytes: Uint8Array<ArrayBuffer>}>} options.exportTensors
 * @returns {import('../ui/status_line.js').Download[]}
 */
export function filterDownloads({ maps, kernel, exportTensors }) {
  return [
    {
      label: 'Save maps (.png)',
      onClick: () => savePNG({ picture: maps }, { fileName: 'cnnviz-filters.png' }),
    },
    {
      label: 'Save numbers (.npz)',
      fromServer: true,
      async onClick() {
        const { name, bytes } = await exportTensors();
        download(bytes, name, 'application/zip');
      },
    },
    { label: 'Save kernel (.txt)', onClick: () => saveKernel(kernel(), 'txt') },
    { label: 'Save kernel (.json)', onClick: () => saveKernel(kernel(), 'json') },
  ];
}
