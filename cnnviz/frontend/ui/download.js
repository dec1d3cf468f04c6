import { contextOf } from './canvas.js';

/** Files that a person takes home: any content, or a picture of a view. */

/**
 * Offer a file as a download.
 *
 * @param {BlobPart} content
 * @param {string} name
 * @param {string} type  a MIME type
 */
export function download(content, name, type) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000); // the browser reads it in its own time
}

const MARGIN = 24;

/**
 * Download a view as a PNG: what stands on the page is drawn once more, larger, on a canvas of its
 * own. Pictures keep their pixels, text its font, links their curves; nothing is fetched. What
 * carries `data-screen-only` is left out.
 * @param {{picture: HTMLElement}} view
 * @param {object} [options]
 * @param {string} [options.fileName]
 * @param {number} [options.scale] picture pixels per CSS pixel
 * @returns {Promise<void>}
 */
export async function savePNG({ picture }, { fileName = 'cnnviz-digits.png', scale = 2 } = {}) {
  const canvas = drawElement(picture, scale);
  const blob = await new Promise((resolve) => { canvas.toBlob(resolve, 'image/png'); });
  download(blob, fileName, blob.type);
}

/**
 * Draw an element and all it holds on a new canvas.
 * @param {HTMLElement} element
 * @param {number} scale picture pixels per CSS pixel
 * @returns {HTMLCanvasElement}
 */
function drawElement(element, scale) {
  const { left, top, width, height } = element.getBoundingClientRect();
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil((width + 2 * MARGIN) * scale);
  canvas.height = Math.ceil((height + 2 * MARGIN) * scale);
  const context = contextOf(canvas);
  const style = getComputedStyle(element);
  context.fillStyle = style.getPropertyValue('--st-background-color') || 'canvas';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.scale(scale, scale);
  context.translate(MARGIN - left, MARGIN - top);
  context.imageSmoothingEnabled = false;
  context.lineWidth = 1;
  draw(context, element);
  return canvas;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Element} element
 */
function draw(context, element) {
  const style = getComputedStyle(element);
  if (style.display === 'none' || style.visibility === 'hidden') return;
  if (element instanceof HTMLElement && 'screenOnly' in element.dataset) return; // controls, and words for screen readers
  context.save();
  context.globalAlpha *= Number(style.opacity);
  const box = element.getBoundingClientRect();
  if (element instanceof SVGElement) {
    drawShapes(context, element);
  } else if (element instanceof HTMLCanvasElement || element instanceof HTMLImageElement) {
    context.drawImage(element, box.left, box.top, box.width, box.height);
    drawFrame(context, style, box);
  } else {
    context.fillStyle = style.backgroundColor;
    context.fillRect(box.left, box.top, box.width, box.height);
    if (element.getAttribute('role') === 'img') drawFrame(context, style, box);
    if (style.overflow === 'hidden' || style.overflow === 'clip') clip(context, box);
    for (const child of element.childNodes) {
      if (child instanceof Text) drawText(context, child, style);
      else if (child instanceof Element) draw(context, child);
    }
  }
  context.restore();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {DOMRect} box
 */
function clip(context, { left, top, width, height }) {
  context.beginPath();
  context.rect(left, top, width, height);
  context.clip();
}

/**
 * A picture's frame, which is a shadow on the page.
 * @param {CanvasRenderingContext2D} context
 * @param {CSSStyleDeclaration} style
 * @param {DOMRect} box
 */
function drawFrame(context, { boxShadow }, { left, top, width, height }) {
  if (boxShadow === 'none') return;
  context.strokeStyle = boxShadow.match(/\w+\([^)]*\)/g)?.at(-1) ?? boxShadow;
  context.strokeRect(left - 0.5, top - 0.5, width + 1, height + 1);
}

/**
 * Where each shape stands on the page, whatever its drawing's own coordinates.
 * @param {CanvasRenderingContext2D} context
 * @param {SVGElement} svg
 */
function drawShapes(context, svg) {
  const alpha = context.globalAlpha;
  for (const shape of svg.querySelectorAll('path, rect, circle')) {
    if (!(shape instanceof SVGGeometryElement)) continue;
    const { display, fill, fillOpacity, stroke, strokeOpacity, strokeWidth } =
      getComputedStyle(shape);
    if (display === 'none') continue;
    const outline = new Path2D();
    outline.addPath(outlineOf(shape), shape.getScreenCTM() ?? undefined);
    if (fill !== 'none') {
      context.globalAlpha = alpha * Number(fillOpacity);
      context.fillStyle = fill;
      context.fill(outline);
    }
    if (stroke !== 'none') {
      context.globalAlpha = alpha * Number(strokeOpacity);
      context.strokeStyle = stroke;
      context.lineWidth = Number.parseFloat(strokeWidth);
      context.stroke(outline);
    }
  }
}

/** @param {SVGGeometryElement} shape */
function outlineOf(shape) {
  if (shape instanceof SVGPathElement) return new Path2D(shape.getAttribute('d') ?? '');
  const outline = new Path2D();
  /** @param {string} name */
  const number = (name) => Number(shape.getAttribute(name));
  if (shape instanceof SVGRectElement) {
    outline.rect(number('x'), number('y'), number('width'), number('height'));
  } else {
    outline.arc(number('cx'), number('cy'), number('r'), 0, 2 * Math.PI);
  }
  return outline;
}

/**
 * Word by word, each where it stands on the page, so that broken lines stay broken.
 * @param {CanvasRenderingContext2D} context
 * @param {Text} text
 * @param {CSSStyleDeclaration} style
 */
function drawText(context, text, { fontWeight, fontSize, fontFamily, color }) {
  context.font = `${fontWeight} ${fontSize} ${fontFamily}`;
  context.fillStyle = color;
  const { fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent } = context.measureText('0');
  const range = document.createRange();
  for (const { 0: word, index } of text.data.matchAll(/[^ \n]+/g)) {
    range.setStart(text, index);
    range.setEnd(text, index + word.length);
    const { left, top, height } = range.getBoundingClientRect();
    if (height) context.fillText(word, left, top + (height - ascent - descent) / 2 + ascent);
  }
}
