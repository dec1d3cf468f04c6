/** A low room in which the gallery scrolls: whole rows of it, and how many kernels are below. */

const AIR = 8; // CSS pixels above a family's name
const LEAST = 30; // CSS pixels of the line that says how many there are
const ROUNDED = 1; // CSS pixels

/**
 * @param {HTMLElement} gallery
 * @returns {{element: HTMLElement, showChosen: () => void, destroy: () => void}}
 */
export function createGalleryRoom(gallery) {
  const element = document.createElement('div');
  element.className = 'gallery-room';
  const scroller = document.createElement('div');
  scroller.className = 'gallery-scroller';
  scroller.style.scrollPaddingBottom = `${LEAST}px`; // what has the focus isn't covered
  const more = document.createElement('p');
  more.className = 'gallery-more';
  more.setAttribute('aria-hidden', 'true'); // of what can be seen
  scroller.append(gallery);
  element.append(scroller, more);
  const [finds] = gallery.getElementsByClassName('kernel-finds');
  const families = gallery.getElementsByClassName('kernel-family');
  const resizing = new ResizeObserver(coverRest);
  resizing.observe(scroller);
  resizing.observe(gallery);
  scroller.addEventListener('scroll', coverRest, { passive: true });

  /** What isn't seen whole isn't seen; a family's name goes with its first row. */
  function coverRest() {
    const { scrollTop, clientHeight, scrollHeight } = scroller;
    const foot = scroller.getBoundingClientRect().bottom;
    const isEnd = scrollTop + clientHeight >= scrollHeight - ROUNDED;
    const below = isEnd ? [] : [...gallery.getElementsByClassName('kernel-choice')].filter((choice) =>
      choice.getBoundingClientRect().bottom > foot - LEAST + ROUNDED);
    more.hidden = below.length === 0;
    if (more.hidden) return;
    const members = below[0].parentElement;
    const isFirst = below[0] === members?.firstElementChild;
    const first = isFirst ? members?.previousElementSibling : below[0];
    const top = first?.getBoundingClientRect().top ?? foot;
    more.style.height = `${Math.max(LEAST, foot - top)}px`;
    more.textContent = `${below.length} more below`;
  }

  return {
    element,
    /** Within the gallery only: the page stays where it is. */
    showChosen() {
      const chosen = gallery.querySelector('[aria-checked="true"]');
      if (!chosen) return;
      const [room, box] = [scroller, chosen].map((part) => part.getBoundingClientRect());
      const top = room.top + /** @type {HTMLElement} */ (finds).offsetHeight;
      const foot = room.bottom - LEAST;
      if (box.top > top && box.bottom <= foot) return;
      const above = [...families].map((family) => family.getBoundingClientRect().top)
        .filter((family) => family < box.top);
      const name = above.at(-1) ?? box.top;
      const isNear = box.bottom - name + AIR <= foot - top; // both have room
      scroller.scrollTop += (isNear ? name : box.top) - top - AIR;
    },
    destroy() {
      resizing.disconnect();
      element.remove();
    },
  };
}
