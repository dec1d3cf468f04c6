/**
 * The tensors of an edited network, whole, as the engine takes them and the view shows them. A
 * layer's are made anew only when one of its parts is another one.
 *
 * @typedef {import('./edits.js').Weights} Weights
 * @typedef {import('./edits.js').Edits} Edits
 */

/**
 * @param {Weights} weights  of the network as it was
 * @returns {(edits: Edits) => Weights} the edited ones alone, by name
 */
export function createEditedTensors(weights) {
  let known = {}; // by layer: the parts, and the tensors made of them

  function tensorsOf(layer, parts) {
    const [weight, bias] = [weights[`${layer}.weight`], weights[`${layer}.bias`]];
    const tensors = { [`${layer}.bias`]: { shape: bias.shape, data: bias.data.slice() } };
    const kernels = Object.values(parts).some((part) => part.weights) ? weight.data.slice() : null;
    for (const [unit, part] of Object.entries(parts)) {
      tensors[`${layer}.bias`].data[unit] = part.bias;
      if (part.weights) kernels.set(part.weights, unit * part.weights.length);
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
