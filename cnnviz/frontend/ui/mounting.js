/** How Streamlit's component calls a view: `mount` at every change of the page's data, on the same
 * element; `unmount` once, when the element goes. */

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
