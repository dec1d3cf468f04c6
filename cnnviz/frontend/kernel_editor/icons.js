/** The kernel editor's icons: strokes on a 20×20 grid, in the color of the text. */

/** @type {Record<string, string>} */
const PATHS = {
  undo: '<path d="M7.2 4L3.6 7.6l3.6 3.6"/><path d="M4 7.6h7.6a4.4 4.4 0 0 1 0 8.8H8"/>',
  redo: '<path d="M12.8 4l3.6 3.6-3.6 3.6"/><path d="M16 7.6H8.4a4.4 4.4 0 0 0 0 8.8H12"/>',
  square: '<path d="M3.5 3.5h13v13h-13z"/>',
  cross: '<path d="M7.5 3.5h5v4h4v5h-4v4h-5v-4h-4v-5h4z"/>',
  disk: '<circle cx="10" cy="10" r="6.5"/>',
  flipHorizontal: '<path d="M10 3v14" stroke-dasharray="2 2"/><path d="M7.5 5.5v9l-4.5 0zM12.5 5.5v9l4.5 0z"/>',
  flipVertical: '<path d="M3 10h14" stroke-dasharray="2 2"/><path d="M5.5 7.5h9l0-4.5zM5.5 12.5h9l0 4.5z"/>',
  rotate: '<path d="M15.8 10.6a5.9 5.9 0 1 1-2-5"/><path d="M14.4 2.6v3.5h-3.5"/>',
  transpose: '<path d="M4 4l12 12" stroke-dasharray="2 2"/><path d="M8 4h5.5a2.5 2.5 0 0 1 2.5 2.5V12M4 8v5.5A2.5 2.5 0 0 0 6.5 16H12"/>',
};

/**
 * @param {string} name
 * @returns {string} SVG, hidden from screen readers: the button has the name
 */
export function icon(name) {
  return `<svg class="kernel-icon" viewBox="0 0 20 20" aria-hidden="true">${PATHS[name]}</svg>`;
}
