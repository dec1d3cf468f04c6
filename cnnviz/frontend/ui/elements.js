/** Elements made, and brought into sight. */

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} className
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

/**
 * @param {string} label
 * @param {(event: MouseEvent) => void} onClick
 * @param {string} [className]
 * @returns {HTMLButtonElement}
 */
export function makeButton(label, onClick, className = '') {
  const button = make('button', className, label);
  button.type = 'button';
  button.onclick = onClick; // a property, as morph.js takes it over
  return button;
}

const still = matchMedia('(prefers-reduced-motion: reduce)');

/**
 * Scroll the page no further than it takes to see an element; where it is larger than the page, its
 * top. The element's `scroll-margin` is seen with it.
 * @param {Element} element
 */
export function bringIntoSight(element) {
  element.scrollIntoView({
    block: 'nearest', inline: 'nearest', behavior: still.matches ? 'auto' : 'smooth',
  });
}
