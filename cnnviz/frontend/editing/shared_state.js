/**
 * All that makes up what is seen, for somebody else or for another day: drawing, steps, edits, and
 * the network where it is the visitor's own. Pure.
 *
 * @typedef {{drawing: import('../pad/strokes.js').Drawing,
 *   steps: {crop: boolean, fit: boolean, center: boolean}}} Laid  what is on the pad
 * @typedef {Laid & {edits: import('./packing.js').PackedEdits, network?: string}} Shared  the network's
 *   file in base64
 */

import { readDrawing, visibleItems } from '../pad/strokes.js';
import { fromBase64 } from '../ui/base64.js';

const KIND = 'cnnviz digits';
const STEPS = ['crop', 'fit', 'center'];

/**
 * @param {Shared} state
 * @returns {Omit<Shared, 'drawing'> & {kind: string, items: import('../pad/strokes.js').Item[]}} as JSON: what was undone, or is covered, is left out
 */
export const writeShared = ({ drawing, ...state }) =>
  ({ kind: KIND, items: visibleItems(drawing.items), ...state });

/**
 * @param {any} given  from a link or a file
 * @returns {Shared & {file: Uint8Array | null} | null} null when it is none
 */
export function readShared(given) {
  if (given?.kind !== KIND) return null;
  const drawing = readDrawing({ items: given.items, undone: [] });
  const hasSteps = STEPS.every((step) => typeof given.steps?.[step] === 'boolean');
  if (!drawing || !hasSteps || typeof given.edits !== 'object') return null;
  const { crop, fit, center } = given.steps;
  try {
    const file = given.network ? fromBase64(given.network) : null;
    return { drawing, steps: { crop, fit, center }, edits: given.edits, file };
  } catch {
    return null; // no base64
  }
}

/**
 * @param {Uint8Array} bytes  of a file
 * @returns {ReturnType<typeof readShared>} null when the file is something else
 */
export function sharedFromFile(bytes) {
  if (bytes[0] !== '{'.charCodeAt(0)) return null;
  try {
    return readShared(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return null; // a network file may begin with the same byte
  }
}
