import { bytesOf } from './frame.js';

/**
 * Asks for all that the server worked out last, in full precision.
 *
 * @param {{ask: import('./messages.js').Ask}} connection  see connection.js
 * @returns {Promise<{name: string, bytes: Uint8Array<ArrayBuffer>}>} an .npz file
 */
export async function exportTensors(connection) {
  const { message, tensors } = await connection.ask({ type: 'export' });
  return { name: message.name, bytes: bytesOf(tensors.file) };
}
