/** A view's root, which carries data-frame and data-latency-ms, and its style sheet. */

/**
 * @param {ShadowRoot|HTMLElement} parent
 * @param {string} sheet  address of the style sheet
 * @param {string} className
 * @returns {{element: HTMLElement, remove: () => void}}  it shows once styled
 */
export function createRoot(parent, sheet, className) {
  const element = document.createElement('div');
  element.className = className;
  element.dataset.frame = '0';
  element.style.visibility = 'hidden';
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = sheet;
  const show = () => { element.style.visibility = ''; };
  link.onload = show;
  link.onerror = show; // an unstyled view still works
  parent.append(link, element);
  return {
    element,
    remove() {
      link.remove();
      element.remove();
    },
  };
}
