/** Where the picture is, seen from what is said about it. */

/**
 * @param {HTMLElement} element  what is said
 * @param {HTMLElement} overlay  fills its parent, the picture, which may be laid anywhere later
 * @param {() => void} onChange
 * @returns {{isAbove: () => boolean, destroy: () => void}}  not above: it is beside
 */
export function watchPlace(element, overlay, onChange) {
  let isAbove = false;
  const observer = new ResizeObserver(() => {
    const picture = overlay.parentElement?.getBoundingClientRect();
    const was = isAbove;
    // Not by height: the picture may stay in sight while the rest is scrolled under it
    isAbove = Boolean(picture) && element.getBoundingClientRect().left < picture.right;
    if (isAbove !== was) onChange();
  });
  observer.observe(element);
  return { isAbove: () => isAbove, destroy: () => observer.disconnect() };
}
