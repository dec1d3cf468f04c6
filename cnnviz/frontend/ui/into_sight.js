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
