/**
 * What a view has to know of a kind of layer: a line for each. The kinds themselves are Python's.
 *
 * @typedef {object} LayerKind
 * @property {string} word the kind as a student would say it
 * @property {import('../ui/ranges.js').Meaning} [meaning] of its values; left out, they have their
 *   input's
 * @property {'none' | 'all' | 'same' | 'segments'} fedBy which parts of the column before feed a
 *   part of this one: every part, the one of the same index, or the map whose values these are
 */

/** @type {Record<string, LayerKind>} */
export const KINDS = {
  input: { word: 'picture', meaning: 'picture', fedBy: 'none' },
  normalize: { word: 'normalized', meaning: 'signed', fedBy: 'same' },
  convolution: { word: 'convolution', meaning: 'signed', fedBy: 'all' },
  depthwise_convolution: { word: 'depthwise convolution', meaning: 'signed', fedBy: 'same' },
  transposed_convolution: { word: 'transposed convolution', meaning: 'signed', fedBy: 'all' },
  relu: { word: 'ReLU', meaning: 'positive', fedBy: 'same' },
  relu6: { word: 'ReLU6', meaning: 'positive', fedBy: 'same' },
  leaky_relu: { word: 'leaky ReLU', meaning: 'signed', fedBy: 'same' },
  tanh: { word: 'tanh', meaning: 'signed', fedBy: 'same' },
  sigmoid: { word: 'sigmoid', meaning: 'positive', fedBy: 'same' },
  max_pooling: { word: 'max pooling', fedBy: 'same' },
  average_pooling: { word: 'average pooling', fedBy: 'same' },
  global_average_pooling: { word: 'mean of each map', fedBy: 'same' },
  sum: { word: 'sum with an earlier layer', meaning: 'signed', fedBy: 'same' },
  flatten: { word: 'flatten', fedBy: 'segments' },
  dense: { word: 'dense', meaning: 'signed', fedBy: 'all' },
  softmax: { word: 'probabilities', meaning: 'probability', fedBy: 'same' },
};
