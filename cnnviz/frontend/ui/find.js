/** Elements by selectors. */

/**
 * The element of a template that a selector names.
 * @template {Element} [Kind=HTMLElement]
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new () => Kind} [kind] such as `HTMLInputElement`; any HTML element when left out
 * @returns {Kind}
 * @throws {TypeError} when there is none of this kind
 */
export function find(root, selector, kind = /** @type {any} */ (HTMLElement)) {
  const found = root.querySelector(selector);
  if (!(found instanceof kind)) throw new TypeError(`there is no ${kind.name} at “${selector}”`);
  return found;
}

/**
 * @param {EventTarget | null} target of an event
 * @param {string} selector
 * @returns {HTMLElement | null} the element with this selector that it happened on, or within
 */
export const closest = (target, selector) =>
  (target instanceof Element ? target.closest(selector) : null);
