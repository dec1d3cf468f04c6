/**
 * @param {string} text  such as the server's "the file is empty"
 * @returns {string} "The file is empty."; nothing of nothing
 */
export function asSentence(text) {
  return text && `${text[0].toUpperCase()}${text.slice(1)}`.replace(/\.?$/, '.');
}

/**
 * Which file is meant stands first.
 *
 * @param {string} sentence
 * @param {{name?: string}} file
 * @returns {string} “a.jpg”: the file must be …
 */
export function aboutFile(sentence, { name }) {
  if (!name) return asSentence(sentence);
  return `“${name}”: ${sentence[0].toLowerCase()}${asSentence(sentence).slice(1)}`;
}
