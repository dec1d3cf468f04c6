/**
 * Every color of a number, in one place: one scale per meaning, the same in every view.
 *
 * - `signed`: activations before ReLU, orange below zero, blue above;
 * - `positive`: activations that can't be negative: exactly the upper half of `signed`, so that
 *   ReLU visibly wipes the orange away and leaves the blue as it was;
 * - `weights`: purple below zero, green above (hues that color-blind people tell apart);
 * - `picture`: grey, black to white.
 *
 * All start at one neutral, the color of zero. Anchors are ColorBrewer's PuOr, RdBu and PRGn
 * (Brewer 2013, Apache-2.0), interpolated in OKLab (Ottosson 2020) and spaced so that equal steps
 * of value are equal steps of lightness: a value and its negative look equally strong.
 */

const NEUTRAL = '#f7f7f7';
const ORANGE = [NEUTRAL, '#fee0b6', '#fdb863', '#e08214', '#b35806', '#7f3b08'];
const BLUE = [NEUTRAL, '#d1e5f0', '#92c5de', '#4393c3', '#2166ac', '#053061'];
const PURPLE = [NEUTRAL, '#e7d4e8', '#c2a5cf', '#9970ab', '#762a83', '#40004b'];
const GREEN = [NEUTRAL, '#d9f0d3', '#a6dba0', '#5aae61', '#1b7837', '#00441b'];

/** Steps from zero to the end of a scale; a half has one entry more, for zero itself. */
const STEPS = 255;

/** OKLab lightness at the far end of every diverging arm; each last anchor is darker. */
const END_LIGHTNESS = 0.44;

/**
 * OKLab coordinates of an sRGB color.
 * @param {number[]} rgb red, green, blue in 0–255
 * @returns {number[]} lightness (0–1), a, b
 */
export function oklab(rgb) {
  const [r, g, b] = rgb.map((c) => {
    const s = c / 255;
    return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
  });
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/**
 * sRGB color of OKLab coordinates, clipped to what a screen shows.
 * @param {number[]} lab lightness (0–1), a, b
 * @returns {number[]} red, green, blue, whole numbers in 0–255
 */
export function srgb([lightness, a, b]) {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ].map((c) => {
    const gamma = c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055;
    return Math.round(255 * Math.min(1, Math.max(0, gamma)));
  });
}

/** @param {string} hex */
const bytes = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));

/**
 * A canvas pixel as one little-endian number, as every machine with a browser stores it.
 * @param {number[]} rgb
 */
const pixel = ([r, g, b]) => ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;

/**
 * The color of the given lightness on the line through the anchors (which only get darker).
 * @param {number[][]} anchors
 * @param {number} lightness
 */
function atLightness(anchors, lightness) {
  const next = Math.max(1, anchors.findIndex(([l]) => l <= lightness));
  const [from, to] = [anchors[next - 1], anchors[next]];
  const share = (from[0] - lightness) / (from[0] - to[0]);
  return from.map((c, i) => c + share * (to[i] - c));
}

/**
 * From zero to the far end: STEPS + 1 pixels, evenly darker.
 * @param {string[]} hexes
 */
function arm(hexes) {
  const anchors = hexes.map((hex) => oklab(bytes(hex)));
  const start = anchors[0][0];
  return Array.from({ length: STEPS + 1 }, (_, i) =>
    pixel(srgb(atLightness(anchors, start + (i / STEPS) * (END_LIGHTNESS - start)))));
}

/**
 * @param {string[]} below
 * @param {string[]} above
 */
const diverging = (below, above) =>
  Uint32Array.from([...arm(below).reverse().slice(0, -1), ...arm(above)]);

const signed = diverging(ORANGE, BLUE);

/**
 * Look-up tables by meaning: pixels from the lowest to the highest value.
 * @type {Readonly<{signed: Uint32Array, positive: Uint32Array, weights: Uint32Array,
 *   picture: Uint32Array}>}
 */
export const TABLES = Object.freeze({
  signed,
  positive: signed.subarray(STEPS),
  weights: diverging(PURPLE, GREEN),
  picture: Uint32Array.from({ length: STEPS + 1 }, (_, i) => pixel([i, i, i])),
});

/**
 * Color values into the pixels of an ImageData; nothing is allocated.
 * @param {Uint32Array} pixels the ImageData's bytes seen as 32-bit numbers
 * @param {ArrayLike<number>} values at least `start` + `pixels.length` of them
 * @param {number} low value of the table's first entry
 * @param {number} high value of its last entry, above `low`
 * @param {Uint32Array} table one of `TABLES`
 * @param {number} [start] index of the first value to paint
 */
export function paintMap(pixels, values, low, high, table, start = 0) {
  const last = table.length - 1;
  const scale = last / (high - low);
  const offset = 0.5 - low * scale;
  for (let i = 0; i < pixels.length; i += 1) {
    const index = (values[start + i] * scale + offset) | 0;
    pixels[i] = table[index < 0 ? 0 : index > last ? last : index];
  }
}

/**
 * CSS color of a table entry.
 * @param {Uint32Array} table one of `TABLES`
 * @param {number} share where in the table, 0 (first) to 1 (last)
 * @returns {string} such as "rgb(247 247 247)"
 */
export function cssColor(table, share) {
  const value = table[Math.round(share * (table.length - 1))];
  return `rgb(${value & 255} ${(value >> 8) & 255} ${(value >> 16) & 255})`;
}

/**
 * Relative luminance (WCAG 2.2) of a table's pixel.
 * @param {number} pixel
 */
function luminance(pixel) {
  const [r, g, b] = [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255].map((c) => {
    const share = c / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const BLACK = cssColor(TABLES.picture, 0);
const WHITE = cssColor(TABLES.picture, 1);

/** Where black and white text are equally far from the paper: (L + 0.05)² = 0.05 · 1.05. */
const EQUALLY_FAR = Math.sqrt(0.05 * 1.05) - 0.05;

/**
 * @param {number} value
 * @param {number} high  value at the scale's upper end
 * @param {Uint32Array} [table]  one of `TABLES`
 * @param {number} [low]  value at the scale's lower end, below `high`
 * @returns {{paper: string, ink: string}} CSS colors; their contrast is at least 4.5 : 1
 */
export function cellColors(value, high, table = TABLES.weights, low = -high) {
  const share = Math.max(0, Math.min(1, (value - low) / (high - low)));
  const index = Math.round(share * (table.length - 1));
  const known = made.get(table) ?? [];
  made.set(table, known);
  return (known[index] ??= colorsOf(table, index));
}

/** @type {Map<Uint32Array, {paper: string, ink: string}[]>} */
const made = new Map(); // by table and index: the same few colors are asked for again and again

/**
 * @param {Uint32Array} table
 * @param {number} index
 */
const colorsOf = (table, index) => ({
  paper: cssColor(table, index / (table.length - 1)),
  ink: luminance(table[index]) > EQUALLY_FAR ? BLACK : WHITE,
});
