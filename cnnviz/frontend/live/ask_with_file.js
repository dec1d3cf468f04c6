/**
 * Asks a question about a file.
 *
 * @template {'find_digit' | 'read_picture' | 'open_network'} T
 * @param {{ask: import('./messages.js').Ask}} connection  see connection.js
 * @param {import('./messages.js').Question<T>} message
 * @param {Blob} file  goes along whole
 * @returns {Promise<import('./frame.js').Frame<import('./messages.js').Answers[T]>>} rejected with the server's sentence
 */
export async function askWithFile(connection, message, file) {
  const data = new Uint8Array(await file.arrayBuffer());
  return connection.ask(message, { file: { shape: [data.length], data } });
}
