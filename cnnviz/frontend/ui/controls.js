/** Small native controls, and where each one's complaint is shown. */

let made = 0; // names and ids of two views in one document must differ

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {object} [properties]
 * @param {...Node} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
const element = (tag, properties = {}, ...children) => {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
};

/**
 * A label with one or more controls, and room for a sentence.
 * @param {string} label
 * @param {HTMLElement[]} controls
 * @returns {{element: HTMLElement, complain: (sentence: string) => void}}
 */
export function createField(label, controls) {
  made += 1;
  const problem = element('p', { className: 'problem field-problem', id: `field-problem-${made}` });
  const row = element('div', { className: 'field' },
    element('span', { className: 'field-label', textContent: label }),
    element('span', { className: 'field-controls' }, ...controls), problem);
  return {
    element: row,
    complain(sentence) {
      problem.textContent = sentence;
      for (const control of controls) {
        if (sentence) {
          control.setAttribute('aria-invalid', 'true');
          control.setAttribute('aria-describedby', problem.id);
        } else {
          control.removeAttribute('aria-invalid');
          control.removeAttribute('aria-describedby');
        }
      }
    },
  };
}

/**
 * @param {object} options
 * @param {string} options.label
 * @param {number} options.min
 * @param {number} options.max
 * @param {(value: number, inputAt: number) => void} options.onInput  for whole numbers only
 * @returns {HTMLInputElement}
 */
export function createNumber({ label, min, max, onInput }) {
  const input = element('input', { type: 'number', min, max, step: 1, inputMode: 'numeric' });
  input.setAttribute('aria-label', label);
  input.oninput = ({ timeStamp }) => {
    if (Number.isInteger(input.valueAsNumber)) onInput(input.valueAsNumber, timeStamp);
  };
  return input;
}

/**
 * @param {object} options
 * @param {string} options.label
 * @param {Object<string, string>} options.choices  words by value
 * @param {(value: string, inputAt: number) => void} options.onInput
 * @returns {HTMLSelectElement}
 */
export function createSelect({ label, choices, onInput }) {
  const select = element('select', {}, ...Object.entries(choices).map(
    ([value, textContent]) => element('option', { value, textContent })));
  select.setAttribute('aria-label', label);
  select.oninput = ({ timeStamp }) => onInput(select.value, timeStamp);
  return select;
}

/**
 * One of a few, side by side.
 * @template {string} Value
 * @param {object} options
 * @param {string} options.label
 * @param {Record<Value, string>} options.choices  words by value
 * @param {(value: Value, inputAt: number) => void} options.onInput
 * @returns {{element: HTMLElement, set: (value: Value) => void,
 *   enable: (value: Value, isEnabled: boolean) => void}}
 */
export function createSegments({ label, choices, onInput }) {
  made += 1;
  const values = /** @type {Value[]} */ (Object.keys(choices));
  const inputs = values.map((value) => {
    const input = element('input', {
      className: 'choice-input', type: 'radio', name: `segments-${made}`, value,
    });
    input.oninput = ({ timeStamp }) => onInput(value, timeStamp);
    return input;
  });
  const group = element('fieldset', { className: 'range-choice' }, ...inputs.map((input, i) =>
    element('label', {}, input, element('span', { textContent: choices[values[i]] }))));
  group.setAttribute('aria-label', label);
  return {
    element: group,
    set(value) {
      for (const input of inputs) input.checked = input.value === value;
    },
    enable(value, isEnabled) {
      for (const input of inputs) if (input.value === value) input.disabled = !isEnabled;
    },
  };
}

/**
 * A slider with its value in words beside it.
 * @param {object} options
 * @param {string} options.label
 * @param {number} options.min
 * @param {number} options.max
 * @param {number} options.step
 * @param {(value: number) => string} options.say
 * @param {(value: number, inputAt: number) => void} options.onInput
 * @returns {{element: HTMLElement, write: (value: number) => void,
 *   enable: (isEnabled: boolean, reason?: string) => void}} `reason`: why not, in place of the value
 */
export function createSlider({ label, min, max, step, say, onInput }) {
  const output = element('output');
  let why = '';
  const range = element('input', { type: 'range', min, max, step });
  range.setAttribute('aria-label', label);
  range.oninput = ({ timeStamp }) => onInput(range.valueAsNumber, timeStamp);
  return {
    element: createField(label, [range, output]).element,
    write(value) {
      if (range.valueAsNumber !== value) range.valueAsNumber = value;
      range.setAttribute('aria-valuetext', why || say(value));
      output.textContent = why || say(value);
    },
    enable(isEnabled, reason = '') {
      range.disabled = !isEnabled;
      why = reason;
    },
  };
}

/**
 * @param {string} text
 * @param {(event: MouseEvent) => void} onclick
 * @param {object} [properties]
 * @returns {HTMLButtonElement}
 */
export function createButton(text, onclick, properties = {}) {
  return element('button', { type: 'button', textContent: text, onclick, ...properties });
}
