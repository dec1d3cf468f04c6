/**
 * One binary message on /live: tensors in the safetensors layout, and a JSON message with them.
 * 8 bytes of header length, the header (dtype, shape and place of each tensor), the bytes.
 */

const LENGTH_BYTES = 8;
/** @type {Record<string, number>} */
const ITEM_BYTES = { U8: 1, F16: 2, F32: 4 };

/**
 * @typedef {object} Tensor
 * @property {'U8'|'F16'|'F32'} dtype as it came; F16 is already decoded
 * @property {number[]} shape
 * @property {Uint8Array<ArrayBuffer> | Float32Array<ArrayBuffer>} data row by row
 */

/**
 * What a tensor needs to be sent.
 * @typedef {object} Sent
 * @property {number[]} shape
 * @property {Uint8Array | Uint8ClampedArray | Float32Array} data
 *
 * @typedef {Record<string, Sent>} Tensors
 */

/**
 * @template [Message=import('./messages.js').Answer]
 * @typedef {object} Frame
 * @property {Message} message
 * @property {Record<string, Tensor>} tensors
 */

/**
 * @param {ArrayBuffer} buffer
 * @returns {Frame<any>} its message is what the sender says that it is
 * @throws {Error} when it is no such frame
 */
export function readFrame(buffer) {
  if (buffer.byteLength < LENGTH_BYTES) {
    throw new Error(`a frame must have at least 8 bytes, got ${buffer.byteLength}`);
  }
  const headerBytes = Number(new DataView(buffer).getBigUint64(0, true));
  const begin = LENGTH_BYTES + headerBytes;
  if (begin > buffer.byteLength) {
    throw new Error(`the header has ${headerBytes} bytes, the frame ${buffer.byteLength}`);
  }
  const text = new TextDecoder().decode(new Uint8Array(buffer, LENGTH_BYTES, headerBytes));
  const { __metadata__: metadata, ...headers } = JSON.parse(text);
  /** @type {Record<string, Tensor>} */
  const tensors = {};
  for (const [name, header] of Object.entries(/** @type {Record<string, Header>} */ (headers))) {
    tensors[name] = readTensor(name, header, buffer, begin);
  }
  return { message: JSON.parse(metadata.message), tensors };
}

/**
 * @typedef {{dtype: Tensor['dtype'], shape: number[], data_offsets: [number, number]}} Header
 *
 * @param {string} name
 * @param {Header} header
 * @param {ArrayBuffer} buffer
 * @param {number} begin of the bytes behind the header
 * @returns {Tensor}
 */
function readTensor(name, { dtype, shape, data_offsets: [from, to] }, buffer, begin) {
  const count = shape.reduce((product, side) => product * side, 1);
  if (!(dtype in ITEM_BYTES)) throw new Error(`${name} has the unknown dtype ${dtype}`);
  if (count * ITEM_BYTES[dtype] !== to - from || begin + to > buffer.byteLength) {
    throw new Error(`${name} of shape ${shape} does not fill its bytes ${from} to ${to}`);
  }
  return { dtype, shape, data: view(dtype, buffer, begin + from, count) };
}

/**
 * @param {Tensor['dtype']} dtype
 * @param {ArrayBuffer} buffer
 * @param {number} at
 * @param {number} count
 * @returns {Tensor['data']}
 */
function view(dtype, buffer, at, count) {
  if (dtype === 'U8') return new Uint8Array(buffer, at, count);
  const bytes = count * ITEM_BYTES[dtype];
  const aligned = at % ITEM_BYTES[dtype] === 0;
  const source = aligned ? buffer : buffer.slice(at, at + bytes);
  const offset = aligned ? at : 0;
  if (dtype === 'F32') return new Float32Array(source, offset, count);
  return halvesToFloats(new Uint16Array(source, offset, count));
}

/**
 * @param {Tensor} tensor of a file, or of a picture's pixels
 * @returns {Uint8Array<ArrayBuffer>}
 * @throws {TypeError} when it holds other numbers than bytes
 */
export function bytesOf({ data, dtype }) {
  if (!(data instanceof Uint8Array)) throw new TypeError(`bytes must be U8, got ${dtype}`);
  return data;
}

/**
 * @param {object} message
 * @param {Tensors} tensors
 * @returns {ArrayBuffer}
 */
export function writeFrame(message, tensors = {}) {
  // Larger items first keeps every tensor on a multiple of its item's size, as readers like it.
  const entries = Object.entries(tensors).sort(
    ([, a], [, b]) => b.data.BYTES_PER_ELEMENT - a.data.BYTES_PER_ELEMENT,
  );
  /** @type {Record<string, object>} */
  const header = { __metadata__: { message: JSON.stringify(message) } };
  let bytes = 0;
  for (const [name, { shape, data }] of entries) {
    header[name] = {
      dtype: data instanceof Float32Array ? 'F32' : 'U8',
      shape,
      data_offsets: [bytes, bytes + data.byteLength],
    };
    bytes += data.byteLength;
  }
  return lay(new TextEncoder().encode(JSON.stringify(header)), entries, bytes);
}

/**
 * @param {Uint8Array} header
 * @param {[string, Sent][]} entries
 * @param {number} bytes
 */
function lay(header, entries, bytes) {
  const headerBytes = Math.ceil(header.length / 8) * 8;
  const frame = new Uint8Array(LENGTH_BYTES + headerBytes + bytes);
  new DataView(frame.buffer).setBigUint64(0, BigInt(headerBytes), true);
  frame.fill(0x20, LENGTH_BYTES, LENGTH_BYTES + headerBytes);
  frame.set(header, LENGTH_BYTES);
  let at = LENGTH_BYTES + headerBytes;
  for (const [, { data }] of entries) {
    frame.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return frame.buffer;
}

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
