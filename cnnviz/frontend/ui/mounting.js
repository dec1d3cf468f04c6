/**
 * A view within Streamlit's component: mounted at every change of the page's data, on the same
 * element, and unmounted once; its root, and when that is painted.
 */

/**
 * @template Data
 * @param {(parent: ShadowRoot|HTMLElement, data: Data) =>
 *   {take: (data: Data) => void, destroy: () => void}} createView
 * @returns {{mount: (component: {parentElement: ShadowRoot|HTMLElement, data: Data}) => void,
 *   unmount: (parentElement: ShadowRoot|HTMLElement) => void}}
 */
export function mountable(createView) {
  /** Views by the element they stand in; a view lives from its first mount to `unmount`. */
  const views = new WeakMap();
  return {
    mount({ parentElement, data }) {
      if (!views.has(parentElement)) views.set(parentElement, createView(parentElement, data));
      views.get(parentElement).take(data);
    },
    unmount(parentElement) {
      views.get(parentElement)?.destroy();
      views.delete(parentElement);
    },
  };
}

/**
 * Append a view's root, which carries data-frame and data-latency-ms, and its style sheet.
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

/**
 * Call back once what has been drawn so far stands on the screen: after the next frame's paint.
 * A message posted within a frame's callback is delivered after that frame was painted.
 *
 * @param {(now: number) => void} callback takes the time in `performance.now()` milliseconds
 */
export function whenPainted(callback) {
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      callback(performance.now());
    };
    port2.postMessage(null);
  });
}
