/** The activations in words and as curves; the value itself is the server's. Pure. */

/**
 * `rule` says what the function does, `equation` what stands before its value, `curve` how it runs.
 * @type {Record<string, {rule: string, equation: (x: string) => string,
 *   curve: (x: number) => number}>}
 */
export const ACTIVATIONS = {
  relu: {
    rule: 'ReLU keeps what is above zero: the larger of 0 and the input.',
    equation: (x) => `the larger of 0 and ${x} =`,
    curve: (x) => Math.max(0, x),
  },
  relu6: {
    rule: 'ReLU6 keeps what is above zero, and makes 6 of all that is above 6.',
    equation: (x) => `the larger of 0 and ${x}, at most 6 =`,
    curve: (x) => Math.min(6, Math.max(0, x)),
  },
  leaky_relu: {
    rule: 'Leaky ReLU keeps what is above zero, and a hundredth of the rest.',
    equation: (x) => `leaky ReLU of ${x} is`,
    curve: (x) => Math.max(0.01 * x, x),
  },
  tanh: {
    rule: 'tanh presses any number between −1 and 1.',
    equation: (x) => `tanh ${x} ≈`,
    curve: Math.tanh,
  },
  sigmoid: {
    rule: 'Sigmoid presses any number between 0 and 1.',
    equation: (x) => `sigmoid of ${x} ≈`,
    curve: (x) => 1 / (1 + Math.exp(-x)),
  },
};
