/** Whether a hand holds something: a pointer that went down there and is not up again. */

/**
 * @param {HTMLElement[]} elements
 * @param {() => void} onRelease
 * @returns {{isHeld: () => boolean, destroy: () => void}}
 */
export function watchHeld(elements, onRelease) {
  const pointers = new Set();
  const listening = new AbortController();
  const { signal } = listening;
  for (const element of elements) {
    element.addEventListener('pointerdown', ({ pointerId }) => pointers.add(pointerId), { signal });
  }
  const release = ({ pointerId }) => {
    if (pointers.delete(pointerId) && !pointers.size) onRelease();
  };
  for (const type of ['pointerup', 'pointercancel']) {
    window.addEventListener(type, release, { signal, capture: true });
  }
  return { isHeld: () => pointers.size > 0, destroy: () => listening.abort() };
}
