/** Play: a window slides over its input, the numbers run, and the map fills in. */

import { createPlayer } from '../ui/player.js';

/**
 * @param {object} options
 * @param {(playing: {unit: number[], done: number} | null) => void} options.onProgress the unit that is
 *   computed, and how many of its map are; null: none is played any more
 */
export function createSlide({ onProgress }) {
  /** @type {import('../network/columns.js').Column | null} */
  let column = null;
  let map = 0;
  const player = createPlayer({
    count: () => (column ? column.rows * column.across : 0),
    onProgress(done) {
      if (done === null) onProgress(null);
      else if (done > 0) onProgress({ unit: unitAt(done - 1), done });
    },
  });

  player.element.hidden = true;

  /** @param {number} index */
  const unitAt = (index) => {
    const across = column?.across ?? 1;
    return [map, Math.floor(index / across), index % across];
  };

  return {
    element: player.element,
    /**
     * What can be played: the map of what is pinned, if anything.
     * @param {import('../network/columns.js').Column | null} newColumn
     * @param {number} [newMap]
     */
    offer(newColumn, newMap = 0) {
      const next = newColumn?.hasWindow ? newColumn : null;
      player.element.hidden = !next;
      if (next === column && newMap === map) return;
      player.stop();
      [column, map] = [next, newMap];
    },
    stop: player.stop,
    destroy: player.destroy,
  };
}
