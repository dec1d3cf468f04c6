/**
 * Hands a file to the person, as a download.
 *
 * @param {BlobPart} content
 * @param {string} name
 * @param {string} type  a MIME type
 */
export function download(content, name, type) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000); // the browser reads it in its own time
}
