/** The kinds of heatmap: their names, what their colors mean, whether they keep up with a hand. */

/**
 * @typedef {object} Method
 * @property {string} name  as the server knows it
 * @property {string} title  as people read it
 * @property {'positive' | 'signed'} meaning  of its numbers, which picks their colors
 * @property {boolean} isQuick  whether it follows the picture while it moves
 * @property {boolean} [isSpiky]  whether a few pixels are so much stronger than all others that a
 *   scale up to them would show nothing else
 */

/** @type {readonly Method[]} */
export const METHODS = Object.freeze([
  { name: 'grad_cam', title: 'Grad-CAM', meaning: 'positive', isQuick: true },
  { name: 'occlusion', title: 'Occlusion', meaning: 'signed', isQuick: false },
  { name: 'input_gradient', title: 'Input gradient', meaning: 'positive', isQuick: false,
    isSpiky: true },
  { name: 'integrated_gradients', title: 'Integrated gradients', meaning: 'signed', isQuick: false,
    isSpiky: true },
]);

/**
 * @param {string} name
 * @returns {Method} the first one when there is none of that name
 */
export const methodNamed = (name) => METHODS.find((method) => method.name === name) ?? METHODS[0];
