/**
 * Makes what stands on the page like what was made anew, changing no more than differs: numbers that
 * run cost a frame's time otherwise, and what has the focus keeps it.
 */

const kept = new WeakSet();

/**
 * @template {Node} Kept
 * @param {Kept} node that its maker goes on to change by itself
 * @returns {Kept}
 */
export function keep(node) {
  kept.add(node);
  return node;
}

/**
 * @param {Element} parent
 * @param {(Node | string)[]} children what it shall hold; those that are kept are put there
 *   themselves, of others only what differs is taken over, and `onclick` and `onchange`
 */
export function morph(parent, children) {
  const nodes = children.map((child) => (typeof child === 'string' ? new Text(child) : child));
  nodes.forEach((node, i) => {
    const old = parent.childNodes[i];
    if (old === node) return;
    if (old && isAlike(old, node)) update(old, node);
    else parent.insertBefore(node, old ?? null);
  });
  while (parent.childNodes.length > nodes.length) parent.lastChild?.remove();
}

/**
 * @param {Node} a
 * @param {Node} b
 */
const isAlike = (a, b) => a.nodeName === b.nodeName && !kept.has(a) && !kept.has(b);

/**
 * @param {Node} old
 * @param {Node} node
 */
function update(old, node) {
  if (old instanceof Text && node instanceof Text) {
    if (old.data !== node.data) old.data = node.data;
    return;
  }
  if (!(old instanceof Element && node instanceof Element)) return;
  const names = node.getAttributeNames();
  for (const name of names) {
    const value = node.getAttribute(name) ?? '';
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  for (const name of old.getAttributeNames()) {
    if (!names.includes(name)) old.removeAttribute(name);
  }
  if ('onclick' in node && 'onchange' in node) {
    Object.assign(old, { onclick: node.onclick, onchange: node.onchange });
  }
  morph(old, [...node.childNodes]);
  if (old instanceof HTMLSelectElement && node instanceof HTMLSelectElement) {
    old.value = node.value;
  }
}
