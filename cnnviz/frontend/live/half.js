/** float16, which browsers can't read by themselves everywhere: 65,536 values, looked up. */

/** @type {Float32Array | undefined} */
let table;

/**
 * @param {number} bits 0 to 65535: sign, 5 bits of exponent, 10 of fraction
 * @returns {number}
 */
function halfValue(bits) {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/**
 * @param {Uint16Array} halves
 * @returns {Float32Array<ArrayBuffer>} the same values; float32 holds every float16 exactly
 */
export function halvesToFloats(halves) {
  table ??= Float32Array.from({ length: 65536 }, (_, bits) => halfValue(bits));
  const floats = new Float32Array(halves.length);
  for (let i = 0; i < halves.length; i += 1) floats[i] = table[halves[i]];
  return floats;
}
