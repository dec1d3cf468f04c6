/**
 * What is changed of a network: kernels, biases, and maps that are switched off. Pure: every
 * function gives new edits and leaves the old alone.
 *
 * @typedef {{weights: Float32Array | null, bias: number}} Part  a map's kernel, channel by channel
 *   and row by row, and its bias; of a dense unit only the bias can be changed
 * @typedef {object} Edits
 * @property {Record<string, Record<number, Part>>} parts  by layer and index: those that are
 *   another than the network's own
 * @property {Record<string, number[]>} off  by convolution: its maps that are switched off
 *
 * @typedef {Record<string, {shape: number[], data: Float32Array}>} Weights  as they come with a
 *   "network" message: "conv1.weight", "conv1.bias", …
 * @typedef {{layer: string, unit: number}} Place  of a map or a dense unit
 */

/** @type {Edits} */
export const NO_EDITS = Object.freeze({ parts: Object.freeze({}), off: Object.freeze({}) });

/**
 * @param {Weights} weights
 * @param {string} layer
 * @returns {boolean} whether there is a kernel to change, not only a bias
 */
export const hasKernel = (weights, layer) => weights[`${layer}.weight`]?.shape.length === 4;

/**
 * @param {Weights} weights
 * @param {Place} place
 * @returns {Part} the network's own
 */
export function originalPart(weights, { layer, unit }) {
  const bias = weights[`${layer}.bias`].data[unit];
  if (!hasKernel(weights, layer)) return { weights: null, bias };
  const { shape, data } = weights[`${layer}.weight`];
  const size = data.length / shape[0];
  return { weights: data.slice(unit * size, (unit + 1) * size), bias };
}

/**
 * @param {Edits} edits
 * @param {Weights} weights
 * @param {Place} place
 * @returns {Part} as it is now
 */
export const partOf = (edits, weights, place) =>
  edits.parts[place.layer]?.[place.unit] ?? originalPart(weights, place);

/**
 * @param {Edits} edits
 * @param {Place} place
 * @returns {boolean} whether a kernel or a bias is another than the network's own
 */
export const isChanged = (edits, { layer, unit }) => unit in (edits.parts[layer] ?? {});

/**
 * @param {Edits} edits
 * @param {Place} place
 * @returns {boolean} whether a map is switched off
 */
export const isOff = (edits, { layer, unit }) => (edits.off[layer] ?? []).includes(unit);

/**
 * @param {Edits} edits
 * @returns {boolean} whether the network is as it was
 */
export const isUntouched = ({ parts, off }) =>
  !Object.keys(parts).length && !Object.keys(off).length;

/**
 * The record without what is empty in it.
 * @template {object} T
 * @param {Record<string, T>} record
 * @param {string} name
 * @param {T} value
 * @returns {Record<string, T>}
 */
function put(record, name, value) {
  const { [name]: _, ...others } = record;
  return Object.keys(value).length ? { ...others, [name]: value } : others;
}

/**
 * @param {Edits} edits
 * @param {Weights} weights
 * @param {Place} place
 * @param {Part} part  one that is as the network's own is no edit
 * @returns {Edits}
 */
export function withPart(edits, weights, place, part) {
  const { layer, unit } = place;
  const single = { weights: part.weights, bias: Math.fround(part.bias) };
  if (samePart(single, originalPart(weights, place))) return withoutPart(edits, place);
  const others = edits.parts[layer] ?? {};
  return { ...edits, parts: { ...edits.parts, [layer]: { ...others, [unit]: single } } };
}

/**
 * @param {Edits} edits
 * @param {Place} place
 * @returns {Edits} with the network's own kernel and bias at a place
 */
export function withoutPart(edits, { layer, unit }) {
  const { [unit]: _, ...others } = edits.parts[layer] ?? {};
  return { ...edits, parts: put(edits.parts, layer, others) };
}

/**
 * @param {Edits} edits
 * @param {Place} place
 * @param {boolean} [off]
 * @returns {Edits} with a map switched off, or on again
 */
export function switched(edits, place, off = !isOff(edits, place)) {
  const others = (edits.off[place.layer] ?? []).filter((map) => map !== place.unit);
  const maps = off ? [...others, place.unit].sort((a, b) => a - b) : others;
  return { ...edits, off: put(edits.off, place.layer, maps) };
}

/**
 * @param {Part} a
 * @param {Part} b
 */
const samePart = (a, b) => a.bias === b.bias
  && (a.weights === null || a.weights.every((weight, i) => weight === b.weights?.[i]));

/**
 * @param {Edits} edits
 * @returns {{kernels: number, biases: number, off: number}} how many there are; `biases`: of
 *   dense units
 */
function countEdits({ parts, off }) {
  const all = Object.values(parts).flatMap((units) => Object.values(units));
  const kernels = all.filter(({ weights }) => weights).length;
  return { kernels, biases: all.length - kernels, off: Object.values(off).flat().length };
}

/**
 * In words: "2 kernels and 1 bias changed, 1 map off".
 *
 * @param {Edits} edits
 * @returns {string} empty where nothing is changed
 */
export function editsText(edits) {
  const { kernels, biases, off } = countEdits(edits);
  /**
   * @param {number} n
   * @param {string} one
   * @param {string} many
   */
  const count = (n, one, many) => (n ? [`${n} ${n === 1 ? one : many}`] : []);
  const changed = [...count(kernels, 'kernel', 'kernels'), ...count(biases, 'bias', 'biases')];
  const said = changed.length ? [`${changed.join(' and ')} changed`] : [];
  return [...said, ...count(off, 'map off', 'maps off')].join(', ');
}

/**
 * The tensors of an edited network, whole, as the engine takes them and the view shows them. A
 * layer's are made anew only when one of its parts is another one.
 */

/**
 * @param {Weights} weights  of the network as it was
 * @returns {(edits: Edits) => Weights} the edited ones alone, by name
 */
export function createEditedTensors(weights) {
  /** @type {Record<string, {parts: Edits['parts'][string], tensors: Weights}>} */
  let known = {}; // by layer: the parts, and the tensors made of them

  /**
   * @param {string} layer
   * @param {Edits['parts'][string]} parts
   */
  function tensorsOf(layer, parts) {
    const [weight, bias] = [weights[`${layer}.weight`], weights[`${layer}.bias`]];
    /** @type {Weights} */
    const tensors = { [`${layer}.bias`]: { shape: bias.shape, data: bias.data.slice() } };
    const kernels = Object.values(parts).some((part) => part.weights) ? weight.data.slice() : null;
    for (const [unit, part] of Object.entries(parts)) {
      tensors[`${layer}.bias`].data[Number(unit)] = part.bias;
      if (part.weights) kernels?.set(part.weights, Number(unit) * part.weights.length);
    }
    if (kernels) tensors[`${layer}.weight`] = { shape: weight.shape, data: kernels };
    return { parts, tensors };
  }

  return ({ parts }) => {
    known = Object.fromEntries(Object.entries(parts).map(([layer, own]) =>
      [layer, known[layer]?.parts === own ? known[layer] : tensorsOf(layer, own)]));
    return Object.assign({}, ...Object.values(known).map(({ tensors }) => tensors));
  };
}
