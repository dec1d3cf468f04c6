/**
 * Asks a question about a file.
 *
 * @param {{ask: Function}} connection  see connection.js
 * @param {object} message
 * @param {Blob} file  goes along whole
 * @returns {Promise<import('./frame.js').Frame>} rejected with the server's sentence
 */
export async function askWithFile(connection, message, file) {
  const data = new Uint8Array(await file.arrayBuffer());
  return connection.ask(message, { file: { shape: [data.length], data } });
}
