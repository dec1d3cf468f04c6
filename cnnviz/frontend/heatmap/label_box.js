/** Any class, found by a few of its letters. */

import { closest, find } from '../ui/find.js';

const MOST = 200; // more than any group has
let made = 0;

/**
 * @param {(label: number) => void} onPick
 * @returns {{element: HTMLElement, describe: (labels: string[], groups: string[] | null) => void,
 *   show: (label: number | null) => void}}  `show(null)`: the class is chosen elsewhere
 */
export function createLabelBox(onPick) {
  made += 1;
  const element = document.createElement('div');
  element.className = 'heat-search';
  element.innerHTML = `<input type="text" role="combobox" autocomplete="off" spellcheck="false"
    aria-autocomplete="list" aria-expanded="false" aria-label="Another class"
    placeholder="another class …"><ul role="listbox" aria-label="Classes" hidden></ul>`;
  const input = find(element, 'input', HTMLInputElement);
  const list = find(element, 'ul');
  list.id = `heat-classes-${made}`;
  input.setAttribute('aria-controls', list.id);
  /** @type {string[]} */
  let labels = [];
  /** @type {string[] | null} */
  let groups = null;
  /** @type {number | null} */
  let chosen = null;
  /** @type {number[]} */
  let options = [];
  /** @type {number | null} */
  let active = null; // what the arrows have come to

  /**
   * @param {number} label
   * @param {number} i
   */
  function createOption(label, i) {
    const option = document.createElement('li');
    option.setAttribute('role', 'option');
    option.id = `${list.id}-${i}`;
    option.dataset.label = String(label);
    option.textContent = labels[label];
    if (groups) option.append(Object.assign(document.createElement('small'), { textContent: groups[label] }));
    return option;
  }

  /** @param {string} query */
  function open(query) {
    options = matching(labels, groups, query, MOST);
    const rows = options.map(createOption);
    if (!rows.length) {
      rows.push(Object.assign(document.createElement('li'), { textContent: 'no class is called that' }));
    }
    list.replaceChildren(...rows);
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    list.scrollTop = 0;
    setActive(null);
  }

  function close() {
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
    write();
  }

  function write() {
    input.value = chosen === null ? '' : labels[chosen];
    input.classList.toggle('is-chosen', chosen !== null);
  }

  /** @param {number | null} next */
  function setActive(next) {
    active = next;
    [...list.children].forEach((option, i) => {
      if (options.length) option.setAttribute('aria-selected', String(i === active));
    });
    input.removeAttribute('aria-activedescendant');
    if (active === null) return;
    input.setAttribute('aria-activedescendant', list.children[active].id);
    list.children[active].scrollIntoView({ block: 'nearest' });
  }

  /** @param {number} label */
  function pick(label) {
    chosen = label;
    close();
    onPick(label);
  }

  /** @param {number} step */
  function next(step) {
    if (active === null) return step > 0 ? 0 : options.length - 1;
    return (active + step + options.length) % options.length;
  }

  function enter() {
    const label = active === null ? matchingOne(labels, options, input.value) : options[active];
    if (label !== null) pick(label);
  }

  input.addEventListener('input', () => open(input.value));
  input.addEventListener('focus', () => input.select());
  input.addEventListener('click', () => { if (list.hidden) open(''); });
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step) {
      event.preventDefault();
      if (list.hidden) open('');
      if (options.length) setActive(next(step));
    } else if (!list.hidden && (event.key === 'Enter' || event.key === 'Escape')) {
      event.preventDefault();
      event.stopPropagation(); // closes only the list
      if (event.key === 'Enter') enter();
      else close();
    }
  });
  list.addEventListener('pointerdown', (event) => event.preventDefault()); // the focus stays
  list.addEventListener('click', ({ target }) => {
    const option = closest(target, '[data-label]');
    if (option) pick(Number(option.dataset.label));
  });

  return {
    element,
    describe(newLabels, newGroups) {
      [labels, groups] = [newLabels, newGroups];
    },
    show(label) {
      chosen = label;
      if (list.hidden) write();
    },
  };
}

const NO_LETTERS = /[^\p{L}\p{N}]+/gu;

/**
 * A name's words between blanks: " lace up boot ".
 * @param {string} text
 */
const worded = (text) => ` ${text.toLowerCase().replace(NO_LETTERS, ' ').trim()} `;

const MEMBER = 1; // after the name itself

/**
 * How well a name fits, 0 best; Infinity: not at all.
 * @param {string} name
 * @param {string} query
 */
function rankOf(name, query) {
  const [words, asked] = [worded(name), worded(query)];
  if (asked.trim() && words.includes(asked)) return words === asked ? 0 : 2;
  const at = name.toLowerCase().indexOf(query.toLowerCase());
  if (at === 0) return 3;
  if (asked.trim() && words.includes(asked.trimEnd())) return 4;
  return at > 0 ? 5 : Infinity;
}

/**
 * The names that a query may mean: the name itself, then the members of the group that is called
 * so, then those with such a word, then those that begin with it, then those with a word that does,
 * then those that hold it anywhere; short ones before long ones.
 * @param {string[]} names
 * @param {string[] | null} groups  of the names
 * @param {string} query
 * @param {number} most
 * @returns {number[]} indices; all names in their own order where nothing is asked
 */
export function matching(names, groups, query, most) {
  const asked = query.trim();
  if (!asked) return names.slice(0, most).map((_, i) => i);
  /** @param {number} i */
  const isMember = (i) => groups?.[i].toLowerCase() === asked.toLowerCase();
  return names.map((name, i) => {
    const own = rankOf(name, asked);
    return { i, own, rank: isMember(i) ? Math.min(own, MEMBER) : own };
  })
    .filter(({ rank }) => rank < Infinity)
    .sort((a, b) => a.rank - b.rank || Math.sign(a.own - b.own)
      || names[a.i].length - names[b.i].length)
    .slice(0, most)
    .map(({ i }) => i);
}

/**
 * The name that needs no choice: written out, or the only one that is left.
 * @param {string[]} names
 * @param {number[]} left  indices
 * @param {string} query
 * @returns {number | null} an index
 */
export function matchingOne(names, left, query) {
  const asked = query.trim().toLowerCase();
  const whole = left.find((i) => names[i].toLowerCase() === asked);
  return whole ?? (left.length === 1 ? left[0] : null);
}
