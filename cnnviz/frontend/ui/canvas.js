/**
 * A canvas's context for painting; null only where the canvas gave another kind of it before, and
 * ours never do.
 * @param {HTMLCanvasElement | OffscreenCanvas} canvas
 * @param {CanvasRenderingContext2DSettings} [settings]
 * @returns {CanvasRenderingContext2D}
 */
export const contextOf = (canvas, settings) =>
  /** @type {CanvasRenderingContext2D} */ (/** @type {unknown} */ (canvas.getContext('2d', settings)));
