/** Pad and network of the Digits page, but answered by Streamlit reruns. */

import { whenPainted } from '/cnnviz/frontend/ui/mounting.js';
import { readFrame } from '/cnnviz/frontend/live/frame.js';
import { createNetworkView } from '/cnnviz/frontend/network/network_view.js';
import { createDrawingPad } from '/cnnviz/frontend/pad/drawing_pad.js';

const views = new WeakMap();

/** @param {Uint8Array} bytes */
const toBase64 = (bytes) => btoa(String.fromCharCode(...bytes));

/**
 * @typedef {(name: string, value: object) => void} SetStateValue
 * @typedef {{take: (data: Uint8Array, setStateValue: SetStateValue) => void}} View
 *
 * @param {{parentElement: ShadowRoot, data: Uint8Array, setStateValue: SetStateValue}} component
 */
export function mount({ parentElement, data, setStateValue }) {
  if (!views.has(parentElement)) views.set(parentElement, createView(parentElement));
  views.get(parentElement)
    .then((/** @type {View} */ view) => view.take(data, setStateValue));
}

/**
 * @param {ShadowRoot} parent
 * @returns {Promise<View>}
 */
async function createView(parent) {
  const root = document.createElement('div');
  root.dataset.frame = '0';
  root.style.cssText = 'display: grid; grid-template-columns: 18rem minmax(0, 1fr); gap: 1rem';
  for (const name of ['pad', 'network']) {
    const link = document.createElement('link');
    [link.rel, link.href] = ['stylesheet', `/cnnviz/frontend/${name}/stylesheets.css`];
    parent.append(link);
  }
  const network = createNetworkView();
  /** @type {SetStateValue | null} */
  let send = null;
  /** @type {{number: number, timeStamp: number} | null} */
  let underWay = null;
  let [number, waiting, newest] = [0, false, 0];
  const pad = createDrawingPad({ onChange: ({ timeStamp }) => ask(timeStamp) });
  root.append(pad.element, network.element);
  parent.append(root);

  /**
   * One rerun at a time; the newest drawing waits, as on the live line.
   * @param {number} timeStamp
   */
  function ask(timeStamp) {
    newest = timeStamp;
    waiting = underWay !== null;
    if (waiting) return;
    number += 1;
    underWay = { number, timeStamp };
    send?.('drawing', { number, pixels: toBase64(pad.pixels()) });
  }

  const answer = await fetch('/bench/network', { headers: { 'Accept-Encoding': 'identity' } });
  const { message, tensors } = readFrame(await answer.arrayBuffer());
  network.describe(message, tensors);

  return {
    take(data, setStateValue) {
      send = setStateValue;
      const reading = readFrame(data.slice().buffer);
      const isFirst = root.dataset.frame === '0';
      if (!isFirst && reading.message.id !== underWay?.number) return;
      network.update(reading.message, reading.tensors);
      const { timeStamp } = underWay ?? { timeStamp: performance.now() };
      underWay = null;
      if (waiting) ask(newest);
      whenPainted((now) => {
        root.dataset.frame = String(Number(root.dataset.frame) + 1);
        root.dataset.latencyMs = (now - timeStamp).toFixed(1);
      });
    },
  };
}
