/** The curve of an activation with a point on it. */

const SVG = 'http://www.w3.org/2000/svg';
const SIDE = 128;
const STEPS = 32;

/**
 * @param {number} x
 * @param {number} y
 * @param {number} reach  the axes go from minus this to this, above 0
 * @returns {{x: number, y: number}} where the point is, in the drawing's units from the top left
 */
export function onCurve(x, y, reach) {
  /** @param {number} value */
  const at = (value) => ((value / reach + 1) / 2) * SIDE;
  return { x: at(x), y: SIDE - at(y) };
}

/**
 * @param {(x: number) => number} curve how the activation runs
 * @param {number} x the activation's input
 * @param {number} y its output
 * @returns {SVGElement}
 */
export function activationCurve(curve, x, y) {
  const reach = 1.25 * Math.max(Math.abs(x), Math.abs(y), 1e-9);
  const [point, zero] = [onCurve(x, y, reach), onCurve(0, 0, reach)];
  const line = Array.from({ length: STEPS + 1 }, (_, i) => {
    const at = ((2 * i) / STEPS - 1) * reach;
    const { x: across, y: down } = onCurve(at, curve(at), reach);
    return `${i ? 'L' : 'M'}${across.toFixed(1)} ${down.toFixed(1)}`;
  }).join('');
  const svg = draw('svg', { class: 'inspector-curve', viewBox: `0 0 ${SIDE} ${SIDE}` });
  svg.setAttribute('aria-hidden', 'true'); // the words beside it say the same
  svg.append(
    draw('path', { class: 'curve-axes', d: `M0 ${zero.y}H${SIDE}M${zero.x} 0V${SIDE}` }),
    draw('path', { class: 'curve-way', d: `M${point.x} ${zero.y}V${point.y}H${zero.x}` }),
    draw('path', { class: 'curve-line', d: line }),
    draw('circle', { class: 'curve-point', cx: point.x, cy: point.y, r: 5 }),
  );
  return svg;
}

/**
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 */
function draw(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  return element;
}
