/** The line above the columns. */

/**
 * @param {...HTMLElement} parts
 * @returns {HTMLElement}
 */
export function createToolbar(...parts) {
  const toolbar = document.createElement('div');
  toolbar.className = 'network-toolbar';
  toolbar.dataset.screenOnly = '';
  toolbar.append(...parts);
  return toolbar;
}
