/**
 * The inside of a deep network, block by block: a strip of its blocks with their most active maps,
 * and a panel for the one that is opened.
 */

import { bringIntoSight } from '../ui/elements.js';
import { createChoice } from './choosing.js';
import { blocksOf } from './grouping.js';
import { createPanel } from './panel.js';
import { createStrip } from './strip.js';

/**
 * @typedef {import('./grouping.js').Block} Block
 *
 * @param {object} options
 * @param {import('../live/messages.js').Ask} options.ask
 * @param {(layers: Record<string, number[] | null>) => void} options.onWant maps wanted with every
 *   answer; null: a layer's most active ones
 * @param {(boxes: import('./sight.js').Outline[] | null) => void} options.outline on the photo, in
 *   input pixels
 * @param {() => HTMLCanvasElement | null} options.stagePicture the newest input
 */
export function createBlocks({ ask, onWant, outline, stagePicture }) {
  /** @type {Block[]} */
  let blocks = [];
  let known = '';
  /** @type {Block | null} */
  let opened = null;
  const choice = createChoice(onWant);
  const strip = createStrip({
    onSight: choice.see,
    onOpen(block, map) {
      open(block === opened && map === null ? null : block, { map });
      if (opened) bringIntoSight(panel.element);
    },
  });
  const panel = createPanel({
    ask,
    outline,
    stagePicture,
    onPick: (unit) => open(blocks.find(({ layers }) =>
      layers.some(({ column }) => column.name === unit.layer)) ?? null, { unit }),
    onClose() {
      const closed = opened;
      open(null);
      if (closed) strip.focus(closed);
    },
  });

  /**
   * @param {Block | null} block
   * @param {{map?: number | null, unit?: import('../network/units.js').Unit | null}} [at]
   */
  function open(block, at) {
    opened = block;
    strip.setOpen(block);
    panel.open(block, at);
  }

  return {
    strip: strip.element,
    panel: panel.element,
    /**
     * Comes again after every connect: what is open stays, when the network is the same.
     * @param {import('../live/messages.js').Network} description the "network" message
     * @param {Record<string, import('../live/frame.js').Tensor>} tensors the first convolution's
     *   weights and bias
     */
    describe(description, tensors) {
      const { layers, labels } = description;
      if (JSON.stringify([layers, labels]) === known) return;
      known = JSON.stringify([layers, labels]);
      open(null);
      const grouped = blocksOf(description);
      blocks = grouped.blocks;
      panel.describe(grouped.columns, tensors);
      strip.describe(blocks);
    },
    /**
     * @param {import('../live/messages.js').Seen} message the "seen" message
     * @param {Record<string, import('../live/frame.js').Tensor>} tensors
     * @param {boolean} isExact whether the hand rests
     */
    update({ maps, ends }, tensors, isExact) {
      const painted = choice.take(maps, tensors.probabilities.data, isExact);
      strip.paint({ painted, maps, ends, tensors, picture: stagePicture() });
      panel.update(tensors, isExact);
    },
    destroy() {
      strip.destroy();
      panel.destroy();
    },
  };
}
