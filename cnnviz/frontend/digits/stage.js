/** The view's empty rooms: where pad, answer, filmstrip, network and status line go. */

/** What stays in sight while the network is scrolled, and what goes below or beside it. */
const AREAS = { side: ['pad', 'answer', 'film'], main: ['network', 'inspector', 'status'] };

/**
 * @param {string} address
 * @returns {{link: HTMLLinkElement, loaded: Promise<void>}}
 */
export function loadSheet(address) {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = address;
  const loaded = new Promise((resolve) => {
    link.onload = resolve;
    link.onerror = resolve; // an unstyled view still works
  });
  return { link, loaded };
}

function createArea(name) {
  const area = document.createElement('div');
  area.className = `digits-${name}`;
  return area;
}

/**
 * @param {ShadowRoot|HTMLElement} parent
 * @param {string[]} stylesheets  addresses; later ones win
 * @returns {{element: HTMLElement, area: Record<string, HTMLElement>, remove: () => void}}
 *   `element` is the root that carries data-frame and data-latency-ms; it shows once styled
 */
export function createStage(parent, stylesheets) {
  const sheets = stylesheets.map(loadSheet);
  const element = document.createElement('div');
  element.className = 'digits';
  element.dataset.frame = '0';
  element.style.visibility = 'hidden';
  const area = {};
  for (const [group, names] of Object.entries(AREAS)) {
    const room = element.appendChild(createArea(group));
    for (const name of names) area[name] = room.appendChild(createArea(name));
  }
  parent.append(...sheets.map(({ link }) => link), element);
  Promise.all(sheets.map(({ loaded }) => loaded)).then(() => {
    element.style.visibility = '';
  });
  return {
    element,
    area,
    remove() {
      for (const { link } of sheets) link.remove();
      element.remove();
    },
  };
}
