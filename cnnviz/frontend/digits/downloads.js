/** What can be taken away from the Digits page: the whole view, and its numbers. */

import { download, savePNG } from '../ui/download.js';

/**
 * @param {object} options
 * @param {HTMLElement} options.picture  the view
 * @param {() => ReturnType<typeof import('../live/client.js').createClient>} options.client
 * @param {() => string[]} options.layers  all that there are
 * @param {() => string[]} options.inSight  those on the screen
 * @returns {import('../ui/status_line.js').Download[]}
 */
export function digitsDownloads({ picture, client, layers, inSight }) {
  return [
    {
      label: 'Save picture (.png)',
      /** Layers out of sight have old maps or none: ask for all of them first. */
      async onClick() {
        const all = layers();
        await client().sendAndWait({ layers: all },
          (tensors) => all.every((name) => name in tensors));
        await savePNG({ picture });
        client().send({ layers: inSight() });
      },
    },
    {
      label: 'Save numbers (.npz)',
      fromServer: true,
      async onClick() {
        const { name, bytes } = await client().exportTensors();
        download(bytes, name, 'application/zip');
      },
    },
  ];
}
