/** Paints a photo as a hand has put it, for the moments until the network's own input comes. */

import { contextOf } from '../ui/canvas.js';
import { TABLES, cssColor } from '../ui/colors.js';
import { paintTensor } from '../ui/picture.js';
import { SIDE } from './placement.js';

/** What is beside the photo, and what covers it. */
export const EVEN_GREY = cssColor(TABLES.picture, 0.5);

const RED = 0.299; // of BT.601, as cnnviz.images.reading.to_grey weighs them
const GREEN = 0.587;
const BLUE = 0.114;

/** @returns {{shape: number[], data: Uint8Array}} one channel */
function greyOf({ shape: [channels, height, width], data }) {
  if (channels === 1) return { shape: [1, height, width], data };
  const plane = height * width;
  const grey = Uint8Array.from({ length: plane }, (_, i) =>
    Math.round(RED * data[i] + GREEN * data[plane + i] + BLUE * data[2 * plane + i]));
  return { shape: [1, height, width], data: grey };
}

/**
 * @param {{shape: number[], data: Uint8Array}} tensor  the photo
 * @returns {{paint: (canvas: HTMLCanvasElement, view: import('./placement.js').View) => void}}
 *   `paint` leaves blur and cover to others
 */
export function createPhotoPainter(tensor) {
  const [, height, width] = tensor.shape;
  const side = Math.min(height, width);
  const middle = {
    x: Math.floor((width - side) / 2) + side / 2, y: Math.floor((height - side) / 2) + side / 2,
  };
  const color = paintTensor(tensor);
  let grey = null; // made when it is wanted

  return {
    paint(canvas, view) {
      const context = contextOf(canvas);
      const unit = canvas.width / SIDE;
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.globalAlpha = 1;
      context.fillStyle = EVEN_GREY;
      context.fillRect(0, 0, canvas.width, canvas.height);
      context.translate((SIDE / 2 + view.x) * unit, (SIDE / 2 + view.y) * unit);
      context.rotate((view.angle * Math.PI) / 180);
      const scale = (view.scale * unit * SIDE) / side;
      context.scale(scale, scale);
      context.imageSmoothingQuality = 'high';
      context.drawImage(color, -middle.x, -middle.y);
      if (!view.grey) return;
      grey ??= paintTensor(greyOf(tensor));
      context.globalAlpha = view.grey;
      context.drawImage(grey, -middle.x, -middle.y);
    },
  };
}
