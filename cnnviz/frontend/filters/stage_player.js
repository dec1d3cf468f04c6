/**
 * Plays the maps of the stage that is edited: its kernel slides over the output's places, or is
 * stamped at the input's pixels, and the output fills in.
 */

import { createPlayer } from '../ui/player.js';
import { progress } from './viewer/progress.js';

/**
 * @param {object} options
 * @param {import('./viewer/map_strip.js').MapStrip} options.strip
 * @param {() => number} options.stage  that is edited
 * @param {() => {index: number, part: number}|null} options.pointed  of several maps, the one
 *   pointed at is followed
 */
export function createStagePlayer({ strip, stage, pointed }) {
  const played = () => strip.chain().findIndex(({ key }) => key === `stage${stage() + 1}.feature`);
  /** The link whose pixels are gone through, one by one. */
  function gone() {
    const isStamped = (strip.chain()[played()]?.axes[0].cut ?? null) !== null;
    return isStamped ? played() - 1 : played();
  }
  return createPlayer({
    count() {
      const [, height, width] = strip.chain()[gone()]?.shape ?? [0, 0, 0];
      return height * width;
    },
    onProgress(done) {
      const index = gone();
      strip.reveal(done === null ? null : progress(strip.chain(), index, done, played()));
      const last = Math.max((done ?? 0) - 1, 0);
      const width = strip.chain()[index].shape[2];
      const now = pointed();
      const part = now?.index === index ? now.part : 0;
      strip.point(done === null ? null
        : { index, part, row: Math.floor(last / width), column: last % width }, true);
    },
  });
}
