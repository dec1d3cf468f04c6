/** A small picture under its heatmap, with what it is and its scale: to be compared with another. */

import { contextOf } from '../ui/canvas.js';
import { make } from '../ui/elements.js';
import { createLegend } from '../ui/legend.js';
import { createHeatmapCanvas } from './heatmap_canvas.js';
import { methodNamed } from './methods.js';
import { extremesOf } from './scale.js';
import { writerOf } from './words.js';

/**
 * @param {object} options
 * @param {string} options.caption
 * @param {() => HTMLCanvasElement | null} options.picture  what the network looks at now
 * @param {(cell: import('./heatmap_canvas.js').Cell | null) => void} options.onPoint
 */
export function createFigure({ caption, picture, onPoint }) {
  const under = make('canvas', 'heat-under');
  under.setAttribute('aria-hidden', 'true');
  const over = createHeatmapCanvas(onPoint);
  const legend = createLegend('positive');
  const element = make('figure', 'heat-figure', make('figcaption', '', caption),
    make('div', 'heat-stage', under, over.element), legend.element);

  /** The picture that the heatmap belongs to stays under it when another one comes. */
  function lay() {
    const source = picture();
    if (!source?.width) return;
    [under.width, under.height] = [source.width, source.height];
    contextOf(under).drawImage(source, 0, 0);
  }

  return {
    element,
    mark: over.mark,
    /** @param {Parameters<typeof over.show>[0]} shown */
    show(shown) {
      over.show(shown);
      legend.element.hidden = !shown;
      if (!shown) {
        contextOf(under).clearRect(0, 0, under.width, under.height);
        return;
      }
      if (shown.heat.isCurrent) lay();
      const { name, meaning } = methodNamed(shown.heat.message.method);
      legend.show(shown.ends, meaning, extremesOf(shown.heat), writerOf(name));
    },
  };
}
