/** Any class, found by a few of its letters. */

import { matching, meant } from './label_search.js';
import { closest } from '../ui/find.js';

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
  const [input, list] = element.children;
  list.id = `heat-classes-${made}`;
  input.setAttribute('aria-controls', list.id);
  let [labels, groups, chosen] = [[], null, null];
  let [options, active] = [[], null]; // active: what the arrows have come to

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
    const label = active === null ? meant(labels, options, input.value) : options[active];
    if (label !== null) pick(label);
  }

  input.addEventListener('input', () => open(input.value));
  input.addEventListener('focus', () => input.select());
  input.addEventListener('click', () => { if (list.hidden) open(''); });
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
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
