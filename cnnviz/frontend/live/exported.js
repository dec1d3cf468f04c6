/**
 * Asks for all that the server worked out last, in full precision.
 *
 * @param {{ask: Function}} connection  see connection.js
 * @returns {Promise<{name: string, bytes: Uint8Array}>} an .npz file
 */
export async function exportTensors(connection) {
  const { message, tensors } = await connection.ask({ type: 'export' });
  return { name: message.name, bytes: tensors.file.data };
}
