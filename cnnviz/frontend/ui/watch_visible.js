/** Tells which layers are on the screen, so that only those are asked for. */

const SETTLE_MS = 120;

/**
 * @param {Map<Element, string>} layers each column's element and its layer's name
 * @param {(names: string[]) => void} onWant called at once with the first answer, then when the
 *   set has changed and scrolling has settled
 * @returns {{destroy: () => void}}
 */
export function watchVisible(layers, onWant) {
  const visible = new Set();
  /** @type {string | null} */
  let told = null;
  let timer = 0;

  function tell() {
    timer = 0;
    const names = [...layers.values()].filter((name) => visible.has(name));
    if (names.join() === told) return;
    told = names.join();
    onWant(names);
  }

  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      const name = layers.get(target);
      if (isIntersecting) visible.add(name);
      else visible.delete(name);
    }
    if (told === null) tell();
    else timer ||= setTimeout(tell, SETTLE_MS);
  }, { rootMargin: '100px' }); // a little ahead of scrolling

  for (const element of layers.keys()) observer.observe(element);
  return {
    destroy() {
      clearTimeout(timer);
      observer.disconnect();
    },
  };
}
