/**
 * The inside of a deep network, block by block: a strip of its blocks with their most active maps,
 * and a panel for the one that is opened.
 */

import { createChoice } from './choosing.js';
import { blocksOf } from './grouping.js';
import { createPanel } from './panel.js';
import { createStrip } from './strip.js';

/**
 * @param {object} options
 * @param {(message: object, tensors?: object) => Promise<{message: object, tensors: object}>} options.ask
 * @param {(layers: Record<string, number[] | null>) => void} options.onWant maps wanted with every
 *   answer; null: a layer's most active ones
 * @param {(boxes: {box: number[], kind: 'solid' | 'dashed'}[] | null) => void} options.outline on
 *   the photo, in input pixels
 * @param {() => HTMLCanvasElement | null} options.stagePicture the newest input
 */
export function createBlocks({ onWant, stagePicture }) {
  const choice = createChoice(onWant);
  const strip = createStrip({ onSight: choice.see, onOpen: open });
  const panel = createPanel({ onClose: () => open(null) });

  function open(block) {
    strip.setOpen(block);
    panel.open(block);
  }

  return {
    strip: strip.element,
    panel: panel.element,
    /** @param {object} description the "network" message */
    describe(description) {
      strip.describe(blocksOf(description).blocks);
    },
    /**
     * @param {object} message the "seen" message
     * @param {Record<string, object>} tensors
     * @param {boolean} isExact whether the hand rests
     */
    update({ maps, ends }, tensors, isExact) {
      const painted = choice.take(maps, tensors.probabilities.data, isExact);
      strip.paint({ painted, maps, ends, tensors, picture: stagePicture() });
    },
    destroy() {
      strip.destroy();
      panel.element.remove();
    },
  };
}
