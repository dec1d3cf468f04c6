/** The pad's icons: strokes on a 20×20 grid, in the color of the text. */

const PATHS = {
  eraser: '<path d="M11.6 3.6l4.8 4.8-7.6 7.6H6.2L3.4 13.2a1 1 0 0 1 0-1.4z"/><path d="M7.4 7.8l4.8 4.8M8.8 16h7.8"/>',
  undo: '<path d="M7.2 4L3.6 7.6l3.6 3.6"/><path d="M4 7.6h7.6a4.4 4.4 0 0 1 0 8.8H8"/>',
  redo: '<path d="M12.8 4l3.6 3.6-3.6 3.6"/><path d="M16 7.6H8.4a4.4 4.4 0 0 0 0 8.8H12"/>',
  clear: '<path d="M3.8 5.8h12.4M8 5.6V3.6h4v2M5.4 5.8l.8 10.6h7.6l.8-10.6M8.6 8.8v4.6M11.4 8.8v4.6"/>',
};

/**
 * @param {'eraser' | 'undo' | 'redo' | 'clear'} name
 * @returns {string} SVG, hidden from screen readers: the button has the name
 */
export function icon(name) {
  return `<svg class="pad-icon" viewBox="0 0 20 20" aria-hidden="true">${PATHS[name]}</svg>`;
}
