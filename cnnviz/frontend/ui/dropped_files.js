/** Pictures that are pasted, dropped on the pad, or brought by a box of the page's own. */

import { takeBrought } from './brought_file.js';
import { isTyping } from './keyboard.js';

const MEBIBYTE = 2 ** 20;
export const MAX_FILE_BYTES = 8 * MEBIBYTE;

/** @param {{type: string}} file */
export const isPicture = ({ type }) => type.startsWith('image/');

/**
 * @param {{name?: string, type: string, size: number}} file
 * @returns {string | null} one sentence if the file can't be a picture that we read; of what is no
 *   picture it tells the name
 */
export function fileProblem({ name, type, size }) {
  if (!isPicture({ type })) {
    return `The file must be a picture, got ${name || type || 'something else'}.`;
  }
  return size === 0 ? 'The picture is empty.' : sizeProblem(size);
}

/** @param {number} size  bytes */
function sizeProblem(size) {
  if (size <= MAX_FILE_BYTES) return null;
  return `The picture must be at most 8 MB, got ${(size / MEBIBYTE).toFixed(1)} MB.`;
}

/**
 * @param {FileList} files
 * @returns {File | undefined} the first picture, else the first file
 */
function chooseFile(files) {
  return [...files].find(isPicture) ?? files[0];
}

/**
 * @param {HTMLElement} target  to drop on; has the class `is-drop` while a file is over it
 * @param {object} handlers
 * @param {(file: File, brought?: {caption?: string}) => void} handlers.onFile  `brought` of a box
 * @param {(sentence: string, file: File) => void} handlers.onProblem
 * @param {() => void} [handlers.onGone]  the page's box no longer holds a file
 * @param {AbortSignal} signal  ends the listening
 */
export function acceptFiles(target, { onFile, onProblem, onGone = () => {} }, signal) {
  /** @param {FileList} files */
  function take(files) {
    const file = chooseFile(files);
    if (!file) return;
    const problem = fileProblem(file);
    if (problem) onProblem(problem, file);
    else onFile(file);
  }

  /**
   * What kind of file it is, the server finds out: phones name some in their own way.
   * @param {import('./brought_file.js').Brought} one
   */
  function onBrought({ file, ...brought }) {
    const problem = file && (file.size ? sizeProblem(file.size) : 'The file is empty.');
    if (!file) onGone();
    else if (problem) onProblem(problem, file);
    else onFile(file, brought);
  }

  /** @param {DragEvent} event */
  function onDrag(event) {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault(); // else the browser opens the file in the place of the page
    event.dataTransfer.dropEffect = 'copy';
    target.classList.add('is-drop');
  }

  /** @param {DragEvent} event */
  function onLeave(event) {
    if (!target.contains(/** @type {Node | null} */ (event.relatedTarget))) target.classList.remove('is-drop');
  }

  /** @param {DragEvent} event */
  function onDrop(event) {
    target.classList.remove('is-drop');
    if (event.defaultPrevented || !event.dataTransfer?.files.length) return;
    event.preventDefault();
    take(event.dataTransfer.files);
  }

  /** @param {ClipboardEvent} event */
  function onPaste(event) {
    const files = event.clipboardData?.files;
    if (event.defaultPrevented || !files?.length || isTyping(event)) return;
    event.preventDefault();
    take(files);
  }

  takeBrought(onBrought, signal);
  target.addEventListener('dragenter', onDrag, { signal });
  target.addEventListener('dragover', onDrag, { signal });
  target.addEventListener('dragleave', onLeave, { signal });
  target.addEventListener('drop', onDrop, { signal });
  target.ownerDocument.addEventListener('paste', onPaste, { signal });
}
