/**
 * @param {string} text  such as the server's "the file is empty"
 * @returns {string} "The file is empty."; nothing of nothing
 */
export function asSentence(text) {
  return text && `${text[0].toUpperCase()}${text.slice(1)}`.replace(/\.?$/, '.');
}
