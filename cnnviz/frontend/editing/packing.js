/**
 * Edits as JSON: for the tab's storage, a link or a file, and read back from there, where they may
 * be cut off, or somebody's own. Pure.
 *
 * @typedef {import('./edits.js').Edits} Edits
 * @typedef {import('./edits.js').Weights} Weights
 * @typedef {import('./edits.js').Part} Part
 *
 * @typedef {object} Packed  a part; `at` says which weights are another
 * @property {number} bias
 * @property {number[]} [at]
 * @property {string} [to]  float32 in base64
 *
 * @typedef {{parts: Record<string, Record<string, Packed>>, off: Record<string, number[]>}} PackedEdits
 */

import { fromBase64, toBase64 } from '../ui/base64.js';
import { NO_EDITS, hasKernel, originalPart, switched, withPart } from './edits.js';

/** Of a weight or bias; the engine takes no other. */
const LIMIT = 1e6;

/** @param {Float32Array} floats */
const toText = ({ buffer, byteOffset, byteLength }) =>
  toBase64(new Uint8Array(buffer, byteOffset, byteLength));
/** @param {string} text */
const toFloats = (text) => new Float32Array(fromBase64(text).buffer);

/**
 * Only the weights that are another: `at` says which; left out, they are all.
 * @param {Part} part
 * @param {Part} original
 * @returns {Packed}
 */
function packPart({ weights, bias }, original) {
  if (!weights) return { bias };
  const at = [...weights.keys()].filter((i) => weights[i] !== original.weights?.[i]);
  if (2 * at.length > weights.length) return { bias, to: toText(weights) };
  return { bias, at, to: toText(Float32Array.from(at, (i) => weights[i])) };
}

/**
 * @param {Edits} edits
 * @param {Weights} weights  of the network as it was
 * @returns {PackedEdits}
 */
export function packEdits({ parts, off }, weights) {
  /** @param {string} layer */
  const units = (layer) => Object.entries(parts[layer]).map(([unit, part]) =>
    [unit, packPart(part, originalPart(weights, { layer, unit: Number(unit) }))]);
  return {
    parts: Object.fromEntries(Object.keys(parts).map((layer) =>
      [layer, Object.fromEntries(units(layer))])),
    off,
  };
}

/**
 * @param {unknown} value
 * @returns {boolean}
 */
const isNumber = (value) => Number.isFinite(value) && Math.abs(Number(value)) <= LIMIT;

/**
 * @param {Packed} packed
 * @param {Part} original
 * @returns {Part | null}
 */
function unpackPart({ bias, at, to }, original) {
  if (!isNumber(bias)) return null;
  if (!original.weights) return { weights: null, bias };
  const given = toFloats(to ?? '');
  const weights = original.weights.slice();
  const places = at ?? [...weights.keys()];
  if (places.length !== given.length || !given.every(isNumber)) return null;
  if (!places.every((i) => Number.isInteger(i) && i >= 0 && i < weights.length)) return null;
  places.forEach((i, k) => { weights[i] = given[k]; });
  return { weights, bias };
}

/**
 * @param {any} packed  as it came, of any form
 * @param {Weights} weights  of the network that the edits are for
 * @returns {Edits | null} null when they are none of this network
 */
export function unpackEdits(packed, weights) {
  try {
    let edits = NO_EDITS;
    for (const [layer, units] of Object.entries(packed.parts)) {
      for (const [index, given] of Object.entries(units)) {
        const place = placeIn(weights, layer, index);
        const part = place && unpackPart(given, originalPart(weights, place));
        if (!part) return null;
        edits = withPart(edits, weights, place, part);
      }
    }
    for (const [layer, maps] of Object.entries(packed.off)) {
      for (const index of maps) {
        const place = hasKernel(weights, layer) ? placeIn(weights, layer, index) : null;
        if (!place) return null;
        edits = switched(edits, place, true);
      }
    }
    return edits;
  } catch {
    return null; // not even of that form
  }
}

/**
 * @param {Weights} weights
 * @param {string} layer
 * @param {string} index
 * @returns {import('./edits.js').Place | null}
 */
function placeIn(weights, layer, index) {
  const unit = Number(index);
  const count = weights[`${layer}.bias`]?.data.length ?? 0;
  return Number.isInteger(unit) && unit >= 0 && unit < count ? { layer, unit } : null;
}
