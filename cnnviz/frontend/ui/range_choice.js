/** A small control: do the color scales span each map, each layer or the whole network? */

/** @type {import('./ranges.js').RangeChoice[]} */
const CHOICES = ['map', 'layer', 'network'];
let made = 0; // radio buttons of two views in one document must not share a name

/**
 * @param {object} options
 * @param {import('./ranges.js').RangeChoice} options.value
 * @param {(value: import('./ranges.js').RangeChoice) => void} options.onChange
 * @param {import('./ranges.js').RangeChoice[]} [options.choices] what there is to choose from
 * @returns {{element: HTMLElement, set: (value: string) => void}}
 */
export function createRangeChoice({ value, onChange, choices = CHOICES }) {
  const element = document.createElement('fieldset');
  element.className = 'range-choice';
  element.title = 'What the ends of the color scales are taken from';
  const title = document.createElement('span');
  title.className = 'range-title';
  title.textContent = 'Range';
  element.setAttribute('aria-label', 'Range of the color scales');
  made += 1;
  const inputs = choices.map((choice) => {
    const input = document.createElement('input');
    Object.assign(input, { className: 'choice-input', type: 'radio', name: `range-${made}`, value: choice });
    input.addEventListener('change', () => onChange(choice));
    return input;
  });
  const segments = inputs.map((input) => {
    const label = document.createElement('label');
    const word = document.createElement('span');
    word.textContent = input.value;
    label.append(input, word);
    return label;
  });
  element.append(title, ...segments);

  /** @param {string} choice */
  function set(choice) {
    for (const input of inputs) input.checked = input.value === choice;
  }
  set(value);
  return { element, set };
}
